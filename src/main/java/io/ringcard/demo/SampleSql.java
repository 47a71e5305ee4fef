package io.ringcard.demo;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements that fill an empty database. */
final class SampleSql {

  private static final String HAS_CLIENTS = "select exists (select from client) as has";

  boolean hasClients(Db db) {
    return db.get(HAS_CLIENTS, row -> row.getBoolean("has"));
  }

  private static final String TEAM =
      """
      insert into team (name) values ($1)
      on conflict (name) do update set name = excluded.name
      returning id
      """;

  long team(Db db, String name) {
    return db.get(TEAM, row -> row.getLong("id"), name);
  }

  private static final String USER =
      """
      insert into app_user (login, name, role, team_id, password_hash) values ($1, $2, $3, $4, $5)
      on conflict (login) do update set name = excluded.name, role = excluded.role, team_id = excluded.team_id,
        password_hash = excluded.password_hash
      returning id
      """;

  long user(Db db, SampleUser user, String name, long team, String passwordHash) {
    return db.get(
        USER,
        row -> row.getLong("id"),
        user.login(),
        name,
        user.role().slug(),
        user.inTeam() ? team : null,
        passwordHash);
  }

  private static final String SIT =
      """
      insert into extension_assignment (extension, user_id, since) values ($1, $2, $3)
      on conflict (coalesce(pbx_id, 0), extension) where until is null do nothing
      """;

  void sit(Db db, String extension, long userId, Instant since) {
    db.run(SIT, extension, userId, since);
  }

  private static final String STEPS =
      """
      select s.id, s.position from step s
      join (select id from pipeline order by position limit 1) p on p.id = s.pipeline_id
      """;

  /** Ids of the first pipeline's steps by their position. */
  Map<Integer, Long> steps(Db db) {
    return db.list(STEPS, row -> Map.entry(row.getInteger("position"), row.getLong("id"))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String OUTCOMES = "select id, key from outcome where active";

  /** Ids of the outcomes by the key that sets them. */
  Map<Integer, Long> outcomes(Db db) {
    return db.list(OUTCOMES, row -> Map.entry(row.getInteger("key"), row.getLong("id"))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String IDS =
      "select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)";

  /** New ids for rows of that table. */
  Iterator<Long> ids(Db db, String table, int count) {
    return db.list(IDS, row -> row.getLong("id"), table, count).iterator();
  }

  private static final String INSERT =
      """
      insert into %1$s (%2$s) overriding system value
      select %2$s from jsonb_populate_recordset(null::%1$s, $1)
      """;

  /** Rows of one table; its columns are the members of the first. */
  void insert(Db db, String table, List<JsonObject> rows) {
    var columns = String.join(", ", rows.getFirst().fieldNames());
    db.run(INSERT.formatted(table, columns), new JsonArray(rows));
  }

  private static final String TABLES =
      """
      select string_agg(quote_ident(tablename), ', ') as names from pg_tables where schemaname = current_schema()
      """;

  /** What the database knows of its rows decides how it looks for them. */
  void analyze(Db db) {
    db.run("analyze " + db.get(TABLES, row -> row.getString("names")));
  }
}
