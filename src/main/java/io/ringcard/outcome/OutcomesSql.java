package io.ringcard.outcome;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.outcome.CallFacts.Part;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over the outcomes on calls. */
final class OutcomesSql {

  private static final String LOCK =
      """
      select c.id, c.state, c.answered_at, c.client_id,
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

  private static final String SHOWN =
      """
      select user_id, outcome_id, note, deal_id, at, version from call_outcome
      where call_id = $1 order by at desc limit 1
      """;

  /** The outcome that the call shows: the last. */
  Optional<Written> shown(Db db, long callId) {
    return db.find(SHOWN, OutcomesSql::written, callId);
  }

  private static final String PUT =
      """
      insert into call_outcome (call_id, user_id, outcome_id, note, deal_id, at)
      values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, clock_timestamp()))
      on conflict (call_id, user_id) do update set
        outcome_id = excluded.outcome_id, note = excluded.note, deal_id = excluded.deal_id, at = excluded.at,
        version = nextval('call_outcome_version')
      returning version
      """;

  /**
   * Its version.
   *
   * @param at null for now: the time of writing, not of the transaction's begin; the last one shows
   */
  int put(
      Db db,
      long callId,
      long userId,
      long outcomeId,
      @Nullable String note,
      @Nullable Long dealId,
      @Nullable Instant at) {
    return db.get(
        PUT, row -> row.getInteger("version"), callId, userId, outcomeId, note, dealId, utc(at));
  }

  private static final String DELETE =
      "delete from call_outcome where call_id = $1 and user_id = $2";

  void delete(Db db, long callId, long userId) {
    db.run(DELETE, callId, userId);
  }

  private static final String DROP_OLDER =
      """
      delete from call_outcome x using call_outcome y
      where x.user_id = y.user_id and x.at < y.at
        and (x.call_id, y.call_id) in (($1::bigint, $2::bigint), ($2::bigint, $1::bigint))
      """;

  private static final String MOVE = "update call_outcome set call_id = $2 where call_id = $1";

  /** What stands on one call goes to another; of one person's two the later one stays. */
  void move(Db db, long from, long to) {
    db.run(DROP_OLDER, from, to);
    db.run(MOVE, from, to);
  }

  private static Written written(Row row) {
    return new Written(
        row.getLong("user_id"),
        row.getLong("outcome_id"),
        row.getString("note"),
        row.getLong("deal_id"),
        instant(row, "at"),
        row.getInteger("version"),
        null);
  }

  private static CallFacts facts(Row row) {
    return new CallFacts(
        row.getLong("id"),
        "live".equals(row.getString("state")),
        findInstant(row, "answered_at"),
        row.getLong("client_id"),
        row.getJsonArray("participants").stream()
            .map(JsonObject.class::cast)
            .map(part -> new Part(part.getLong("user"), part.getBoolean("talked")))
            .toList());
  }
}
