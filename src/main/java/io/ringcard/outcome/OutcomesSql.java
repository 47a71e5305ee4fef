package io.ringcard.outcome;

import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.label;

import io.ringcard.outcome.CallFacts.Part;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over the catalogue and the outcomes on calls. */
final class OutcomesSql {

  private static final String CATALOGUE =
      """
      select id, key, label, color, step_id, next_contact_hours, refusal
      from outcome
      where active and ($1::bigint is null or id = $1)
      order by key, id
      """;

  List<Outcome> list(Db db) {
    return db.list(CATALOGUE, OutcomesSql::outcome, (Object) null);
  }

  Optional<Outcome> find(Db db, long id) {
    return db.find(CATALOGUE, OutcomesSql::outcome, id);
  }

  private static final String LOCK =
      """
      select c.id, c.state, c.answered_at is not null as answered, c.client_id,
        (select coalesce(jsonb_agg(jsonb_build_object('user', o.user_id, 'talked',
            o.result in ('answered', 'talking') or coalesce(o.talk_ms, 0) > 0) order by o.position), '[]'::jsonb)
          from call_operator o where o.call_id = c.id and o.user_id is not null) as participants
      from call c
      where c.id = $1 and c.merged_into is null
      for update of c
      """;

  /** Empty when there is no such call, or when it has gone into another in the meantime. */
  Optional<CallFacts> lock(Db db, long callId) {
    return db.find(LOCK, OutcomesSql::facts, callId);
  }

  private static final String PUT =
      """
      insert into call_outcome (call_id, user_id, outcome_id, note, deal_id, at)
      values ($1, $2, $3, $4, $5, clock_timestamp())
      on conflict (call_id, user_id) do update set
        outcome_id = excluded.outcome_id, note = excluded.note, deal_id = excluded.deal_id, at = excluded.at
      """;

  /** The time is that of writing, not of the transaction's begin: the last one shows. */
  void put(
      Db db,
      long callId,
      long userId,
      long outcomeId,
      @Nullable String note,
      @Nullable Long dealId) {
    db.run(PUT, callId, userId, outcomeId, note, dealId);
  }

  private static Outcome outcome(Row row) {
    return new Outcome(
        id(row, "id"),
        row.getInteger("key"),
        label(row.getJsonObject("label")),
        row.getInteger("color"),
        row.getLong("step_id") == null ? null : id(row, "step_id"),
        row.getInteger("next_contact_hours"),
        row.getBoolean("refusal"));
  }

  private static CallFacts facts(Row row) {
    return new CallFacts(
        row.getLong("id"),
        "live".equals(row.getString("state")),
        row.getBoolean("answered"),
        row.getLong("client_id"),
        row.getJsonArray("participants").stream()
            .map(JsonObject.class::cast)
            .map(part -> new Part(part.getLong("user"), part.getBoolean("talked")))
            .toList());
  }
}
