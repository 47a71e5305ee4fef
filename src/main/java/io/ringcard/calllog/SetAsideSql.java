package io.ringcard.calllog;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What could not be handled, in the database. */
final class SetAsideSql {

  private static final String PUT =
      "insert into set_aside (pbx_id, reason, body) values ($1, $2, $3)";

  void put(Db db, long pbxId, String reason, String body) {
    db.run(PUT, pbxId, reason, Objects.requireNonNull(CallLogSql.clean(body)));
  }

  private static final String COUNT = "select count(*) as n from set_aside";

  long count(Db db) {
    return db.get(COUNT, row -> row.getLong("n"));
  }

  private static final String LATEST =
      "select id, at, reason, left(body, $2) as body from set_aside order by id desc limit $1";

  /** The newest first, each with so many characters of what came. */
  List<SetAside> latest(Db db, int count, int characters) {
    return db.list(LATEST, SetAsideSql::read, count, characters);
  }

  private static final String OF_EXCHANGE =
      "select id, at, reason, body from set_aside where pbx_id = $1 order by at, id limit $2";

  /** The eldest first. */
  List<SetAside> ofExchange(Db db, long pbxId, int most) {
    return db.list(OF_EXCHANGE, SetAsideSql::read, pbxId, most);
  }

  private static final String REMOVE = "delete from set_aside where id = any($1)";

  void remove(Db db, Collection<SetAside> handled) {
    db.run(REMOVE, (Object) handled.stream().map(SetAside::id).toArray(Long[]::new));
  }

  private static SetAside read(Row row) {
    return new SetAside(
        row.getLong("id"),
        Objects.requireNonNull(CallLogSql.instant(row, "at")),
        row.getString("reason"),
        row.getString("body"));
  }
}
