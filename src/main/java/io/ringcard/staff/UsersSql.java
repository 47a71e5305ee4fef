package io.ringcard.staff;

import io.ringcard.kernel.Ref;
import io.ringcard.kernel.Role;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Statements on people and teams. */
final class UsersSql {

  private static final String ALL =
      """
      select u.id, u.login, u.name, u.role, u.language, u.active, u.version, e.extension,
        t.id as team_id, t.name as team_name
      from app_user u
      left join team t on t.id = u.team_id
      left join extension_assignment e on e.user_id = u.id and e.until is null
      """;

  List<User> list(Db db) {
    return db.list(ALL + "order by u.name collate \"ru-RU-x-icu\", u.id", UsersSql::user);
  }

  Optional<User> find(Db db, long id) {
    return db.find(ALL + "where u.id = $1", UsersSql::user, id);
  }

  private static User user(Row row) {
    return new User(
        row.getLong("id"),
        row.getString("login"),
        row.getString("name"),
        Role.ofSlug(row.getString("role")),
        row.getString("language"),
        row.getString("extension"),
        Columns.findRef(row, "team"),
        row.getBoolean("active"),
        row.getInteger("version"));
  }

  private static final String INSERT =
      """
      insert into app_user (login, name, role, team_id, password_hash) values ($1, $2, $3, $4, $5) returning id
      """;

  long insert(Db db, NewUser user, String hash) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        user.login(),
        user.name(),
        user.role(),
        user.team(),
        hash);
  }

  private static final String SET_LANGUAGE =
      """
      update app_user set language = $2, version = version + 1 where id = $1
      """;

  void setLanguage(Db db, long id, String language) {
    db.run(SET_LANGUAGE, id, language);
  }

  private static final String SET_ACTIVE =
      """
      update app_user set active = $2, version = version + 1 where id = $1
      """;

  boolean setActive(Db db, long id, boolean active) {
    return db.run(SET_ACTIVE, id, active) > 0;
  }

  private static final String HAS_ADMINISTRATOR =
      """
      select 1 from app_user where role = 'administrator' and active
      """;

  boolean hasAdministrator(Db db) {
    return db.find(HAS_ADMINISTRATOR, row -> true).isPresent();
  }

  /** Teams by name. */
  private static final String TEAMS =
      """
      select id, name from team order by name collate "ru-RU-x-icu"
      """;

  List<Ref> teams(Db db) {
    return db.list(TEAMS, row -> Ref.of(row.getLong("id"), row.getString("name")));
  }

  private static final String ADD_TEAM =
      """
      insert into team (name) values ($1)
      on conflict (name) do update set name = excluded.name
      returning id
      """;

  long addTeam(Db db, String name) {
    return db.get(ADD_TEAM, row -> row.getLong("id"), name);
  }
}
