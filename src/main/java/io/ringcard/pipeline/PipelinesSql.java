package io.ringcard.pipeline;

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
      select p.id, p.label,
        coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'label', s.label, 'color', s.color, 'kind', s.kind)
          order by s.position, s.id) filter (where s.id is not null), '[]'::jsonb) as steps
      from pipeline p left join step s on s.pipeline_id = p.id
      group by p.id order by p.position, p.id
      """;

  List<Pipeline> list(Db db) {
    return db.list(ALL, PipelinesSql::pipeline);
  }

  private static final String FIRST_STEP =
      """
      select s.id from step s join pipeline p on p.id = s.pipeline_id
      where s.kind = 'open' order by p.position, p.id, s.position, s.id limit 1
      """;

  Optional<Long> firstStep(Db db) {
    return db.find(FIRST_STEP, row -> row.getLong("id"));
  }

  private static final String LOST_STEP =
      "select id from step where pipeline_id = $1 and kind = 'lost' order by position, id limit 1";

  Optional<Long> lostStep(Db db, long pipelineId) {
    return db.find(LOST_STEP, row -> row.getLong("id"), pipelineId);
  }

  private static final String PIPELINE_OF_STEP = "select pipeline_id from step where id = $1";

  Optional<Long> pipelineOfStep(Db db, long stepId) {
    return db.find(PIPELINE_OF_STEP, row -> row.getLong("pipeline_id"), stepId);
  }

  private static Pipeline pipeline(Row row) {
    return new Pipeline(
        Columns.id(row, "id"),
        Columns.label(row.getJsonObject("label")),
        steps(row.getJsonArray("steps")));
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
