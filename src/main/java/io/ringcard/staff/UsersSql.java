package io.ringcard.staff;

import io.ringcard.kernel.Role;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements on people. */
final class UsersSql {

  private static final String ALL =
      """
      select u.id, u.login, u.name, u.role, u.language, u.active, u.tour_seen, u.version, e.extension, e.pbx_id,
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
        phone(row),
        Columns.findRef(row, "team"),
        row.getBoolean("active"),
        row.getBoolean("tour_seen"),
        row.getInteger("version"));
  }

  private static @Nullable Phone phone(Row row) {
    var extension = row.getString("extension");
    return extension == null ? null : new Phone(row.getLong("pbx_id"), extension);
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
        user.name().strip(),
        user.role(),
        user.team(),
        hash);
  }

  private static final String SET_LANGUAGE =
      """
      update app_user set language = $2 where id = $1
      """;

  void setLanguage(Db db, long id, String language) {
    db.run(SET_LANGUAGE, id, language);
  }

  private static final String SET_NAME =
      """
      update app_user set name = $2, version = version + 1 where id = $1
      """;

  void setName(Db db, long id, String name) {
    db.run(SET_NAME, id, name);
  }

  private static final String SET_TOUR_SEEN =
      """
      update app_user set tour_seen = $2 where id = $1
      """;

  void setTourSeen(Db db, long id, boolean seen) {
    db.run(SET_TOUR_SEEN, id, seen);
  }

  private static final String SET_PASSWORD = "update app_user set password_hash = $2 where id = $1";

  boolean setPassword(Db db, long id, String hash) {
    return db.run(SET_PASSWORD, id, hash) > 0;
  }

  private static final String LOCK_ADMINISTRATORS =
      """
      select id from app_user where role = 'administrator' and active order by id for update
      """;

  /** Those who change administrators wait for each other. */
  void lockAdministrators(Db db) {
    db.run(LOCK_ADMINISTRATORS);
  }

  private static final String LOCK = "select id from app_user where id = $1 for update";

  boolean lock(Db db, long id) {
    return db.find(LOCK, row -> true, id).isPresent();
  }

  private static final String UPDATE =
      """
      update app_user set login = $2, name = $3, role = $4, team_id = $5, active = $6, version = version + 1
      where id = $1
      """;

  /** All but the extension, which is a history of its own. */
  void update(Db db, User user) {
    db.run(
        UPDATE,
        user.id(),
        user.login(),
        user.name(),
        user.role().slug(),
        user.team() == null ? null : Long.valueOf(user.team().id()),
        user.active());
  }

  private static final String HAS_ADMINISTRATOR =
      """
      select 1 from app_user where role = 'administrator' and active
      """;

  boolean hasAdministrator(Db db) {
    return db.find(HAS_ADMINISTRATOR, row -> true).isPresent();
  }

  private static final String TEAM_OF =
      """
      select mate.id from app_user me join app_user mate on mate.team_id = me.team_id where me.id = $1
      """;

  /** The people of somebody's team, oneself among them; empty for somebody without a team. */
  Set<Long> teamOf(Db db, long userId) {
    return Set.copyOf(db.list(TEAM_OF, row -> row.getLong("id"), userId));
  }
}
