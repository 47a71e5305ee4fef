package io.ringcard.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  private final Map<String, Count> counts = new TreeMap<>();

  Untold() {}

  Untold(Map<String, Count> former) {
    counts.putAll(former);
  }

  void add(String reason, String what) {
    counts.put(reason, counts.getOrDefault(reason, new Count(0, List.of())).and(shortened(what)));
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
