package io.ringcard.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deal of the sample data on its way; steps are positions in its pipeline, 1 to 8. */
final class SampleDeal {

  static final int WON = 7;
  static final int LOST = 8;
  private static final int REFUSALS_UNTIL_LOST = 3;

  final long id;
  final long ownerId;
  final Instant createdAt;
  private final Map<Integer, Long> stepIds;
  private final SampleRows rows;
  private final JsonObject row;
  private int step;
  private int refusals;
  private Instant since;
  private long line;

  /**
   * @param row what the deal is about: title, client, amount, source, reason and such
   */
  SampleDeal(
      SampleRows rows,
      Map<Integer, Long> stepIds,
      long ownerId,
      Instant createdAt,
      JsonObject row) {
    this.rows = rows;
    this.stepIds = stepIds;
    this.id = rows.id("deal");
    this.ownerId = ownerId;
    this.createdAt = createdAt;
    this.since = createdAt;
    this.row = row;
    row.put("id", id).put("owner_id", ownerId).put("created_at", createdAt.toString());
    row.put("refusals", 0).put("currency", "RUB").put("version", 0);
    rows.add("deal", row);
    move(1, createdAt, ownerId, null);
  }

  int step() {
    return step;
  }

  Instant since() {
    return since;
  }

  boolean open() {
    return step < WON;
  }

  /** Why it was won or lost. */
  void because(long reasonId) {
    row.put("reason_id", reasonId);
  }

  /** True when it was one refusal too many. */
  boolean refuse() {
    refusals++;
    row.put("refusals", refusals);
    return refusals >= REFUSALS_UNTIL_LOST;
  }

  /**
   * Moves it to a step, not before its last move.
   *
   * @return what is needed to take the move back
   */
  JsonObject move(int to, Instant when, long userId, @Nullable Long callId) {
    var at = step > 0 && !when.isAfter(since) ? since.plus(Duration.ofMinutes(1)) : when;
    var before =
        new JsonObject()
            .put("from", stepIds.get(step))
            .put("to", stepIds.get(to))
            .put("since", since.toString())
            .putNull("closedAt");
    line = rows.id("deal_step");
    rows.add(
        "deal_step",
        new JsonObject()
            .put("id", line)
            .put("deal_id", id)
            .put("step_id", stepIds.get(to))
            .put("user_id", userId)
            .put("call_id", callId)
            .put("at", at.toString()));
    step = to;
    since = at;
    row.put("step_id", stepIds.get(to)).put("step_since", at.toString());
    row.put("changed_by", userId).put("changed_at", at.toString());
    row.put("closed_at", open() ? null : at.toString());
    return before.put("line", line);
  }

  /** By hand from step to step, evenly until a moment. */
  void walk(int last, Instant until) {
    while (step < last) {
      var left = Duration.between(since, until).dividedBy(last - step + 1L);
      move(step + 1, since.plus(left), ownerId, null);
    }
  }

  long clientId() {
    return row.getLong("client_id");
  }

  String title() {
    return row.getString("title");
  }
}
