package io.ringcard.history;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What could not be told, counted by reason, with the first few of each. Reasons are slugs: {@code
 * broken, fields, time, id, number, duration, text} of a row; {@code party, none, underWay,
 * endUnknown, refused} of a call.
 */
public final class Untold {

  private static final int SAMPLES = 5;
  private static final int LONGEST = 300;

  /** How many, and the beginning of some as they were written. */
  public record Count(long number, List<String> samples) {

    private Count and(String sample) {
      var more = new ArrayList<>(samples);
      if (more.size() < SAMPLES) {
        more.add(sample);
      }
      return new Count(number + 1, List.copyOf(more));
    }
  }

  /** A row that tells nothing, among those of that time. */
  private record Odd(Instant at, String reason, String what) {}

  private final Map<String, Count> counts = new TreeMap<>();
  private final Deque<Odd> waiting = new ArrayDeque<>();
  private final Instant begin;
  private Instant now = Instant.MIN;

  Untold() {
    this(Map.of(), null);
  }

  /**
   * @param begin rows from before then are in {@code former}; null for none
   */
  Untold(Map<String, Count> former, @Nullable Instant begin) {
    counts.putAll(former);
    this.begin = begin == null ? Instant.MIN : RowsRead.second(begin);
  }

  /** A call. */
  void add(String reason, String what) {
    counts.put(reason, counts.getOrDefault(reason, new Count(0, List.of())).and(shortened(what)));
  }

  /** The next rows are of about that time. */
  void at(Instant time) {
    now = RowsRead.second(time);
  }

  /** A row. Another run may read it again: it counts with the mark that goes beyond it. */
  void addRow(String reason, String what) {
    if (!now.isBefore(begin)) {
      waiting.add(new Odd(now, reason, shortened(what)));
    }
  }

  /** Rows from before then are done. */
  void settle(Instant mark) {
    var end = RowsRead.second(mark);
    for (var i = waiting.size(); i > 0; i--) {
      var one = waiting.remove();
      if (one.at().isBefore(end)) {
        add(one.reason(), one.what());
      } else {
        waiting.add(one);
      }
    }
  }

  /** As they are now. */
  Map<String, Count> counts() {
    return new TreeMap<>(counts);
  }

  private static String shortened(String text) {
    var clean = text.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
