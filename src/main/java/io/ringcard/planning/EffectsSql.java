package io.ringcard.planning;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/**
 * Statements over what calls have set off. A call that was merged into another lives on in it, so
 * do its effects.
 */
final class EffectsSql {

  private static final String EVER_RAN =
      """
      select 1 from call_effect e
      where e.kind = $2
        and e.call_id = any(array(
          with recursive way as (
            select $1::bigint as id union select c.id from call c join way w on c.merged_into = w.id)
          select id from way))
      limit 1
      """;

  boolean everRan(Db db, long callId, String kind) {
    return db.find(EVER_RAN, row -> true, callId, kind).isPresent();
  }

  private static final String ADD =
      "insert into call_effect (call_id, kind, target, before) values ($1, $2, $3, $4)";

  void add(Db db, long callId, String kind, long target, JsonObject before) {
    db.run(ADD, callId, kind, Long.toString(target), before);
  }

  private static final String STANDING =
      """
      select e.id, e.kind, e.target::bigint as target, e.before from call_effect e
      where e.undone_at is null and e.kind = any($2)
        and e.call_id = any(array(
          with recursive way as (
            select $1::bigint as id union select c.id from call c join way w on c.merged_into = w.id)
          select id from way))
      order by e.id desc
      """;

  List<Effect> standing(Db db, long callId, List<String> kinds) {
    return db.list(STANDING, EffectsSql::effect, callId, kinds.toArray(String[]::new));
  }

  private static final String LAST_ON =
      """
      select id, kind, target::bigint as target, before from call_effect
      where kind = $1 and target = $2 and undone_at is null
      order by id desc limit 1
      """;

  Optional<Effect> lastOn(Db db, String kind, long target) {
    return db.find(LAST_ON, EffectsSql::effect, kind, Long.toString(target));
  }

  private static Effect effect(Row row) {
    return new Effect(
        row.getLong("id"),
        row.getString("kind"),
        row.getLong("target"),
        row.getJsonObject("before"));
  }

  private static final String UNDONE = "update call_effect set undone_at = now() where id = $1";

  void undone(Db db, long id) {
    db.run(UNDONE, id);
  }

  private static final String FORGET = "delete from call_effect where id = $1";

  void forget(Db db, long id) {
    db.run(FORGET, id);
  }

  private static final String LEFT =
      """
      update call_effect set undone_at = now(), before = before || '{"left": true}'
      where id = $1
      """;

  void left(Db db, long id) {
    db.run(LEFT, id);
  }

  private static final String BECOME = "update call_effect set kind = $2 where id = $1";

  void become(Db db, long id, String kind) {
    db.run(BECOME, id, kind);
  }

  private static final String UNDONE_OF_TARGET =
      """
      update call_effect set undone_at = now()
      where kind = $1 and target = $2 and undone_at is null
      """;

  void undone(Db db, String kind, long target) {
    db.run(UNDONE_OF_TARGET, kind, Long.toString(target));
  }
}
