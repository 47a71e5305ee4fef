package io.ringcard.demo;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements that fill an empty database: one for each table, all its rows at once. */
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

  long user(Db db, SampleUser user, long team, String passwordHash) {
    return db.get(
        USER,
        row -> row.getLong("id"),
        user.login(),
        user.name(),
        user.role().slug(),
        user.inTeam() ? team : null,
        passwordHash);
  }

  private static final String SIT =
      """
      insert into extension_assignment (extension, user_id, since) values ($1, $2, $3)
      on conflict (extension) where until is null do nothing
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

  private static final String CLIENTS =
      """
      insert into client (id, name, company, position, source, owner_id, created_by, created_at) overriding system value
      select id, name, company, position, source, owner_id, owner_id, created_at
      from jsonb_populate_recordset(null::client, $1)
      """;

  private static final String PHONES =
      """
      insert into client_phone (client_id, position, number, label)
      select client_id, position, number, label from jsonb_populate_recordset(null::client_phone, $1)
      """;

  private static final String EMAILS =
      """
      insert into client_email (client_id, position, address)
      select client_id, 0, address from jsonb_populate_recordset(null::client_email, $1)
      """;

  private static final String CALLS =
      """
      insert into call (id, pbx_id, linkedid, state, direction, result, cause, ended_by, number, number_signalled, client_id,
        did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms, hold_ms, transfers) overriding system value
      select id, pbx_id, linkedid, 'closed', direction, result, cause, ended_by, number, number_signalled, client_id,
        did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms, hold_ms, transfers
      from jsonb_populate_recordset(null::call, $1)
      """;

  private static final String LEGS =
      """
      insert into call_operator
        (call_id, position, extension, user_id, ring_ms, talk_ms, ring_started_at, answered_at, ended_at, result)
      select call_id, position, extension, user_id, ring_ms, talk_ms, ring_started_at, answered_at, ended_at, result
      from jsonb_populate_recordset(null::call_operator, $1)
      """;

  private static final String RECORDINGS =
      """
      insert into recording (call_id, pbx_id, file, expected_since)
      select call_id, pbx_id, file, expected_since from jsonb_populate_recordset(null::recording, $1)
      """;

  private static final String DEALS =
      """
      insert into deal (id, title, client_id, step_id, step_since, owner_id, amount, refusals, created_at, closed_at)
        overriding system value
      select id, title, client_id, step_id, step_since, owner_id, amount, refusals, created_at, closed_at
      from jsonb_populate_recordset(null::deal, $1)
      """;

  private static final String DEAL_STEPS =
      """
      insert into deal_step (deal_id, step_id, user_id, call_id, at)
      select deal_id, step_id, user_id, call_id, at from jsonb_populate_recordset(null::deal_step, $1) order by at
      """;

  private static final String CALL_OUTCOMES =
      """
      insert into call_outcome (call_id, user_id, outcome_id, note, deal_id, at)
      select call_id, user_id, outcome_id, note, deal_id, at from jsonb_populate_recordset(null::call_outcome, $1)
      """;

  private static final String PLANS =
      """
      insert into plan (client_id, deal_id, assignee_id, at, topic, kind, status, call_id, created_by, created_at)
      select client_id, deal_id, assignee_id, at, topic, kind, status, call_id, created_by, created_at
      from jsonb_populate_recordset(null::plan, $1)
      """;

  private static final String NOTES =
      """
      insert into note (client_id, user_id, text, at)
      select client_id, user_id, text, at from jsonb_populate_recordset(null::note, $1)
      """;

  void clients(Db db, List<JsonObject> rows) {
    insert(db, CLIENTS, rows.stream());
  }

  void phones(Db db, List<JsonObject> rows) {
    insert(db, PHONES, rows.stream());
  }

  void emails(Db db, List<JsonObject> rows) {
    insert(db, EMAILS, rows.stream());
  }

  void calls(Db db, List<SampleCall> calls) {
    insert(db, CALLS, calls.stream().map(SampleCall::row));
    insert(db, LEGS, calls.stream().flatMap(call -> call.legRows().stream()));
  }

  void recordings(Db db, List<JsonObject> rows) {
    insert(db, RECORDINGS, rows.stream());
  }

  void deals(Db db, List<JsonObject> rows, List<JsonObject> steps) {
    insert(db, DEALS, rows.stream());
    insert(db, DEAL_STEPS, steps.stream());
  }

  void outcomes(Db db, List<JsonObject> rows) {
    insert(db, CALL_OUTCOMES, rows.stream());
  }

  void plans(Db db, List<JsonObject> rows) {
    insert(db, PLANS, rows.stream());
  }

  void notes(Db db, List<JsonObject> rows) {
    insert(db, NOTES, rows.stream());
  }

  private static void insert(Db db, String sql, Stream<JsonObject> rows) {
    db.run(sql, new JsonArray(rows.toList()));
  }
}
