package io.ringcard.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast one run is, and how long it will take, by what it has done in the last minute. */
public final class Rate {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final double NANOS = 1e9;

  /**
   * @param done null while nobody knows how much there is
   */
  private record Told(Instant at, long rows, @Nullable Double done) {}

  private final InstantSource clock;

  /** In order; all but the first of the last minute. */
  private final Deque<Told> lately = new ArrayDeque<>();

  public Rate(InstantSource clock) {
    this.clock = clock;
  }

  /** How far it is now. */
  public synchronized void take(Progress progress) {
    var now = new Told(clock.instant(), progress.counts().rows(), progress.done());
    var since = now.at().minus(WINDOW);
    var first = lately.pollFirst();
    while (!lately.isEmpty() && !lately.getFirst().at().isAfter(since)) {
      first = lately.pollFirst();
    }
    if (first != null) {
      lately.addFirst(first);
    }
    lately.addLast(now);
  }

  /** Null before the first batch. */
  public synchronized @Nullable Double rowsPerSecond() {
    var seconds = seconds();
    var rows = lately.isEmpty() ? 0 : lately.getLast().rows() - lately.getFirst().rows();
    return seconds == 0 || rows == 0 ? null : rows / seconds;
  }

  /** Null while nobody can know. */
  public synchronized @Nullable Double secondsLeft() {
    var done = lately.isEmpty() ? null : lately.getLast().done();
    if (done == null) {
      return null;
    }
    var before = lately.getFirst().done();
    var part = done - (before == null ? 0 : before);
    return part <= 0 ? null : seconds() * (1 - done) / part;
  }

  private double seconds() {
    return lately.isEmpty()
        ? 0
        : Duration.between(lately.getFirst().at(), lately.getLast().at()).toNanos() / NANOS;
  }
}
