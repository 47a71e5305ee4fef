package io.ringcard.pipeline;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that move deals, keep the history of it, and count refusals. */
final class MovesSql {

  private static final String STANDING =
      """
      select d.id, d.client_id, d.step_id, d.step_since, d.closed_at, d.refusals, d.version, s.pipeline_id
      from deal d join step s on s.id = d.step_id
      """;

  private static final String LOCK = STANDING + "where d.id = $1 for update of d";

  Optional<Standing> lock(Db db, long dealId) {
    return db.find(LOCK, MovesSql::standing, dealId);
  }

  private static final String LOCK_ALL =
      "select id from deal where id = any($1) order by id for update";

  void lockAll(Db db, List<Long> dealIds) {
    db.list(LOCK_ALL, row -> row.getLong("id"), (Object) dealIds.toArray(Long[]::new));
  }

  private static final String IDS_OPEN_OF =
      "select id from deal where client_id = $1 and closed_at is null";

  List<Long> openOf(Db db, long clientId) {
    return db.list(IDS_OPEN_OF, row -> row.getLong("id"), clientId);
  }

  private static final String OPEN_OF =
      STANDING + "where d.client_id = $1 and d.closed_at is null order by d.id for update of d";

  List<Standing> lockOpenOf(Db db, long clientId) {
    return db.list(OPEN_OF, MovesSql::standing, clientId);
  }

  private static final String LEAVE =
      """
      update deal_step h set reason_id = d.reason_id
      from deal d
      where d.closed_at is not null and h.deal_id = d.id
        and h.id = (select l.id from deal_step l where l.deal_id = d.id order by l.at desc, l.id desc limit 1)
        and\
      """;

  private static final String LEAVE_DEAL = LEAVE + " d.id = $1";

  /** Keeps in the history why a closed deal was won or lost, before it goes on from there. */
  void leave(Db db, long dealId) {
    db.run(LEAVE_DEAL, dealId);
  }

  private static final String LEAVE_STEP = LEAVE + " d.step_id = $1";

  /** The same for all deals that stand on a step. */
  void leaveStep(Db db, long stepId) {
    db.run(LEAVE_STEP, stepId);
  }

  private static final String MOVE =
      """
      update deal d set step_id = s.id, step_since = now(), version = d.version + 1,
        changed_by = coalesce($3, d.changed_by), changed_at = now(),
        reason_id = case when s.kind = 'open' then d.reason_id end,
        closed_at = case when s.kind = 'open' then null else now() end,
        refusals = case when d.closed_at is not null and s.kind = 'open' then 0 else d.refusals end
      from step s
      where d.id = $1 and s.id = $2
      """;

  /**
   * A deal that is opened again starts with no refusals; the reason of an earlier end is kept for a
   * move that is taken back.
   */
  void move(Db db, long dealId, long stepId, @Nullable Long userId) {
    db.run(MOVE, dealId, stepId, userId);
  }

  private static final String REFUSED =
      """
      update deal set reason_id = (select id from book_entry where book = 'reason-lost' and code = 'refused')
      where id = $1
      """;

  /** The reason of the deal is that it was refused too often. */
  void refused(Db db, long dealId) {
    db.run(REFUSED, dealId);
  }

  private static final String PUT_BACK =
      """
      update deal set step_id = $2, step_since = $3, closed_at = $4, version = version + 1
      where id = $1 and step_id = $5
      """;

  /** False when it does not stand any more where the move put it. */
  boolean putBack(Db db, Move move) {
    return db.run(
            PUT_BACK,
            move.dealId(),
            move.fromStepId(),
            utc(move.fromSince()),
            utc(move.fromClosedAt()),
            move.toStepId())
        > 0;
  }

  private static final String REMEMBER =
      "insert into deal_step (deal_id, step_id, user_id, call_id) values ($1, $2, $3, $4) returning id";

  long remember(Db db, long dealId, long stepId, @Nullable Long userId, @Nullable Long callId) {
    return db.get(REMEMBER, row -> row.getLong("id"), dealId, stepId, userId, callId);
  }

  private static final String LATEST =
      "select id from deal_step where deal_id = $1 order by at desc, id desc limit 1";

  Optional<Long> latest(Db db, long dealId) {
    return db.find(LATEST, row -> row.getLong("id"), dealId);
  }

  private static final String FORGET = "delete from deal_step where id = $1";

  void forget(Db db, long historyId) {
    db.run(FORGET, historyId);
  }

  private static final String REFUSE =
      "update deal set refusals = refusals + 1, version = version + 1 where id = $1 returning refusals";

  int refuse(Db db, long dealId) {
    return db.get(REFUSE, row -> row.getInteger("refusals"), dealId);
  }

  private static final String TAKE_BACK_REFUSAL =
      """
      update deal set refusals = refusals - 1, version = version + 1
      where id = $1 and refusals > 0
      """;

  boolean takeBackRefusal(Db db, long dealId) {
    return db.run(TAKE_BACK_REFUSAL, dealId) > 0;
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getLong("id"),
        row.getLong("client_id"),
        row.getLong("pipeline_id"),
        row.getLong("step_id"),
        instant(row, "step_since"),
        findInstant(row, "closed_at"),
        row.getInteger("refusals"),
        row.getInteger("version"));
  }
}
