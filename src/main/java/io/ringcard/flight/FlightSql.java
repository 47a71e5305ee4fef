package io.ringcard.flight;

import io.ringcard.kernel.Ref;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements about calls that were looked into. */
final class FlightSql {

  private static final String EXPORTED =
      "insert into call_export (user_id, at, format, filter, calls) values ($1, $2, 'events', $3, 1)";

  /** The list of what left the house. */
  void exported(Db db, long userId, Instant at, String call) {
    db.run(EXPORTED, userId, Columns.utc(at), new JsonObject().put("call", call));
  }

  private static final String REPORT =
      """
      with report as (
        insert into call_report (call_id, user_id, at, remark, file) values ($1, $2, $3, $4, $5) returning *)
      select r.id, r.call_id, r.at, r.remark, u.id as by_id, u.name as by_name
      from report r join app_user u on u.id = r.user_id
      """;

  CallReport report(Db db, long callId, long userId, Instant at, String remark, byte[] file) {
    return db.get(
        REPORT, FlightSql::report, callId, userId, Columns.utc(at), remark, Buffer.buffer(file));
  }

  private static final String LIST =
      """
      select r.id, r.call_id, r.at, r.remark, u.id as by_id, u.name as by_name
      from call_report r join app_user u on u.id = r.user_id
      order by r.at desc, r.id desc limit 200
      """;

  /** Newest first, the latest two hundred. */
  List<CallReport> list(Db db) {
    return db.list(LIST, FlightSql::report);
  }

  private static final String FILE = "select file from call_report where id = $1";

  Optional<byte[]> file(Db db, long id) {
    return db.find(FILE, row -> row.getBuffer("file").getBytes(), id);
  }

  private static final String COUNT = "select count(*) from call_report";

  long count(Db db) {
    return db.get(COUNT, row -> row.getLong(0));
  }

  private static CallReport report(Row row) {
    return new CallReport(
        Columns.id(row, "id"),
        Columns.id(row, "call_id"),
        Ref.of(row.getLong("by_id"), row.getString("by_name")),
        Columns.instant(row, "at"),
        row.getString("remark"));
  }
}
