package io.ringcard.setting;

import io.ringcard.kernel.Ref;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on the stored settings. */
final class SettingSql {

  /** A group as it stands. */
  record Stored(JsonObject value, int version) {}

  /** Who changed a member last. */
  record Change(String member, Ref by, Instant at) {}

  private static final String GET = "select value, version from setting where name = $1";

  Stored get(Db db, String group) {
    return db.get(GET, SettingSql::stored, group);
  }

  private static final String LOCK = GET + " for update";

  Stored lock(Db db, String group) {
    return db.get(LOCK, SettingSql::stored, group);
  }

  private static Stored stored(Row row) {
    return new Stored(row.getJsonObject("value"), row.getInteger("version"));
  }

  private static final String KEEP =
      "update setting set value = $2, version = version + 1 where name = $1";

  void keep(Db db, String group, JsonObject value) {
    db.run(KEEP, group, value);
  }

  private static final String TRACE =
      """
      insert into setting_change (name, member, before, value, user_id, at) values ($1, $2, $3, $4, $5, $6)
      """;

  void trace(
      Db db,
      String group,
      String member,
      @Nullable Object before,
      Object value,
      long userId,
      Instant at) {
    db.run(TRACE, group, member, before, value, userId, at);
  }

  private static final String LATEST =
      """
      select distinct on (c.member) c.member, c.at, u.id as user_id, u.name as user_name
      from setting_change c join app_user u on u.id = c.user_id
      where c.name = $1 order by c.member, c.id desc
      """;

  List<Change> latest(Db db, String group) {
    return db.list(
        LATEST,
        row ->
            new Change(
                row.getString("member"),
                Ref.of(row.getLong("user_id"), row.getString("user_name")),
                Columns.instant(row, "at")),
        group);
  }
}
