package io.ringcard.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their place in time, so that each is counted once: with the mark that goes beyond it. A
 * run that goes on reads some hours again, of which the former has counted all before its mark.
 */
final class RowsRead {

  private final Instant begin;
  private final NavigableMap<Instant, Long> waiting = new TreeMap<>();

  /**
   * @param begin rows from before then are counted already; null for none
   */
  RowsRead(@Nullable Instant begin) {
    this.begin = begin == null ? Instant.MIN : second(begin);
  }

  /** One more, among those of that time. */
  void add(Instant at) {
    if (!at.isBefore(begin)) {
      waiting.merge(second(at), 1L, Long::sum);
    }
  }

  /** How many lie before then, each told once. */
  long before(Instant mark) {
    var done = waiting.headMap(second(mark), false);
    var sum = done.values().stream().mapToLong(Long::longValue).sum();
    done.clear();
    return sum;
  }

  /** In whole seconds: fewer entries. The beginning of all has none. */
  static Instant second(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX)
        ? at
        : at.truncatedTo(ChronoUnit.SECONDS);
  }
}
