package io.ringcard.missed;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code DeskFigures}: how the promise was kept in a period. A line belongs to the
 * period that it counts by ({@link Line#countsAt}), and to its owner, or else to whoever ended it.
 *
 * @param workingTime whether only working hours count
 * @param withheld calls in vain whose number was withheld; with {@code total.calls} they are what
 *     the log calls missed, but for calls whose result nobody knows
 */
record DeskFigures(
    String zone,
    int minutes,
    boolean workingTime,
    List<FigureRow> rows,
    FigureRow total,
    long withheld) {

  DeskFigures {
    rows = List.copyOf(rows);
  }

  /**
   * @param key whose lines; null for nobody's
   * @param calls in vain within the period, also those of lines that began before
   * @param lines that count by the period
   * @param talked lines that a talk ended
   * @param inTime those of them that it ended in time
   * @param byHand lines that a person closed
   * @param waiting lines that may still be called back in time
   * @param never lines that nobody called back in time, nor since
   * @param medianSeconds working time from the first call to the talk; null without a talk
   */
  record FigureRow(
      @Nullable Ref key,
      int calls,
      int lines,
      int talked,
      int inTime,
      int byHand,
      int waiting,
      int never,
      @Nullable Double medianSeconds) {}

  /** Adds up the lines of one key. */
  static final class Sum {

    private final Instant from;
    private final Instant to;
    private final MissedRules rules;
    private final Instant now;
    private final List<Long> millis = new ArrayList<>();
    private int calls;
    private int lines;
    private int inTime;
    private int byHand;
    private int waiting;
    private int never;

    Sum(Instant from, Instant to, MissedRules rules, Instant now) {
      this.from = from;
      this.to = to;
      this.rules = rules;
      this.now = now;
    }

    void add(Line line) {
      calls += (int) line.times().stream().filter(this::isWithin).count();
      if (isWithin(line.countsAt(rules))) {
        lines++;
        end(line);
      }
    }

    private void end(Line line) {
      var over = line.overAt();
      if (over == null) {
        var late = line.isLate(rules, now);
        waiting += late ? 0 : 1;
        never += late ? 1 : 0;
      } else if (line.talk() == null) {
        byHand++;
      } else {
        millis.add(line.waited(rules, now).toMillis());
        inTime += line.isInTime(rules) ? 1 : 0;
      }
    }

    private boolean isWithin(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }

    FigureRow row(@Nullable Ref key) {
      return new FigureRow(
          key, calls, lines, millis.size(), inTime, byHand, waiting, never, median());
    }

    private @Nullable Double median() {
      if (millis.isEmpty()) {
        return null;
      }
      Collections.sort(millis);
      var half = millis.size() / 2;
      return millis.size() % 2 == 1
          ? millis.get(half) / 1000.0
          : (millis.get(half - 1) + millis.get(half)) / 2000.0;
    }
  }

  /** Sums by key, in the order in which keys first come up; 0 is nobody. */
  static Map<Long, Sum> by(
      List<Line> lines, Map<Long, Long> teams, boolean byTeam, Supplier<Sum> sum) {
    var sums = new LinkedHashMap<Long, Sum>();
    for (var line : lines) {
      var who = of(line);
      var key = byTeam ? teams.getOrDefault(who, DeskFilter.NOBODY) : who;
      sums.computeIfAbsent(key, _ -> sum.get()).add(line);
    }
    return sums;
  }

  /** Its owner, or else whoever ended it; 0 is nobody. */
  private static long of(Line line) {
    var owner = line.mark().owner();
    if (owner != null) {
      return owner;
    }
    var talk = line.talk();
    var closing = line.closing();
    if (talk != null && talk.by() != null) {
      return talk.by();
    }
    return closing == null ? DeskFilter.NOBODY : closing.by();
  }
}
