package io.ringcard.thread;

import static io.ringcard.thread.SchedulingAttributes.OTHER;
import static io.ringcard.thread.SchedulingAttributes.ROUND_ROBIN;

import java.util.List;

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
   * Asks for the highest that the account may have, for the calling platform thread; a second time
   * changes nothing. Threads that it starts are ordinary ones. To be asked for by few, and by none
   * that computes for long: before a real-time thread nothing else of the machine runs.
   *
   * @return what the thread has now
   */
  public static Urgency ask() {
    SchedulingAttributes.read()
        .filter(present -> present.policy() == OTHER)
        .ifPresent(present -> askFrom(present.nice()));
    return now();
  }

  private static void askFrom(int nice) {
    for (var wish : wishes(nice)) {
      if (wish.ask()) {
        return;
      }
    }
  }

  /** From the best to what needs no right. */
  private static List<SchedulingAttributes> wishes(int nice) {
    return List.of(
        new SchedulingAttributes(ROUND_ROBIN, 0, LOWEST_REAL_TIME, 0),
        new SchedulingAttributes(OTHER, Math.min(nice, HIGH), 0, SLICE_NANOS),
        new SchedulingAttributes(OTHER, nice, 0, SLICE_NANOS));
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
