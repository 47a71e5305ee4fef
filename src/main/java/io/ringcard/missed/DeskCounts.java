package io.ringcard.missed;

import io.ringcard.missed.DeskFilter.Scope;
import java.time.Instant;
import java.util.List;

/**
 * The contract's {@code DeskCounts}: how the desk stands now.
 *
 * @param withheld calls of this day in vain whose number was withheld
 * @param minutes within which a missed caller is to be talked to
 * @param workingTime whether only working hours count
 * @param days after which a call leaves the desk
 */
record DeskCounts(
    Count mine, Count team, Count all, long withheld, int minutes, boolean workingTime, int days) {

  /**
   * @param waiting open lines
   * @param late those that wait longer than was promised
   * @param over lines that ended this day
   * @param due lines that count by this day ({@link Line#countsAt}) and that were talked to, or
   *     wait for too long
   * @param inTime those of them that were talked to in time
   */
  record Count(int waiting, int late, int over, int due, int inTime) {

    private static final Count NONE = new Count(0, 0, 0, 0, 0);

    private Count with(Line line, MissedRules rules, Instant midnight, Instant now) {
      var ended = line.overAt();
      var isLate = line.isLate(rules, now);
      var counts = !line.countsAt(rules).isBefore(midnight);
      var talked = counts && line.talk() != null;
      return new Count(
          waiting + one(line.isOpen()),
          late + one(isLate),
          over + one(ended != null && !ended.isBefore(midnight)),
          due + one(talked || counts && isLate),
          inTime + one(talked && line.isInTime(rules)));
    }

    private static int one(boolean is) {
      return is ? 1 : 0;
    }
  }

  static DeskCounts of(
      List<Line> lines,
      Whose whose,
      MissedRules rules,
      Instant midnight,
      Instant now,
      long withheld) {
    return new DeskCounts(
        count(lines, whose, Scope.MINE, rules, midnight, now),
        count(lines, whose, Scope.TEAM, rules, midnight, now),
        count(lines, whose, Scope.ALL, rules, midnight, now),
        withheld,
        rules.minutes(),
        rules.isWorkingTime(rules.kept(now)),
        rules.days());
  }

  private static Count count(
      List<Line> lines,
      Whose whose,
      Scope scope,
      MissedRules rules,
      Instant midnight,
      Instant now) {
    var count = Count.NONE;
    for (var line : lines) {
      count = whose.has(scope, line) ? count.with(line, rules, midnight, now) : count;
    }
    return count;
  }
}
