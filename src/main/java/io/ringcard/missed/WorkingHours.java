package io.ringcard.missed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is there to call back. Times are those of the wall clock, so that a day on which
 * clocks are changed is an hour shorter or longer only if it is open at that hour.
 *
 * @param week seven days from Monday on; null for a day on which nobody works, one at least is not
 * @param closed further days on which nobody works
 */
record WorkingHours(ZoneId zone, List<@Nullable Day> week, Set<LocalDate> closed) {

  /**
   * @param from when work begins
   * @param to when it ends, on the same day; midnight is the day's end
   */
  record Day(LocalTime from, LocalTime to) {

    private static final String END = "24:00";

    static Day of(String from, String to) {
      return new Day(LocalTime.parse(from), to.equals(END) ? LocalTime.MIN : LocalTime.parse(to));
    }

    /** Work ends after it began. */
    boolean isForward() {
      return isToTheEnd() || from.isBefore(to);
    }

    private boolean isToTheEnd() {
      return to.equals(LocalTime.MIN);
    }

    private boolean isWhole() {
      return from.equals(LocalTime.MIN) && isToTheEnd();
    }

    private Instant begins(LocalDate date, ZoneId zone) {
      return date.atTime(from).atZone(zone).toInstant();
    }

    private Instant ends(LocalDate date, ZoneId zone) {
      return (isToTheEnd() ? date.plusDays(1).atStartOfDay() : date.atTime(to))
          .atZone(zone)
          .toInstant();
    }
  }

  WorkingHours {
    week = Collections.unmodifiableList(new ArrayList<>(week));
    closed = Set.copyOf(closed);
  }

  /** Without the closed days before that one. */
  WorkingHours from(LocalDate first) {
    var left =
        closed.stream()
            .filter(date -> !date.isBefore(first))
            .collect(Collectors.toUnmodifiableSet());
    return new WorkingHours(zone, week, left);
  }

  /** Somebody is always there. */
  boolean isAlways() {
    return closed.isEmpty() && week.stream().allMatch(day -> day != null && day.isWhole());
  }

  /** The most days in a row on which nobody works. */
  int longestRest() {
    var longest = 0;
    var rest = 0;
    for (var i = 0; i < 2 * week.size(); i++) {
      rest = week.get(i % week.size()) == null ? rest + 1 : 0;
      longest = Math.max(longest, rest);
    }
    return closed.stream().mapToInt(this::rest).reduce(longest, Math::max);
  }

  /** The days in a row on which nobody works, around a closed one. */
  private int rest(LocalDate date) {
    var first = date;
    while (on(first.minusDays(1)) == null) {
      first = first.minusDays(1);
    }
    var next = date;
    while (on(next) == null) {
      next = next.plusDays(1);
    }
    return (int) ChronoUnit.DAYS.between(first, next);
  }

  /** When somebody is there, then or next. */
  Instant opening(Instant at) {
    return after(at, Duration.ZERO);
  }

  /** When so much working time has passed since then. */
  Instant after(Instant at, Duration work) {
    var left = work;
    for (var date = LocalDate.ofInstant(at, zone); ; date = date.plusDays(1)) {
      var day = on(date);
      if (day == null) {
        continue;
      }
      var begins = later(at, day.begins(date, zone));
      var there = Duration.between(begins, day.ends(date, zone));
      if (there.isPositive() && left.compareTo(there) <= 0) {
        return begins.plus(left);
      }
      left = there.isPositive() ? left.minus(there) : left;
    }
  }

  /** The working time between two moments. */
  Duration between(Instant from, Instant to) {
    if (isAlways()) {
      return Duration.between(from, to);
    }
    var sum = Duration.ZERO;
    var last = LocalDate.ofInstant(to, zone);
    for (var date = LocalDate.ofInstant(from, zone); !date.isAfter(last); date = date.plusDays(1)) {
      var day = on(date);
      if (day != null) {
        var begins = later(from, day.begins(date, zone));
        var ends = day.ends(date, zone);
        var there = Duration.between(begins, ends.isBefore(to) ? ends : to);
        sum = there.isPositive() ? sum.plus(there) : sum;
      }
    }
    return sum;
  }

  private @Nullable Day on(LocalDate date) {
    return closed.contains(date) ? null : week.get(date.getDayOfWeek().getValue() - 1);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
