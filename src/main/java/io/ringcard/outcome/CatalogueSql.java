package io.ringcard.outcome;

import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.json;
import static io.ringcard.store.Columns.label;

import io.ringcard.planning.ContactRule;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over the catalogue of outcomes. */
final class CatalogueSql {

  private static final String VIEW =
      """
      with live_step as (
        select s.id from step s join pipeline p on p.id = s.pipeline_id
        where s.retired_at is null and p.retired_at is null)
      select o.id, o.key, o.label, o.color, o.next, o.refusal, o.no_answer, o.active, o.version,
        array(select x.id::text from outcome_step s join live_step x on x.id = s.step_id
          where s.outcome_id = o.id order by x.id) as steps,
        array(select x.label from outcome_step s join step x on x.id = s.step_id
          where s.outcome_id = o.id and x.id not in (select id from live_step) order by x.id) as retired
      from outcome o
      """;

  private static final String LIST =
      VIEW + "where o.active or $1 order by o.active desc, o.position, o.id";

  /** In the order of the catalogue, what is not offered any more last. */
  List<Outcome> list(Db db, boolean all) {
    return db.list(LIST, CatalogueSql::outcome, all);
  }

  private static final String BY_ID = VIEW + "where o.id = $1";

  Optional<Outcome> find(Db db, long id) {
    return db.find(BY_ID, CatalogueSql::outcome, id);
  }

  private static final String LOCK = "select version from outcome where id = $1 for update";

  Optional<Integer> lock(Db db, long id) {
    return db.find(LOCK, row -> row.getInteger("version"), id);
  }

  private static final String INSERT =
      """
      insert into outcome (key, label, color, next, refusal, no_answer, active, position)
      values ($1, $2, $3, $4, $5, $6, $7, (select coalesce(max(position), 0) + 1 from outcome))
      returning id
      """;

  long insert(Db db, Outcome of) {
    var created =
        db.get(
            INSERT,
            row -> row.getLong("id"),
            of.key(),
            json(of.label()),
            of.color(),
            rule(of.next()),
            of.refusal(),
            of.noAnswer(),
            of.active());
    putSteps(db, created, of.steps());
    return created;
  }

  private static final String UPDATE =
      """
      update outcome set key = $2, label = $3, color = $4, next = $5, refusal = $6, no_answer = $7, active = $8,
        version = version + 1
      where id = $1
      """;

  void update(Db db, long outcome, Outcome to) {
    db.run(
        UPDATE,
        outcome,
        to.key(),
        json(to.label()),
        to.color(),
        rule(to.next()),
        to.refusal(),
        to.noAnswer(),
        to.active());
  }

  private static final String CLEAR_STEPS = "delete from outcome_step where outcome_id = $1";

  private static final String ADD_STEPS =
      "insert into outcome_step (outcome_id, step_id) select $1, unnest($2::bigint[])";

  /** Only these, and none that is retired. */
  void putSteps(Db db, long outcome, List<String> steps) {
    db.run(CLEAR_STEPS, outcome);
    db.run(ADD_STEPS, outcome, steps.stream().map(Long::valueOf).toArray(Long[]::new));
  }

  private static final String KEY_TAKEN =
      "select 1 from outcome where active and key = $1 and id <> $2";

  boolean isKeyTaken(Db db, int key, long except) {
    return db.find(KEY_TAKEN, row -> true, key, except).isPresent();
  }

  private static final String ORDER =
      """
      update outcome o set position = p.n
      from unnest($1::bigint[]) with ordinality as p(id, n)
      where o.id = p.id
      """;

  int order(Db db, List<Long> ids) {
    return db.run(ORDER, (Object) ids.toArray(Long[]::new));
  }

  private static @Nullable JsonObject rule(@Nullable ContactRule rule) {
    return rule == null ? null : rule.json();
  }

  private static Outcome outcome(Row row) {
    var next = row.getJsonObject("next");
    return new Outcome(
        id(row, "id"),
        row.getInteger("key"),
        label(row.getJsonObject("label")),
        row.getInteger("color"),
        List.of(row.getArrayOfStrings("steps")),
        Arrays.stream(row.getArrayOfJsonObjects("retired")).map(Columns::label).toList(),
        next == null ? null : ContactRule.of(next),
        row.getBoolean("refusal"),
        row.getBoolean("no_answer"),
        row.getBoolean("active"),
        row.getInteger("version"));
  }
}
