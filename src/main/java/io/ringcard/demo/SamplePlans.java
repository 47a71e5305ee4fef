package io.ringcard.demo;

import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contact plan as it came about: a talk plans the next contact, the next talk holds it. What is
 * still before the operators is laid out so that each has a few overdue, most today around now, and
 * the rest on the coming days.
 */
final class SamplePlans {

  private static final int OVERDUE = 3;
  private static final int TODAY = 8;
  private static final int[] MINUTES = {0, 20, 45, 70, 105, 140, 180, 240};
  private static final LocalTime MORNING = LocalTime.of(9, 30);

  /** The rule by which a talk holds a planned call, in the settings of the product. */
  private static final Duration REAL_TALK = Duration.ofSeconds(10);

  private final SampleRows rows;
  private final Instant now;
  private final ZoneId zone;
  private final Map<Long, JsonObject> ahead = new HashMap<>();
  private final Map<Long, Integer> places = new HashMap<>();

  SamplePlans(SampleRows rows, Instant now, ZoneId zone) {
    this.rows = rows;
    this.now = now;
    this.zone = zone;
  }

  /** True when something is planned with this client already. */
  boolean isAhead(long clientId) {
    return ahead.containsKey(clientId);
  }

  /** A talk holds what was due by the end of its day; true with the plan's id handed on. */
  @Nullable Long held(long clientId, SampleCall talk) {
    var plan = ahead.get(clientId);
    if (plan == null || talk.talk().compareTo(REAL_TALK) < 0) {
      return null;
    }
    var day = LocalDate.ofInstant(talk.startedAt(), zone);
    if (!Instant.parse(plan.getString("at")).isBefore(at(day.plusDays(1), LocalTime.MIDNIGHT))) {
      return null;
    }
    plan.put("status", "held");
    ahead.remove(clientId);
    return plan.getLong("id");
  }

  /** The next contact as an outcome's rule plans it. */
  long byRule(SampleCall call, long clientId, @Nullable SampleDeal deal, Instant from, int hours) {
    var end = from.plus(Duration.ofHours(hours));
    var day = LocalDate.ofInstant(end, zone);
    var at =
        hours < 24
            ? end.truncatedTo(ChronoUnit.MINUTES)
            : at(isWorkday(day) ? day : workday(day, 1), LocalTime.of(10, 0));
    var by = call.operator().userId();
    return add(clientId, deal, by, at, from, deal == null ? null : deal.title(), call.id());
  }

  /** Somebody did not want to be called again, or there is nothing more to say. */
  void cancel(long clientId) {
    var plan = ahead.remove(clientId);
    if (plan != null) {
      plan.put("status", "cancelled");
    }
  }

  /** The next contact about an open deal, in its place in the owner's days. */
  void next(SampleDeal deal, String topic) {
    if (!isAhead(deal.clientId())) {
      add(deal.clientId(), deal, deal.ownerId, now, now.minus(Duration.ofDays(1)), topic, null);
    }
    var plan = Objects.requireNonNull(ahead.remove(deal.clientId()));
    var place = places.merge(deal.ownerId, 1, Integer::sum) - 1;
    var at = ofPlace(place);
    plan.put("deal_id", deal.id).put("assignee_id", deal.ownerId).put("topic", topic);
    plan.put("kind", place % 6 == 4 ? "meeting" : place % 9 == 7 ? "letter" : "call");
    plan.put("at", at.toString());
    if (!Instant.parse(plan.getString("created_at")).isBefore(at)) {
      plan.put("created_at", at.minus(Duration.ofDays(1)).toString());
    }
  }

  private Instant ofPlace(int place) {
    var today = LocalDate.ofInstant(now, zone);
    if (place < OVERDUE) {
      return at(workday(today, -1 - place), MORNING.plusMinutes(65L * place));
    }
    if (place < OVERDUE + TODAY) {
      var at = firstToday().plus(Duration.ofMinutes(MINUTES[place - OVERDUE]));
      var midnight = at(today.plusDays(1), LocalTime.MIDNIGHT);
      return at.isBefore(midnight) ? at : midnight.minus(Duration.ofMinutes(5L * place));
    }
    var later = place - OVERDUE - TODAY;
    return at(workday(today, 1 + later / 2), MORNING.plusMinutes(75L * (later % 5)));
  }

  private static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }

  /** The so-manieth workday after a day, or before it. */
  private static LocalDate workday(LocalDate from, int count) {
    var day = from;
    for (var left = Math.abs(count); left > 0; ) {
      day = day.plusDays(Integer.signum(count));
      left -= isWorkday(day) ? 1 : 0;
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

  private Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }

  private long add(
      long clientId,
      @Nullable SampleDeal deal,
      long assignee,
      Instant at,
      Instant created,
      @Nullable String topic,
      @Nullable Long callId) {
    var id = rows.id("plan");
    var row =
        new JsonObject()
            .put("id", id)
            .put("client_id", clientId)
            .put("deal_id", deal == null ? null : deal.id)
            .put("assignee_id", assignee)
            .put("at", at.toString())
            .put("topic", topic)
            .put("kind", "call")
            .put("status", "planned")
            .put("call_id", callId)
            .put("created_by", assignee)
            .put("created_at", created.toString())
            .put("version", 0);
    rows.add("plan", row);
    ahead.put(clientId, row);
    return id;
  }
}
