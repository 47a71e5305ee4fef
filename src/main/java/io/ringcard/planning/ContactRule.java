package io.ringcard.planning;

import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code ContactRule}: when a contact is due, counted from now, and of what kind.
 *
 * @param unit {@code hours}, meant to the minute; {@code days}, of which none ends on a Saturday or
 *     Sunday; {@code workdays}, which do not count them at all
 * @param time {@code HH:MM} of that day, null for the working morning
 * @param kind {@code call}, {@code meeting}, {@code letter} or {@code task}
 * @param topic may hold {@code {client}} and {@code {deal}}, for their names
 */
public record ContactRule(
    int amount, String unit, @Nullable String time, String kind, @Nullable String topic) {

  private static final String MORNING = "10:00";

  public ContactRule {
    topic = topic == null || topic.isBlank() ? null : topic.strip();
  }

  /** As it stands in a column. */
  public static ContactRule of(JsonObject json) {
    return new ContactRule(
        json.getInteger("amount"),
        json.getString("unit"),
        json.getString("time"),
        json.getString("kind"),
        json.getString("topic"));
  }

  public JsonObject json() {
    return new JsonObject()
        .put("amount", amount)
        .put("unit", unit)
        .put("time", time)
        .put("kind", kind)
        .put("topic", topic);
  }

  /** When it is due in that zone. */
  public Instant at(Instant now, ZoneId zone) {
    if (unit.equals("hours")) {
      return now.plus(amount, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
    }
    var today = now.atZone(zone).toLocalDate();
    var day = unit.equals("days") ? workingDay(today.plusDays(amount)) : workdaysLater(today);
    var hour = LocalTime.parse(Objects.requireNonNullElse(time, MORNING));
    return day.atTime(hour).atZone(zone).toInstant();
  }

  private LocalDate workdaysLater(LocalDate today) {
    var day = today;
    for (var left = amount; left > 0; left--) {
      day = workingDay(day.plusDays(1));
    }
    return day;
  }

  private static LocalDate workingDay(LocalDate day) {
    var date = day;
    while (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
      date = date.plusDays(1);
    }
    return date;
  }
}
