package io.ringcard.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was heard: its place in the stream, which is always known and decides what came
 * first, and the time, which may not be.
 */
record Moment(long order, @Nullable Instant at) implements Comparable<Moment> {

  @Override
  public int compareTo(Moment other) {
    return Long.compare(order, other.order);
  }

  boolean before(Moment other) {
    return order < other.order;
  }

  /** The earlier one; null counts as never. */
  static @Nullable Moment first(@Nullable Moment a, @Nullable Moment b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.before(a) ? b : a;
  }

  static Moment last(Moment a, Moment b) {
    return a.before(b) ? b : a;
  }

  static @Nullable Instant at(@Nullable Moment moment) {
    return moment == null ? null : moment.at;
  }

  /** Never negative; null when either time is unknown. */
  static @Nullable Duration between(@Nullable Moment from, @Nullable Moment to) {
    return between(at(from), at(to));
  }

  /** The same; the exchange's clock may have been set back in between. */
  static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    if (from == null || to == null) {
      return null;
    }
    var duration = Duration.between(from, to);
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
