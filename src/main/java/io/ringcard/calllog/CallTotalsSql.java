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
        count(*) filter (where %3$s) as unwritten, coalesce(sum(c.talk_ms) filter (where %3$s), 0)::bigint as unwritten_talk,
        sum(%4$s)::bigint as own, sum(%4$s) filter (where %2$s)::bigint as answered_own, sum(%4$s) filter (where %3$s)::bigint as unwritten_own
      """;

  CallTotals totals(Db db, CallFilter filter) {
    if (filter.isOpen()) {
      return db.get(ALL, CallTotalsSql::totals);
    }
    var where = CallWhere.of(filter);
    var sums =
        SUMS.formatted(where.missed(), where.answered(), CallWhere.UNWRITTEN, where.ownTalk());
    return db.get(sums + "from " + where.from(), CallTotalsSql::totals, where.values());
  }

  /** Calls that are over from their sums, which know of each outcome, and the few that are not. */
  private static final String ALL =
      """
      select sum(calls)::bigint as calls, sum(talk)::bigint as talk, sum(missed)::bigint as missed, sum(answered)::bigint as answered,
        sum(answered_talk)::bigint as answered_talk, sum(unwritten)::bigint as unwritten, sum(unwritten_talk)::bigint as unwritten_talk,
        null::bigint as own, null::bigint as answered_own, null::bigint as unwritten_own
      from (
        select t.calls, t.talk_ms as talk, case when t.direction = 'inbound' then t.missed else 0 end as missed,
          t.answered, t.talk_ms as answered_talk,
          case when t.key = 0 and t.direction <> 'internal' then t.answered else 0 end as unwritten,
          case when t.key = 0 and t.direction <> 'internal' then t.talk_ms else 0 end as unwritten_talk
        from tally t where t.facet = 'outcome' and t.unit = 'month'
        union all
        select 1, coalesce(c.talk_ms, 0), 0, (c.result = 'answered')::int, case when c.result = 'answered' then coalesce(c.talk_ms, 0) end, 0, 0
        from call c where c.merged_into is null and c.state = 'live'
        union all
        select 0, 0, 0, 0, 0, 0, 0) s
      """;

  private static final String QUEUES =
      "select name from queue_seen order by name collate \"ru-RU-x-icu\"";

  /** The queues that calls have come through. */
  List<String> queues(Db db) {
    return db.list(QUEUES, row -> row.getString("name"));
  }

  private static CallTotals totals(Row row) {
    return new CallTotals(
        sum(row, "calls", "talk", "own"),
        new Sum(row.getLong("missed"), 0, null),
        sum(row, "answered", "answered_talk", "answered_own"),
        sum(row, "unwritten", "unwritten_talk", "unwritten_own"));
  }

  private static Sum sum(Row row, String calls, String talk, String own) {
    var millis = row.getLong(own);
    return new Sum(
        row.getLong(calls), row.getLong(talk) / 1000.0, millis == null ? null : millis / 1000.0);
  }
}
