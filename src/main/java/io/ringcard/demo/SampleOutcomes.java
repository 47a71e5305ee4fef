package io.ringcard.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What operators wrote on the calls and what it set off, by the rules of the product: the deal
 * moved, a refusal counted, the next contact planned, a note kept.
 */
final class SampleOutcomes {

  static final int MEETING = 1;
  static final int AGREED = 2;
  static final int WANTS_OFFER = 3;
  static final int THINKING = 4;
  static final int CALL_BACK = 5;
  static final int REFUSED = 6;
  static final int NOT_DECIDING = 7;
  static final int NOT_REACHED = 8;
  static final int COMPLAINT = 9;

  /** The step to which an outcome moves a deal. */
  private static final Map<Integer, Integer> STEPS = Map.of(MEETING, 4, AGREED, 5, WANTS_OFFER, 3);

  private static final Map<Integer, Integer> NEXT_HOURS =
      Map.of(
          MEETING,
          48,
          AGREED,
          24,
          WANTS_OFFER,
          72,
          THINKING,
          72,
          CALL_BACK,
          24,
          NOT_DECIDING,
          24,
          NOT_REACHED,
          3,
          COMPLAINT,
          24);

  private final SampleRows rows;
  private final Random random;
  private final Instant now;
  private final Map<Integer, Long> outcomeIds;
  private final List<String> remarks;
  private final SamplePlans plans;

  SampleOutcomes(
      SampleRows rows,
      Random random,
      Instant now,
      Map<Integer, Long> outcomeIds,
      List<String> remarks,
      SamplePlans plans) {
    this.rows = rows;
    this.random = random;
    this.now = now;
    this.outcomeIds = outcomeIds;
    this.remarks = remarks;
    this.plans = plans;
  }

  /** A talk with a client happened: it holds the contact that was due, if one was. */
  void talked(SampleCall call) {
    var client = call.clientId();
    var held = client == null ? null : plans.held(client, call);
    if (held != null) {
      effect(call, "plan-held", held, new JsonObject(), call.endedAt());
    }
  }

  void write(SampleCall call, int key, @Nullable SampleDeal deal) {
    var written = call.endedAt().plusSeconds(12 + random.nextInt(40));
    var at = written.isBefore(now) ? written : now;
    var said = key != NOT_REACHED && random.nextInt(10) < 4;
    var remark = said ? remarks.get(random.nextInt(remarks.size())) : null;
    rows.add(
        "call_outcome",
        new JsonObject()
            .put("call_id", call.id())
            .put("user_id", call.operator().userId())
            .put("outcome_id", outcomeIds.get(key))
            .put("note", remark)
            .put("deal_id", deal == null ? null : deal.id)
            .put("at", at.toString()));
    if (deal != null && deal.open()) {
      move(call, key, deal, at);
    }
    var client = call.clientId();
    if (client != null) {
      plan(call, key, client, deal, at);
      note(call, client, remark, at);
    }
  }

  private void move(SampleCall call, int key, SampleDeal deal, Instant at) {
    int to = STEPS.getOrDefault(key, 0);
    if (key == REFUSED) {
      to = deal.refuse() ? SampleDeal.LOST : 0;
      effect(call, "refusal", deal.id, new JsonObject(), at);
    }
    if (to > 0 && to != deal.step()) {
      var before = deal.move(to, at, call.operator().userId(), call.id());
      effect(call, "deal-step", deal.id, before, at);
    }
  }

  private void plan(SampleCall call, int key, long client, @Nullable SampleDeal deal, Instant at) {
    var hours = NEXT_HOURS.get(key);
    if (hours == null) {
      plans.cancel(client);
    } else if (!plans.isAhead(client)) {
      effect(call, "plan-added", plans.byRule(call, client, deal, at, hours), new JsonObject(), at);
    }
  }

  private void note(SampleCall call, long client, @Nullable String text, Instant at) {
    if (text != null) {
      var id = rows.id("note");
      rows.add("note", note(id, client, call.operator().userId(), call.id(), text, at));
      effect(call, "note", id, new JsonObject(), at);
    }
  }

  static JsonObject note(
      long id, long client, long user, @Nullable Long call, String text, Instant at) {
    return new JsonObject()
        .put("id", id)
        .put("client_id", client)
        .put("user_id", user)
        .put("call_id", call)
        .put("text", text)
        .put("at", at.toString())
        .put("version", 0);
  }

  private void effect(SampleCall call, String kind, long target, JsonObject before, Instant at) {
    rows.add(
        "call_effect",
        new JsonObject()
            .put("id", rows.id("call_effect"))
            .put("call_id", call.id())
            .put("kind", kind)
            .put("target", Long.toString(target))
            .put("before", before)
            .put("at", at.plus(Duration.ofMillis(1)).toString()));
  }
}
