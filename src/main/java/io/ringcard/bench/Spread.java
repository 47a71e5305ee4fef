package io.ringcard.bench;

import java.util.Collection;

/** Durations of one run, in order of size. */
final class Spread {

  private static final double MICROS = 1_000.0;

  private final long[] nanos;

  Spread(Collection<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    this.nanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** In microseconds; {@code share} of all are not longer. */
  double micros(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / MICROS;
  }

  /** The middle one of some rates. */
  static double median(Collection<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
