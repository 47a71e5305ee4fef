package io.ringcard.staff;

import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Statements on teams. */
final class TeamsSql {

  private static final String ALL =
      """
      select t.id, t.name, t.version,
        (select count(*)::int from app_user u where u.team_id = t.id and u.active) as people
      from team t
      """;

  List<Team> list(Db db) {
    return db.list(ALL + "order by t.name collate \"ru-RU-x-icu\", t.id", TeamsSql::team);
  }

  Optional<Team> find(Db db, long id) {
    return db.find(ALL + "where t.id = $1", TeamsSql::team, id);
  }

  private static Team team(Row row) {
    return new Team(
        Columns.id(row, "id"),
        row.getString("name"),
        row.getInteger("people"),
        row.getInteger("version"));
  }

  private static final String INSERT = "insert into team (name) values ($1) returning id";

  long insert(Db db, String name) {
    return db.get(INSERT, row -> row.getLong("id"), name);
  }

  private static final String RENAME =
      "update team set name = $2, version = version + 1 where id = $1 and version = $3";

  boolean rename(Db db, long id, String name, int version) {
    return db.run(RENAME, id, name, version) > 0;
  }

  private static final String DELETE = "delete from team where id = $1";

  boolean delete(Db db, long id) {
    return db.run(DELETE, id) > 0;
  }

  private static final String NAMES =
      """
      select name from app_user where team_id = $1 order by active desc, name collate "ru-RU-x-icu" limit 5
      """;

  List<String> names(Db db, long id) {
    return db.list(NAMES, row -> row.getString("name"), id);
  }
}
