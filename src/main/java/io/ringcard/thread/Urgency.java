package io.ringcard.thread;

import static io.ringcard.thread.SchedulingAttributes.OTHER;
import static io.ringcard.thread.SchedulingAttributes.ROUND_ROBIN;

/**
 * How soon Linux lets a thread in that works briefly and often, while a database or a report on the
 * same machine computes. An ordinary one waits for the end of the other's slice, some milliseconds,
 * and, if it has just used the processor a little more than its share, for several. Asterisk runs
 * its own threads in real time for the same reason. Other systems know ordinary threads only.
 */
public enum Urgency {

  /** As all threads are. */
  ORDINARY,

  /** Soon after it was woken; needs no right, heeded since Linux 6.12. */
  SHORT_SLICE,

  /** Besides with a higher priority; needs the right to raise it ({@code LimitNICE=-10}). */
  RAISED,

  /** At once; needs the right to real time ({@code LimitRTPRIO=1}, or root). */
  REAL_TIME;

  private static final int LOWEST_REAL_TIME = 1;
  private static final int HIGH = -10;

  /** The shortest slice that the kernel grants. */
  private static final long SLICE_NANOS = 100_000;

  /**
   * Asks for this, or else for the next below it that the account may have, for the calling
   * platform thread; a second time changes nothing. Threads that it starts are ordinary ones. To be
   * asked for by few, and by none that computes for long.
   *
   * <p>{@link #REAL_TIME} is for a thread that never spins until an ordinary one has gone on: that
   * one may be the one it has just driven off the processor, and then nobody goes on until Linux
   * takes the processor away from it, for up to a second. Usual event loops do so, and pools of
   * connections: their queues wait for whoever is about to put something in. They are {@link
   * #RAISED}.
   *
   * @return what the thread has now
   */
  public Urgency ask() {
    SchedulingAttributes.read()
        .filter(present -> present.policy() == OTHER)
        .ifPresent(present -> askFrom(present.nice()));
    return now();
  }

  private void askFrom(int nice) {
    for (var level = ordinal(); level > ORDINARY.ordinal(); level--) {
      if (values()[level].wish(nice).ask()) {
        return;
      }
    }
  }

  private SchedulingAttributes wish(int nice) {
    return switch (this) {
      case REAL_TIME -> new SchedulingAttributes(ROUND_ROBIN, 0, LOWEST_REAL_TIME, 0);
      case RAISED -> new SchedulingAttributes(OTHER, Math.min(nice, HIGH), 0, SLICE_NANOS);
      case SHORT_SLICE -> new SchedulingAttributes(OTHER, nice, 0, SLICE_NANOS);
      case ORDINARY -> new SchedulingAttributes(OTHER, nice, 0, 0);
    };
  }

  /** What the calling thread has. */
  public static Urgency now() {
    return SchedulingAttributes.read().map(Urgency::of).orElse(ORDINARY);
  }

  private static Urgency of(SchedulingAttributes attributes) {
    if (attributes.priority() > 0) {
      return REAL_TIME;
    }
    if (attributes.nice() <= HIGH) {
      return RAISED;
    }
    return attributes.sliceNanos() == SLICE_NANOS ? SHORT_SLICE : ORDINARY;
  }
}
