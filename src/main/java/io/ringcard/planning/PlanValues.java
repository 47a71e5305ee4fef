package io.ringcard.planning;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a planned contact.
 *
 * @param topic blank is none
 */
record PlanValues(
    Instant at,
    @Nullable String topic,
    String kind,
    String status,
    long assigneeId,
    @Nullable Long dealId) {

  PlanValues {
    topic = topic == null || topic.isBlank() ? null : topic.strip();
  }

  static PlanValues of(Plan plan) {
    var deal = plan.deal();
    return new PlanValues(
        plan.at(),
        plan.topic(),
        plan.kind(),
        plan.status(),
        Long.parseLong(plan.assignee().id()),
        deal == null ? null : Long.valueOf(deal.id()));
  }

  JsonObject json() {
    return new JsonObject()
        .put("at", at.toString())
        .put("topic", topic)
        .put("kind", kind)
        .put("status", status)
        .put("assignee", assigneeId)
        .put("deal", dealId);
  }

  static PlanValues of(JsonObject kept) {
    return new PlanValues(
        Instant.parse(kept.getString("at")),
        kept.getString("topic"),
        kept.getString("kind"),
        kept.getString("status"),
        kept.getLong("assignee"),
        kept.getLong("deal"));
  }
}
