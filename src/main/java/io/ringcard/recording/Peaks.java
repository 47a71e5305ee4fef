package io.ringcard.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Highest amplitudes of equal slices of each lane, one byte each: 0 is silence, 255 full scale.
 * Kept with the number of lanes before them; no lane at all says that none can be drawn.
 */
record Peaks(List<byte[]> lanes) {

  static final Peaks NONE = new Peaks(List.of());

  static Peaks of(byte[] kept) {
    var count = kept[0];
    var slices = count == 0 ? 0 : (kept.length - 1) / count;
    return new Peaks(
        IntStream.range(0, count)
            .mapToObj(lane ->
                java.util.Arrays.copyOfRange(kept, 1 + lane * slices, 1 + (lane + 1) * slices))
            .toList());
  }

  byte[] kept() {
    var slices = lanes.isEmpty() ? 0 : lanes.getFirst().length;
    var kept = new byte[1 + lanes.size() * slices];
    kept[0] = (byte) lanes.size();
    for (var lane = 0; lane < lanes.size(); lane++) {
      System.arraycopy(
          lanes.get(lane), 0, kept, 1 + lane * slices, Math.min(slices, lanes.get(lane).length));
    }
    return kept;
  }

  /** From 0 to 1, to two places. */
  List<List<Double>> amplitudes() {
    var all = new ArrayList<List<Double>>();
    for (var lane : lanes) {
      var values = new ArrayList<Double>(lane.length);
      for (var value : lane) {
        values.add(Math.round((value & 0xff) / 2.55) / 100.0);
      }
      all.add(values);
    }
    return all;
  }
}
