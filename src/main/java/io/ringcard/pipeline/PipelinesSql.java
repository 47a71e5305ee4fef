package io.ringcard.pipeline;

import io.ringcard.kernel.Label;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Statements over pipelines and steps. */
final class PipelinesSql {

  private static final String ALL =
      """
      select p.id, p.label, p.version,
        coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'label', s.label, 'color', s.color, 'kind', s.kind)
          order by s.position, s.id) filter (where s.id is not null), '[]'::jsonb) as steps
      from pipeline p left join step s on s.pipeline_id = p.id and s.retired_at is null
      where p.retired_at is null
      group by p.id order by p.position, p.id
      """;

  List<Pipeline> list(Db db) {
    return db.list(ALL, PipelinesSql::pipeline);
  }

  private static final String FIRST_STEP =
      """
      select s.id from step s join pipeline p on p.id = s.pipeline_id
      where s.kind = 'open' and s.retired_at is null and p.retired_at is null
      order by p.position, p.id, s.position, s.id limit 1
      """;

  Optional<Long> firstStep(Db db) {
    return db.find(FIRST_STEP, row -> row.getLong("id"));
  }

  private static final String LOST_STEP =
      "select id from step where pipeline_id = $1 and kind = 'lost' and retired_at is null order by"
          + " position, id limit 1";

  Optional<Long> lostStep(Db db, long pipelineId) {
    return db.find(LOST_STEP, row -> row.getLong("id"), pipelineId);
  }

  private static final String PIPELINE_OF_STEP =
      """
      select s.pipeline_id from step s join pipeline p on p.id = s.pipeline_id
      where s.id = $1 and s.retired_at is null and p.retired_at is null
      """;

  /** Empty when the step or its pipeline is retired. */
  Optional<Long> pipelineOfStep(Db db, long stepId) {
    return db.find(PIPELINE_OF_STEP, row -> row.getLong("pipeline_id"), stepId);
  }

  private static final String LOCK =
      "select version from pipeline where id = $1 and retired_at is null for update";

  /** The version that stands there now. */
  Optional<Integer> lock(Db db, long id) {
    return db.find(LOCK, row -> row.getInteger("version"), id);
  }

  private static final String INSERT =
      """
      insert into pipeline (position, label) select coalesce(max(position), 0) + 1, $1 from pipeline
      returning id
      """;

  long insert(Db db, Label label) {
    return db.get(INSERT, row -> row.getLong("id"), StepsSql.json(label));
  }

  private static final String UPDATE =
      "update pipeline set label = $2, version = version + 1 where id = $1";

  void update(Db db, long id, Label label) {
    db.run(UPDATE, id, StepsSql.json(label));
  }

  private static final String RETIRE = "update pipeline set retired_at = now() where id = $1";

  void retire(Db db, long id) {
    db.run(RETIRE, id);
  }

  private static Pipeline pipeline(Row row) {
    return new Pipeline(
        Columns.id(row, "id"),
        Columns.label(row.getJsonObject("label")),
        steps(row.getJsonArray("steps")),
        0,
        row.getInteger("version"));
  }

  private static List<Step> steps(JsonArray items) {
    return items.stream().map(JsonObject.class::cast).map(PipelinesSql::step).toList();
  }

  private static Step step(JsonObject item) {
    return new Step(
        item.getString("id"),
        Columns.label(item.getJsonObject("label")),
        item.getInteger("color"),
        item.getString("kind"));
  }
}
