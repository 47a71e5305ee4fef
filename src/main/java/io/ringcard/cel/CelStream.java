package io.ringcard.cel;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One file of CEL from its bytes to events. Rows of several channels come a little out of order:
 * they wait {@link #TOLERANCE} by the exchange's own clock and leave in the order of their times,
 * those of one channel always as they were written.
 *
 * <p>A hangup's source tells who hung up, and only with the hangup itself, when the others have
 * been hung up in consequence: the request is told before the first row of the taking apart.
 */
public final class CelStream {

  /** Takes events, and what could not be read. */
  public interface Sink {

    /**
     * @param order counts up; good for {@link #oldestOffset}
     */
    void event(long order, PbxEvent event);

    void broken(String reason, String line);

    /** The row of which the next events come. */
    default void now(CelRow row) {}
  }

  static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final Duration TEARDOWN = Duration.ofMillis(500);

  private record Held(Instant at, long number, long offset, CelRow row) {}

  private final Sink sink;
  private final Reader reader = new Reader();
  private CelLines lines;
  private final CelClock clock = new CelClock();
  private final CelTranslator translator;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparing(Held::at).thenComparing(Held::number));
  private final Map<String, Instant> lastOfChannel = new HashMap<>();
  private final Map<String, List<Held>> hangups = new HashMap<>();
  private final TreeMap<Long, Long> began = new TreeMap<>();
  private Instant newest = Instant.MIN;
  private @Nullable CelSerial lastSerial;
  private long rows;
  private long taken;
  private long order;

  public CelStream(PbxProfile profile, Sink sink) {
    this.sink = sink;
    this.translator = new CelTranslator(profile);
    this.lines = new CelLines(reader, 0);
  }

  public void feed(byte[] bytes, int count) {
    lines.feed(bytes, count);
    releaseRipe();
  }

  /** The next row of a source that is no file of bytes. */
  public void take(CelRow row) {
    take(row, 0);
  }

  /**
   * @param place of the row in its source; good for {@link #oldestOffset}
   */
  public void take(CelRow row, long place) {
    taken = place + 1;
    reader.row(row, place);
    releaseRipe();
  }

  private void releaseRipe() {
    release(newest.equals(Instant.MIN) ? newest : newest.minus(TOLERANCE));
  }

  /** Another file begins at this place; a row that the last one left without its end is lost. */
  public void nextFile(long place) {
    lines.rest().ifPresent(rest -> sink.broken("cut off", rest));
    lines = new CelLines(reader, place);
  }

  /** Nothing more will come for a while: what waits for its turn goes on. */
  public void flush() {
    release(Instant.MAX);
  }

  /** The latest time that a row has told; {@link Instant#MIN} before the first. */
  public Instant newest() {
    return newest;
  }

  /** Rows read so far. */
  public long rows() {
    return rows;
  }

  /** Where a reader has to begin who wants no call from before {@code oldestNeeded}. */
  public long oldestOffset(OptionalLong oldestNeeded) {
    var offset = Math.max(taken, lines.offset());
    for (var one : held) {
      offset = Math.min(offset, one.offset());
    }
    if (oldestNeeded.isEmpty()) {
      began.clear();
      return offset;
    }
    began.headMap(oldestNeeded.getAsLong()).clear();
    return began.isEmpty() ? offset : Math.min(offset, began.firstEntry().getValue());
  }

  private final class Reader implements CelLines.Sink {

    @Override
    public void row(CelRow row, long offset) {
      var written = clock.read(row);
      if (written == null || row.uniqueid().isEmpty() || row.linkedid().isEmpty()) {
        broken(written == null ? "time" : "channel", String.join("\n", row.lines()), offset);
        return;
      }
      rows++;
      var before = lastOfChannel.get(row.uniqueid());
      var at = before == null || before.isBefore(written) ? written : before;
      lastOfChannel.put(row.uniqueid(), at);
      newest = newest.isBefore(at) ? at : newest;
      var entry = new Held(at, rows, offset, row);
      held.add(entry);
      if (isOwnHangup(row)) {
        hangups.computeIfAbsent(row.linkedid(), _ -> new ArrayList<>()).add(entry);
      }
    }

    @Override
    public void broken(String reason, String line, long offset) {
      sink.broken(reason, line);
    }
  }

  /** The far end of this very channel hung up. */
  private static boolean isOwnHangup(CelRow row) {
    return row.event().equals("HANGUP")
        && CelExtra.of(row).get("hangupsource").equals(row.channel());
  }

  private void release(Instant until) {
    for (var next = held.peek(); next != null && !next.at().isAfter(until); next = held.peek()) {
      held.remove();
      give(next);
    }
  }

  private void give(Held entry) {
    var row = entry.row();
    sink.now(row);
    switch (row.event()) {
      case "CHAN_START" -> {
        noticeRestart(entry);
        if (row.uniqueid().equals(row.linkedid())) {
          began.put(order, entry.offset());
        }
      }
      case "HANGUP", "BRIDGE_EXIT", "APP_END" -> tellRequests(entry);
      case "CHAN_END" -> lastOfChannel.remove(row.uniqueid());
      default -> {}
    }
    translator.translate(row, entry.at()).forEach(this::tell);
  }

  private void tellRequests(Held entry) {
    var linkedid = entry.row().linkedid();
    var asked = hangups.get(linkedid);
    if (asked == null) {
      return;
    }
    var due = entry.at().plus(TEARDOWN);
    asked.removeIf(hangup -> {
      var now = !hangup.at().isAfter(due);
      if (now && !translator.isRefused(hangup.row())) {
        var channel = CelTranslator.channel(hangup.row());
        tell(new PbxEvent.HangupRequested(entry.at(), channel));
      }
      return now;
    });
    if (asked.isEmpty()) {
      hangups.remove(linkedid);
    }
  }

  private void noticeRestart(Held entry) {
    var serial = CelSerial.of(entry.row().uniqueid());
    if (serial == null) {
      return;
    }
    if (lastSerial != null && serial.isAfterRestart(lastSerial)) {
      translator.restarted();
      lastSerial = serial;
      tell(new PbxEvent.Booted(entry.at(), Instant.ofEpochSecond(serial.second())));
    }
    lastSerial = lastSerial == null ? serial : serial.later(lastSerial);
  }

  private void tell(PbxEvent event) {
    sink.event(order++, event);
  }
}
