package io.ringcard.calllog;

import java.time.Duration;

/**
 * Whether more comes than the link can hear before it reads on: a leaky bucket of 20 events from
 * which 4,000 a second run out, twice as many as are reckoned for two hundred operators. Not for
 * several threads.
 */
final class Rush {

  private static final long APART = Duration.ofNanos(250_000).toNanos();
  private static final long FULL = 20 * APART;

  /** When the bucket will have run empty. */
  private long empty;

  /**
   * @param now as {@link System#nanoTime()}
   */
  Rush(long now) {
    empty = now;
  }

  /** Asked once for each event. */
  boolean is(long now) {
    var filled = Math.clamp(empty - now, 0, FULL);
    empty = now + filled + APART;
    return filled >= FULL;
  }
}
