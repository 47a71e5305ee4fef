package io.ringcard.bench;

import io.ringcard.store.Db;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statements that furnish a database to be measured, and that look at what came of it. */
final class BenchSql {

  private static final String PEOPLE =
      """
      with made as (
        insert into app_user (login, name, role, password_hash)
        select 'u' || e, 'Operator ' || e, 'operator', '-' from unnest($1::text[]) e returning id, login),
      sat as (
        insert into extension_assignment (extension, user_id, since)
        select substr(login, 2), id, 'epoch' from made returning extension, user_id)
      insert into session (token_hash, user_id, expires_at)
      select t.hash, sat.user_id, now() + interval '1 day'
      from sat join unnest($1::text[], $2::bytea[]) as t(extension, hash) using (extension)
      """;

  /** Operators, each at a phone and signed in with {@link #token}. */
  void people(Db db, List<String> extensions) {
    db.run(
        PEOPLE,
        extensions.toArray(String[]::new),
        extensions.stream()
            .map(extension -> Buffer.buffer(hash(token(extension))))
            .toArray(Buffer[]::new));
  }

  private static final String PROMOTE =
      "update app_user set role = 'manager' where login = 'u' || $1::text";

  void promote(Db db, String extension) {
    db.run(PROMOTE, extension);
  }

  static String token(String extension) {
    return "A".repeat(43 - extension.length()) + extension;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String CLIENTS =
      """
      with made as (insert into client (name) select n from unnest($1::text[]) n returning id, name)
      insert into client_phone (client_id, position, number) select id, 0, name from made
      """;

  /** Named by their number. */
  void clients(Db db, List<String> numbers) {
    db.run(CLIENTS, (Object) numbers.toArray(String[]::new));
    analyze(db);
  }

  /** The planner knows the sizes, as it does in a database that has lived for a while. */
  void analyze(Db db) {
    for (var table : List.of("client", "client_phone", "call", "call_operator", "recording")) {
      db.run("analyze " + table);
    }
  }

  private static final String CLOSED =
      "select linkedid from call where state = 'closed' and merged_into is null";

  Set<String> closed(Db db) {
    return new HashSet<>(db.list(CLOSED, row -> row.getString("linkedid")));
  }

  private static final String COUNT_CLOSED =
      "select count(*) as n from call where state = 'closed' and merged_into is null";

  long countClosed(Db db) {
    return db.get(COUNT_CLOSED, row -> row.getLong("n"));
  }

  private static final String COPY =
      """
      insert into call (pbx_id, linkedid, generation, state, certainty, direction, result, cause, ended_by, number,
        number_signalled, name, client_id, placed_by, dialled, did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms,
        hold_ms, transfers, other_linkedids)
      select $2, linkedid, generation, state, certainty, direction, result, cause, ended_by, number,
        number_signalled, name, client_id, placed_by, dialled, did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms,
        hold_ms, transfers, other_linkedids
      from call where pbx_id = $1
      """;

  /** The rows of an exchange once more, as those of another; gives how many. */
  int copy(Db db, long pbxId, long copyId) {
    return db.run(COPY, pbxId, copyId);
  }
}
