package io.ringcard.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a sender to a number of events a second. */
final class Pace {

  private Pace() {}

  /** Returns when the n-th event is due; late ones go out at once. */
  static void await(long startNanos, long n, int perSecond) {
    var due = startNanos + n * TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
