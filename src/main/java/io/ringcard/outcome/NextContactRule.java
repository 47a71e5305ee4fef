package io.ringcard.outcome;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * When the next contact is due by the catalogue's hours: less than a day is meant to the minute; a
 * day or more is the working morning of the day on which the hours end, the next one when that is a
 * Saturday or Sunday.
 */
final class NextContactRule {

  private static final int DAY_HOURS = 24;
  private static final LocalTime MORNING = LocalTime.of(10, 0);

  private NextContactRule() {}

  static Instant at(Instant now, int hours, ZoneId zone) {
    var end = now.plus(hours, ChronoUnit.HOURS);
    if (hours < DAY_HOURS) {
      return end.truncatedTo(ChronoUnit.MINUTES);
    }
    return workingDay(end.atZone(zone).toLocalDate()).atTime(MORNING).atZone(zone).toInstant();
  }

  private static LocalDate workingDay(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.plusDays(2);
      case SUNDAY -> day.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }
}
