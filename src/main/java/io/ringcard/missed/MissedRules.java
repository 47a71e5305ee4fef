package io.ringcard.missed;

import io.ringcard.missed.WorkingHours.Day;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the house promises a missed caller.
 *
 * @param minutes of working time within which somebody is to have talked to them, from their first
 *     call on
 * @param days after whose end a call leaves the desk if nobody has; its own day is not one of them
 */
record MissedRules(int minutes, int days, WorkingHours hours) {

  /**
   * As stored: the contract's {@code MissedSettings}.
   *
   * @param zone whose clock the hours are by
   */
  static MissedRules of(JsonObject stored, ZoneId zone) {
    var week = new ArrayList<@Nullable Day>();
    for (var day : stored.getJsonArray("week")) {
      week.add(day instanceof JsonObject is ? day(is) : null);
    }
    var closed =
        stored.getJsonArray("closed").stream()
            .map(date -> LocalDate.parse((String) date))
            .collect(Collectors.toSet());
    return new MissedRules(
        stored.getInteger("minutes"),
        stored.getInteger("days"),
        new WorkingHours(zone, week, closed));
  }

  private static Day day(JsonObject stored) {
    return Day.of(stored.getString("from"), stored.getString("to"));
  }

  Instant due(Instant firstAt) {
    return hours.after(firstAt, Duration.ofMinutes(minutes));
  }

  /** What began before that is let go: whole days, as figures are of days. */
  Instant kept(Instant now) {
    return firstDay(now).atStartOfDay(hours.zone()).toInstant();
  }

  /** Whether for calls from then on only working hours count. */
  boolean isWorkingTime(Instant from) {
    return !hours.from(LocalDate.ofInstant(from, hours.zone())).isAlways();
  }

  /** Whether a call would leave the desk before anybody was there. */
  boolean isShorterThanRest(Instant now) {
    return days <= hours.from(firstDay(now)).longestRest();
  }

  private LocalDate firstDay(Instant now) {
    return LocalDate.ofInstant(now, hours.zone()).minusDays(days);
  }
}
