package io.ringcard.pipeline;

import io.ringcard.kernel.Label;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;

/** Statements that write the steps of a pipeline, and their deals with them. */
final class StepsSql {

  private static final String INSERT =
      "insert into step (pipeline_id, position, label, color, kind) values ($1, $2, $3, $4, $5)";

  void insert(Db db, long pipelineId, int position, Label label, int color, String kind) {
    db.run(INSERT, pipelineId, position, json(label), color, kind);
  }

  private static final String UPDATE =
      """
      with changed as (
        update step set position = $2, label = $3, color = $4, kind = $5 where id = $1)
      update deal set version = version + 1,
        closed_at = case when $5 = 'open' then null else coalesce(closed_at, now()) end
      where step_id = $1 and (closed_at is null) <> ($5 = 'open')
      """;

  /** A step that begins or ceases to close does so for the deals that stand on it. */
  void update(Db db, long id, int position, Label label, int color, String kind) {
    db.run(UPDATE, id, position, json(label), color, kind);
  }

  private static final String MOVE_DEALS =
      """
      with moved as (
        update deal d set step_id = s.id, step_since = now(), version = d.version + 1, changed_by = $3, changed_at = now(),
          closed_at = case when s.kind = 'open' then null else coalesce(d.closed_at, now()) end
        from step s
        where d.step_id = $1 and s.id = $2
        returning d.id)
      insert into deal_step (deal_id, step_id, user_id) select id, $2, $3 from moved
      """;

  void moveDeals(Db db, long fromStepId, long toStepId, long userId) {
    db.run(MOVE_DEALS, fromStepId, toStepId, userId);
  }

  private static final String HAS_DEALS =
      "select exists (select from deal where step_id = $1) as has";

  boolean hasDeals(Db db, long id) {
    return db.get(HAS_DEALS, row -> row.getBoolean("has"), id);
  }

  private static final String OPEN_DEALS =
      """
      select count(*)::int as count from deal d join step s on s.id = d.step_id
      where s.pipeline_id = $1 and d.closed_at is null and d.archived_at is null
      """;

  int openDeals(Db db, long pipelineId) {
    return db.get(OPEN_DEALS, row -> row.getInteger("count"), pipelineId);
  }

  private static final String RETIRE = "update step set retired_at = now() where id = $1";

  void retire(Db db, long id) {
    db.run(RETIRE, id);
  }

  static JsonObject json(Label label) {
    return new JsonObject().put("ru", label.ru()).put("en", label.en());
  }
}
