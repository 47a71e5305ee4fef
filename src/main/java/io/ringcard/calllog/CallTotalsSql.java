package io.ringcard.calllog;

import io.ringcard.calllog.CallTotals.Sum;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Statements that count the log. */
final class CallTotalsSql {

  private static final String SUMS =
      """
      select count(*) as calls, coalesce(sum(c.talk_ms), 0)::bigint as talk,
        count(*) filter (where %1$s) as missed,
        count(*) filter (where %2$s) as answered, coalesce(sum(c.talk_ms) filter (where %2$s), 0)::bigint as answered_talk,
        count(*) filter (where %3$s) as unwritten, coalesce(sum(c.talk_ms) filter (where %3$s), 0)::bigint as unwritten_talk
      """;

  CallTotals totals(Db db, CallFilter filter) {
    var where = CallWhere.of(filter);
    var sums = SUMS.formatted(where.missed(), where.answered(), CallWhere.UNWRITTEN);
    return db.get(sums + "from " + where.from(), CallTotalsSql::totals, where.values());
  }

  private static final String QUEUES =
      "select name from queue_seen order by name collate \"ru-RU-x-icu\"";

  /** The queues that calls have come through. */
  List<String> queues(Db db) {
    return db.list(QUEUES, row -> row.getString("name"));
  }

  private static CallTotals totals(Row row) {
    return new CallTotals(
        sum(row, "calls", "talk"),
        new Sum(row.getLong("missed"), 0),
        sum(row, "answered", "answered_talk"),
        sum(row, "unwritten", "unwritten_talk"));
  }

  private static Sum sum(Row row, String calls, String talk) {
    return new Sum(row.getLong(calls), row.getLong(talk) / 1000.0);
  }
}
