package io.ringcard.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a file is whole. It is when the lengths in its head are the file's own, which the
 * exchange writes when it closes the file. While its two lanes lie beside a mixed file, the
 * exchange may still put a file of both in its place; and a head that was never filled in says
 * nothing. Then it is whole once it has not changed for a while.
 */
final class Verdicts {

  sealed interface Verdict {}

  record Growing() implements Verdict {}

  record Whole(WaveHeader header) implements Verdict {}

  /**
   * @param reason {@code header}, {@code empty} or {@code unreadable}
   */
  record Broken(String reason) implements Verdict {}

  private record Seen(long size, long atNanos) {}

  private final Duration still;
  private final Map<Long, Seen> seen = new HashMap<>();

  /**
   * @param still how long a file has to keep its size when its head does not tell
   */
  Verdicts(Duration still) {
    this.still = still;
  }

  Verdict of(long id, Path file) {
    var verdict = judge(id, file);
    if (!(verdict instanceof Growing)) {
      seen.remove(id);
    }
    return verdict;
  }

  private Verdict judge(long id, Path file) {
    try {
      var header = WaveHeader.read(file);
      if (header.filter(WaveHeader::whole).isPresent() && !mayBecomeLanes(file, header.get())) {
        return new Whole(header.get());
      }
      return isStill(id, RecordingFolder.size(file)) ? settled(header) : new Growing();
    } catch (IOException e) {
      return isStill(id, RecordingFolder.size(file)) ? new Broken("unreadable") : new Growing();
    }
  }

  private static Verdict settled(Optional<WaveHeader> header) {
    if (header.isEmpty()) {
      return new Broken("header");
    }
    return header.get().dataBytes() == 0 ? new Broken("empty") : new Whole(header.get());
  }

  private static boolean mayBecomeLanes(Path file, WaveHeader header) {
    var name = file.getFileName().toString();
    return header.channels() == 1
        && (RecordingFolder.beside(file, Lanes.operator(name)).isPresent()
            || RecordingFolder.beside(file, Lanes.client(name)).isPresent());
  }

  private boolean isStill(long id, long size) {
    var now = System.nanoTime();
    var first =
        seen.merge(id, new Seen(size, now), (was, is) -> was.size() == is.size() ? was : is);
    return now - first.atNanos() >= still.toNanos();
  }
}
