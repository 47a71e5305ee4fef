package io.ringcard.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A period cut where the sums of the log can answer: days before the first whole month, whole
 * months, days after the last; what lies beside whole days is read from the log itself. Bounds are
 * in order, the later one of each span exclusive, and equal where a span is empty.
 *
 * @param from where the period begins
 * @param firstMidnight begin of {@code firstDay}
 * @param lastMidnight end of the day before {@code lastDay}
 * @param to where the period ends
 */
record Spans(
    Instant from,
    Instant firstMidnight,
    LocalDate firstDay,
    LocalDate firstMonth,
    LocalDate lastMonth,
    LocalDate lastDay,
    Instant lastMidnight,
    Instant to) {

  /** By days and months. */
  static Spans of(Instant from, Instant to, ZoneId zone) {
    var days = ofDays(from, to, zone);
    var first = days.firstDay.minusDays(1).withDayOfMonth(1).plusMonths(1);
    var last = days.lastDay.withDayOfMonth(1);
    return first.isBefore(last)
        ? new Spans(
            from,
            days.firstMidnight,
            days.firstDay,
            first,
            last,
            days.lastDay,
            days.lastMidnight,
            to)
        : days;
  }

  /** By days alone. */
  static Spans ofDays(Instant from, Instant to, ZoneId zone) {
    var first = from.minusNanos(1).atZone(zone).toLocalDate().plusDays(1);
    var last = to.atZone(zone).toLocalDate();
    if (!first.isBefore(last)) {
      return ofLog(from, to);
    }
    return new Spans(
        from,
        first.atStartOfDay(zone).toInstant(),
        first,
        first,
        first,
        last,
        last.atStartOfDay(zone).toInstant(),
        to);
  }

  /** By no sums at all. */
  static Spans ofLog(Instant from, Instant to) {
    var none = LocalDate.EPOCH;
    return new Spans(from, to, none, none, none, none, to, to);
  }
}
