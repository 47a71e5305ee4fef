package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.bench.Blanks.Filling;
import io.ringcard.bench.Blanks.Fresh;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Many captured calls at once on one connection: as soon as one ends the next begins, so that as
 * many events come as are asked for, while every call keeps its own order and, at its natural rate,
 * its own pace. Each copy has unique ids, channels, bridges, a client and operators of its own.
 * Whoever plays decides when the next event is due; that moment is its {@code Timestamp}. Not for
 * several threads.
 */
public final class CallPlayer {

  /** Calls of every direction and end, on phones, groups and queues. */
  private static final List<String> CAPTURES =
      List.of(
          "inbound-answered",
          "queue-ringall-second-answers",
          "outbound-answered",
          "inbound-abandoned-ringing",
          "ring-group-second-answers",
          "hold-unhold",
          "outbound-no-answer",
          "queue-rrmemory-first-answers",
          "inbound-answered-operator-hangs-up",
          "internal-answered",
          "queue-abandoned",
          "outbound-busy");

  private static final class Copy {
    final CallPattern pattern;
    final Filling filling;
    final PlayedCall call;
    final List<String> people;
    final long startMillis;
    int next;

    Copy(CallPattern pattern, Filling filling, List<String> people, long startMillis) {
      this.pattern = pattern;
      this.filling = filling;
      this.call = pattern.played(filling);
      this.people = people;
      this.startMillis = startMillis;
    }

    long dueMillis() {
      return startMillis + pattern.events().get(next).since().toMillis();
    }
  }

  private final List<CallPattern> patterns = CAPTURES.stream().map(CallPattern::read).toList();
  private final PriorityQueue<Copy> copies =
      new PriorityQueue<>(Comparator.comparingLong(Copy::dueMillis));
  private final List<PlayedCall> played = new ArrayList<>();
  private final Map<String, Integer> busy = new HashMap<>();
  private final List<String> extensions;
  private final Fresh fresh = new Fresh();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private final int together;
  private long virtualMillis;
  private long begun;

  /**
   * @param extensions of the operators; the least busy one is taken
   * @param eventsPerSecond at which calls take as long as they did when they were captured
   */
  public CallPlayer(List<String> extensions, int eventsPerSecond) {
    this.extensions = List.copyOf(extensions);
    var events = patterns.stream().mapToInt(pattern -> pattern.events().size()).sum();
    var millis = patterns.stream().mapToLong(pattern -> pattern.length().toMillis()).sum();
    together = Math.max(1, (int) (eventsPerSecond * (millis / 1000.0) / events));
  }

  /** The number of the client of the n-th call that has one. */
  public static String number(long n) {
    return String.format(Locale.ROOT, "+7916%07d", n);
  }

  /** The next event of all, with the call that it begins, if it begins one. */
  public byte[] next(Instant at) {
    while (copies.size() < together) {
      begin(at);
    }
    return one(at);
  }

  /** The next event of the calls that have begun; empty when they are all over. */
  public byte[] rest(Instant at) {
    return copies.isEmpty() ? new byte[0] : one(at);
  }

  /** The truth about every call whose first event was given out, in order of their beginning. */
  public List<PlayedCall> played() {
    return played;
  }

  private void begin(Instant at) {
    var pattern = patterns.get((int) (begun % patterns.size()));
    var people =
        extensions.stream()
            .sorted(Comparator.comparingInt(extension -> busy.getOrDefault(extension, 0)))
            .limit(pattern.blanks().extensions())
            .toList();
    people.forEach(extension -> busy.merge(extension, 1, Integer::sum));
    var filling = pattern.blanks().fill(at, number(begun), fresh, people);
    var early = begun < together ? begun * pattern.length().toMillis() / together : 0;
    copies.add(new Copy(pattern, filling, people, virtualMillis + early));
    begun++;
  }

  private byte[] one(Instant at) {
    var copy = copies.remove();
    virtualMillis = copy.dueMillis();
    if (copy.next == 0) {
      played.add(copy.call);
    }
    var event = copy.pattern.events().get(copy.next++);
    if (copy.next < copy.pattern.events().size()) {
      copies.add(copy);
    } else {
      copy.people.forEach(extension -> busy.merge(extension, -1, Integer::sum));
    }
    out.reset();
    event.head().write(copy.filling, out);
    out.writeBytes(stamp(at));
    event.body().write(copy.filling, out);
    return out.toByteArray();
  }

  private static byte[] stamp(Instant at) {
    var micros = Integer.toString(1_000_000 + at.getNano() / 1000).substring(1);
    return ("Timestamp: " + at.getEpochSecond() + "." + micros + "\r\n").getBytes(UTF_8);
  }
}
