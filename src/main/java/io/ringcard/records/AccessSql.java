package io.ringcard.records;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on who may send, and how we come to a database. */
final class AccessSql {

  /**
   * The contract's {@code Sender}: an exchange and its records.
   *
   * @param tokenAt when its token was made; null when it has none
   * @param recordsKind {@code cel} for events, {@code cdr} for detail records; null where there are
   *     none
   * @param recordsSince when its records were read for the first time; null where there are none
   */
  record Sender(
      String id,
      String name,
      @Nullable Instant tokenAt,
      @Nullable String recordsKind,
      @Nullable Instant recordsSince,
      @Nullable Instant recordsReadAt) {}

  private static final String SENDERS =
      """
      select p.id, p.name, a.token_at, p.records_kind, p.records_since, p.records_read_at from pbx p left join records_access a on a.pbx_id = p.id order by p.name
      """;

  List<Sender> senders(Db db) {
    return db.list(
        SENDERS,
        row ->
            new Sender(
                Columns.id(row, "id"),
                row.getString("name"),
                findInstant(row, "token_at"),
                row.getString("records_kind"),
                findInstant(row, "records_since"),
                findInstant(row, "records_read_at")));
  }

  private static final String OF_TOKEN = "select pbx_id from records_access where token_hash = $1";

  Optional<Long> find(Db db, byte[] hash) {
    return db.find(OF_TOKEN, row -> row.getLong("pbx_id"), Buffer.buffer(hash));
  }

  private static final String PASSWORD =
      "select coalesce(password, '') as password from records_access where pbx_id = $1";

  /** Empty when none is kept. */
  String password(Db db, long pbxId) {
    return db.find(PASSWORD, row -> row.getString("password"), pbxId).orElse("");
  }

  private static final String PUT_PASSWORD =
      """
      insert into records_access (pbx_id, password) select id, $2 from pbx where id = $1
      on conflict (pbx_id) do update set password = excluded.password
      """;

  /** False when there is no such exchange. */
  boolean putPassword(Db db, long pbxId, String password) {
    return db.run(PUT_PASSWORD, pbxId, password) == 1;
  }

  private static final String PUT =
      """
      insert into records_access (pbx_id, token_hash, token_at)
      select id, $2, $3 from pbx where id = $1
      on conflict (pbx_id) do update set token_hash = excluded.token_hash, token_at = excluded.token_at
      """;

  /** False when there is no such exchange. */
  boolean put(Db db, long pbxId, byte[] hash, Instant at) {
    return db.run(PUT, pbxId, Buffer.buffer(hash), utc(at)) == 1;
  }
}
