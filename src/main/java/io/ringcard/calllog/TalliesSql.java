package io.ringcard.calllog;

import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.calllog.Tallies.Difference;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements that keep the sums of the log. */
final class TalliesSql {

  /**
   * A month of the installation's calendar.
   *
   * @param until exclusive
   */
  record Month(LocalDate start, Instant since, Instant until) {}

  private static final String KEY = "facet, unit, start, key, direction, queues";

  private static final List<String> MEASURES =
      List.of("calls", "answered", "missed", "written", "talk_ms", "ring_ms", "wait_ms", "hold_ms");

  private static final String SUMS = each("sum(%1$s)::bigint as %1$s");

  /** What is said of one measure, for all of them. */
  private static String each(String sql) {
    return MEASURES.stream().map(sql::formatted).collect(Collectors.joining(", "));
  }

  /** Follows {@code piece (sign, and the columns of call_piece)}. */
  private static final String COUNTED =
      """
      , counted as (
        select k.facet, p.day, k.key, p.direction, p.queues, case when answered then (talk_ms / 1000)::int end as seconds,
          sign as calls, sign * answered::int as answered, sign * missed::int as missed, sign * (answered and written)::int as written,
          sign * coalesce(talk_ms, 0) as talk_ms, sign * coalesce(ring_ms, 0) as ring_ms, sign * coalesce(wait_ms, 0) as wait_ms,
          sign * coalesce(hold_ms, 0) as hold_ms
        from piece p
        cross join lateral (
          select p.kind as facet, p.who as key where p.kind <> 'call'
          union all
          select * from (values ('all', 0), ('hour', p.hour), ('outcome', p.outcome)) f where p.kind = 'call') k),
      by_day as materialized (
        select facet, day, key, direction, queues, seconds, %1$s from counted group by facet, day, key, direction, queues, seconds),
      by_length as materialized (
        select facet, 'day' as unit, day as start, key, direction, queues, seconds, %2$s from by_day
        union all
        select facet, 'month', date_trunc('month', day)::date as start, key, direction, queues, seconds, %1$s
        from by_day group by facet, 3, key, direction, queues, seconds)
      """
          .formatted(SUMS, String.join(", ", MEASURES));

  /** All sums in one order for everybody, each with its lengths of talk. */
  private static final String ADD =
      COUNTED
          + """
          , summed as (
            insert into tally as t (%1$s, %3$s)
            select %1$s, %2$s from by_length group by %1$s order by %1$s
            on conflict (%1$s) do update set %4$s
            returning id, %1$s)
          insert into tally_talk as t (tally_id, seconds, calls)
          select s.id, l.seconds, l.calls from by_length l join summed s using (%1$s)
          where l.seconds is not null and l.calls <> 0 order by s.id, l.seconds
          on conflict (tally_id, seconds) do update set calls = t.calls + excluded.calls
          """
              .formatted(
                  KEY, SUMS, String.join(", ", MEASURES), each("%1$s = t.%1$s + excluded.%1$s"));

  private static final String PIECES =
      "select to_jsonb(p) as piece from call_piece p where call_id = any($1)";

  /** What these calls count for. From here on nobody counts everything anew. */
  JsonArray pieces(Db db, Collection<Long> calls) {
    db.run("lock table tally in row exclusive mode");
    return new JsonArray(db.list(PIECES, row -> row.getJsonObject("piece"), (Object) ids(calls)));
  }

  /**
   * How many calls there are is kept from the planner: it then plans once for all batches, which
   * takes longer than to count one.
   */
  private static final String OF_CALLS = "where call_id = any(array(select unnest($1::bigint[])))";

  private static final String COUNT_NEW =
      """
      with piece as materialized (
        select 1 as sign, p.* from call_piece p %s)
      """
              .formatted(OF_CALLS)
          + ADD;

  /** Where nothing is different, as after a replay, no sum is touched. */
  private static final String COUNT_CHANGED =
      """
      with piece as materialized (
        select sum(sign)::int as sign, (p).*
        from (
          select -1 as sign, p from json_populate_recordset(null::call_piece, $2::text::json) p
          union all
          select 1, p from call_piece p %s) p
        group by p having sum(sign) <> 0)
      """
              .formatted(OF_CALLS)
          + ADD;

  /** These calls count for what they are now, and no more for what they were. */
  void apply(Db db, JsonArray before, Collection<Long> calls) {
    if (before.isEmpty()) {
      db.run(COUNT_NEW, (Object) ids(calls));
    } else {
      db.run(COUNT_CHANGED, ids(calls), before.encode());
    }
  }

  private static final String COUNT_TEAM =
      """
      with piece as materialized (
        select $2::int as sign, p.* from call_part p
        where kind = 'team' and call_id = any(array(select call_id from call_operator where user_id = $1)))
      """
          + ADD;

  /** The teams' parts of one person's calls, once more or once less. */
  void countTeam(Db db, long userId, int sign) {
    db.run(COUNT_TEAM, userId, sign);
  }

  private static final String COUNT =
      """
      with piece as materialized (
        select 1 as sign, p.* from call_piece p where started_at >= $1 and started_at < $2)
      """
          + ADD;

  void count(Db db, Month month) {
    db.run(COUNT, utc(month.since()), utc(month.until()));
  }

  private static final String DIFFERENCES =
      """
      with piece as materialized (
        select 1 as sign, p.* from call_piece p where started_at >= $1 and started_at < $2)
      """
          + COUNTED
          + """
          , expected as (select %1$s, %2$s from by_length group by %1$s),
          found as (select * from tally where date_trunc('month', start)::date = $3),
          talk as (select %1$s, seconds, calls from by_length where seconds is not null),
          found_talk as (select f.*, h.seconds, h.calls as talks from found f join tally_talk h on h.tally_id = f.id)
          select concat_ws(' ', %1$s) as what, coalesce(f.calls, 0) as found, coalesce(e.calls, 0) as expected
          from expected e full join found f using (%1$s)
          where (%3$s) <> (%4$s)
          union all
          select concat_ws(' ', %1$s, seconds || 's'), coalesce(f.talks, 0), coalesce(e.calls, 0)
          from talk e full join found_talk f using (%1$s, seconds)
          where coalesce(e.calls, 0) <> coalesce(f.talks, 0)
          order by what
          """
              .formatted(KEY, SUMS, each("coalesce(e.%s, 0)"), each("coalesce(f.%s, 0)"));

  List<Difference> differences(Db db, Month month) {
    return db.list(
        DIFFERENCES,
        row -> new Difference(row.getString("what"), row.getLong("found"), row.getLong("expected")),
        utc(month.since()),
        utc(month.until()),
        month.start());
  }

  private static final String MONTHS =
      """
      select m::date as start, m at time zone z.zone as since, (m + interval '1 month') at time zone z.zone as until
      from tally_zone z
      cross join lateral (
        select min(at) as first, max(at) as last
        from (
          select min(started_at) at time zone z.zone as at from call where merged_into is null
          union all select max(started_at) at time zone z.zone from call where merged_into is null
          union all select min(start) from tally
          union all select max(start) from tally) a) s
      cross join lateral generate_series(date_trunc('month', s.first), s.last, interval '1 month') m
      """;

  /** Every month from the first call or sum to the last. */
  List<Month> months(Db db) {
    return db.list(MONTHS, TalliesSql::month);
  }

  private static Month month(Row row) {
    return new Month(row.getLocalDate("start"), instant(row, "since"), instant(row, "until"));
  }

  private static final String IS_BUILT =
      "select 1 from tally_zone where built and zone = coalesce($1, zone)";

  /**
   * @param zone null for any
   */
  boolean isBuilt(Db db, @Nullable String zone) {
    return db.find(IS_BUILT, row -> true, zone).isPresent();
  }

  /** Others who count wait until this transaction is over. */
  void hold(Db db) {
    db.run("lock table tally in exclusive mode");
  }

  private static final String REMOVE_TALKS =
      "delete from tally_talk where tally_id in (select id from tally where date_trunc('month', start)::date = $1)";

  private static final String REMOVE =
      "delete from tally where date_trunc('month', start)::date = $1";

  void remove(Db db, Month month) {
    db.run(REMOVE_TALKS, month.start());
    db.run(REMOVE, month.start());
  }

  private static final String CLEAR =
      """
      with emptied as (delete from tally_talk), cleared as (delete from tally)
      update tally_zone set zone = $1, built = false
      """;

  /** No sums at all, and the zone of those to come. */
  void clear(Db db, String zone) {
    db.run(CLEAR, zone);
  }

  void built(Db db) {
    db.run("update tally_zone set built = true");
  }

  private static Long[] ids(Collection<Long> calls) {
    return calls.toArray(Long[]::new);
  }
}
