package io.ringcard.demo;

import io.ringcard.demo.SampleDeals.Deal;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that the operators have before them: a few overdue, most today around now, the rest
 * on the coming days; and those already held, with the calls that closed them.
 */
final class SamplePlans {

  private static final int OVERDUE = 3;
  private static final int TODAY = 8;
  private static final int[] MINUTES = {0, 20, 45, 70, 105, 140, 180, 240};
  private static final LocalTime MORNING = LocalTime.of(9, 30);

  private final Instant now;
  private final ZoneId zone;
  private final Map<Long, Integer> planned = new HashMap<>();
  private final List<JsonObject> rows = new ArrayList<>();

  SamplePlans(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  List<JsonObject> rows() {
    return rows;
  }

  /** The next contact about an open deal. */
  void next(Deal deal, long clientId, String topic) {
    var place = planned.merge(deal.ownerId(), 1, Integer::sum) - 1;
    var today = LocalDate.ofInstant(now, zone);
    Instant at;
    if (place < OVERDUE) {
      at = at(workday(today, -1 - place), MORNING.plusMinutes(65L * place));
    } else if (place < OVERDUE + TODAY) {
      at = firstToday().plus(Duration.ofMinutes(MINUTES[place - OVERDUE]));
      var midnight = at(today.plusDays(1), LocalTime.MIDNIGHT);
      at = at.isBefore(midnight) ? at : midnight.minus(Duration.ofMinutes(5L * place));
    } else {
      var later = place - OVERDUE - TODAY;
      at = at(workday(today, 1 + later / 2), MORNING.plusMinutes(75L * (later % 5)));
    }
    var kind = place % 6 == 4 ? "meeting" : place % 9 == 7 ? "letter" : "call";
    add(deal, clientId, at, topic, kind, "planned", null);
  }

  /** The so-manieth workday after a day, or before it. */
  private static LocalDate workday(LocalDate from, int count) {
    var day = from;
    for (var left = Math.abs(count); left > 0; ) {
      day = day.plusDays(Integer.signum(count));
      left -= day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 ? 1 : 0;
    }
    return day;
  }

  /** Today's first: an hour and a half ago, at a round time, but not before the office opens. */
  private Instant firstToday() {
    var today = LocalDate.ofInstant(now, zone);
    var first = now.minus(Duration.ofMinutes(90)).truncatedTo(ChronoUnit.HOURS);
    var opening = at(today, MORNING);
    return first.isBefore(opening) ? opening : first;
  }

  /** A contact that a call closed. */
  void held(Deal deal, SampleCall call, String topic) {
    var at = call.startedAt().minus(Duration.ofMinutes(25)).truncatedTo(ChronoUnit.HOURS);
    add(deal, Objects.requireNonNull(call.clientId()), at, topic, "call", "held", call.id());
  }

  private Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }

  private void add(
      Deal deal,
      long clientId,
      Instant at,
      String topic,
      String kind,
      String status,
      @Nullable Long callId) {
    rows.add(
        new JsonObject()
            .put("client_id", clientId)
            .put("deal_id", deal.id())
            .put("assignee_id", deal.ownerId())
            .put("at", at.toString())
            .put("topic", topic)
            .put("kind", kind)
            .put("status", status)
            .put("call_id", callId)
            .put("created_by", deal.ownerId())
            .put("created_at", earlier(at).toString()));
  }

  private Instant earlier(Instant at) {
    var made = at.minus(Duration.ofDays(2));
    return made.isBefore(now) ? made : now.minus(Duration.ofDays(1));
  }
}
