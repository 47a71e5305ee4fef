package io.ringcard.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How fast one run is, and how long it will take, by what it has done so far. */
public final class Rate {

  private static final double NANOS = 1e9;

  private final InstantSource clock;
  private @Nullable Instant began;
  private long rowsThen;
  private double doneThen;
  private long rows;
  private @Nullable Double done;
  private Instant now = Instant.EPOCH;

  public Rate(InstantSource clock) {
    this.clock = clock;
  }

  /** How far it is now. */
  public synchronized void take(Progress progress) {
    now = clock.instant();
    rows = progress.counts().rows();
    done = progress.done();
    if (began == null) {
      began = now;
      rowsThen = rows;
      doneThen = done == null ? 0 : done;
    }
  }

  /** Null before the first batch. */
  public synchronized @Nullable Double rowsPerSecond() {
    var seconds = seconds();
    return seconds == 0 || rows == rowsThen ? null : (rows - rowsThen) / seconds;
  }

  /** Null while nobody can know. */
  public synchronized @Nullable Double secondsLeft() {
    return done == null || done <= doneThen ? null : seconds() * (1 - done) / (done - doneThen);
  }

  private double seconds() {
    return began == null ? 0 : Duration.between(began, now).toNanos() / NANOS;
  }
}
