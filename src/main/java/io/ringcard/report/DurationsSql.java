package io.ringcard.report;

import static io.ringcard.store.Columns.label;

import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of the durations report. */
final class DurationsSql {

  private static final double HALF = 0.5;
  private static final double MOST = 0.9;

  /** The middle and the ninetieth hundredth lie between two talks each, or on one. */
  private static final String FIGURES =
      """
      , by_length as (
        select g.id, g.name, c.seconds, sum(c.talks)::int as talks
        from counted c %1$s
        where c.talks <> 0
        group by g.id, g.name, c.seconds),
      ranked as (
        select *, sum(talks) over (partition by id, name order by seconds rows unbounded preceding) as rank,
          sum(talks) over (partition by id, name) as all_talks
        from by_length),
      lengths as (
        select id, name, max(all_talks) as talks,
          min(seconds) filter (where rank > floor(0.5 * (all_talks - 1))) as half_from,
          min(seconds) filter (where rank > ceil(0.5 * (all_talks - 1))) as half_to,
          min(seconds) filter (where rank > floor(0.9 * (all_talks - 1))) as most_from,
          min(seconds) filter (where rank > ceil(0.9 * (all_talks - 1))) as most_to
        from ranked
        group by id, name),
      sums as (
        select g.id, g.name, sum(c.calls)::bigint as calls, sum(c.answered)::bigint as answered, sum(c.missed)::bigint as missed,
          sum(c.written)::bigint as with_outcome, sum(c.talk_ms)::bigint as talk_ms, sum(c.ring_ms)::bigint as ring_ms,
          sum(c.wait_ms)::bigint as wait_ms, sum(c.hold_ms)::bigint as hold_ms
        from counted c %1$s
        where c.calls <> 0
        group by g.id, g.name having sum(c.calls) > 0),
      figures as (
        select s.*, coalesce(l.talks, 0) as talks, l.half_from, l.half_to, l.most_from, l.most_to
        from sums s left join lengths l on l.id = s.id and l.name is not distinct from s.name)
      """;

  private static final String NAMED =
      """
      , named as (select nullif(f.id, 0) as key_id, %s)
      select * from named
      order by key_order nulls last, key_name collate "ru-RU-x-icu" nulls last, key_id
      """;

  /** One row for each key that has a call. */
  List<DurationRow> rows(Db db, DurationsQuery query, ZoneId zone) {
    var counted = CountedSql.of(query, query.by(), zone, query.by() == By.DAY);
    var figures = FIGURES.formatted("cross join lateral (" + key(query) + ") g");
    return list(db, counted, figures + NAMED.formatted(names(query.by())));
  }

  /** Everything in one row, each call once. */
  DurationRow total(Db db, DurationsQuery query, ZoneId zone) {
    var counted = CountedSql.of(query, null, zone, false);
    var figures = FIGURES.formatted("cross join (values (0::bigint, null::text)) g(id, name)");
    var rows = list(db, counted, figures + NAMED.formatted(PLAIN));
    return rows.isEmpty() ? NOTHING : rows.getFirst();
  }

  private static final DurationRow NOTHING =
      new DurationRow(
          new DurationRow.Key(null, null, null, null), 0, 0, 0, 0, 0, 0, 0, null, null, null, 0);

  /** What the figures are grouped by. */
  private static String key(DurationsQuery query) {
    return switch (query.by()) {
      case OPERATOR, OUTCOME -> "select c.key as id, null as name";
      case TEAM ->
          query.operator() == null
              ? "select c.key as id, null as name"
              : "select coalesce((select team_id from app_user where id = c.key), 0) as id, null as name";
      case DAY -> "select 0 as id, to_char(c.day, 'YYYY-MM-DD') as name";
      case HOUR -> "select 0 as id, lpad(c.key::text, 2, '0') as name";
      case QUEUE ->
          """
          select 0 as id, q.name
          from unnest(case when cardinality(c.queues) = 0 then array[null] else c.queues end) q(name)
          where $6::text is null or q.name = $6
          """;
    };
  }

  private static final String PLAIN =
      "f.name as key_name, null::jsonb as key_label, null::int as key_color, null::int as key_order, f.* from figures f";

  private static String names(By by) {
    return switch (by) {
      case OPERATOR ->
          "k.name as key_name, null::jsonb as key_label, null::int as key_color, null::int as key_order, f.*"
              + " from figures f left join app_user k on k.id = f.id";
      case TEAM ->
          "k.name as key_name, null::jsonb as key_label, null::int as key_color, null::int as key_order, f.*"
              + " from figures f left join team k on k.id = f.id";
      case OUTCOME ->
          "null::text as key_name, k.label as key_label, k.color as key_color, k.key as key_order, f.*"
              + " from figures f left join outcome k on k.id = f.id";
      case DAY, HOUR, QUEUE -> PLAIN;
    };
  }

  private static List<DurationRow> list(Db db, CountedSql counted, String rest) {
    return db.list(counted.text() + rest, DurationsSql::durationRow, counted.parameters());
  }

  private static DurationRow durationRow(Row row) {
    var id = row.getLong("key_id");
    var label = row.getJsonObject("key_label");
    var talks = row.getLong("talks");
    return new DurationRow(
        new DurationRow.Key(
            id == null ? null : id.toString(),
            row.getString("key_name"),
            label == null ? null : label(label),
            row.getInteger("key_color")),
        row.getLong("calls"),
        row.getLong("answered"),
        row.getLong("missed"),
        row.getLong("talk_ms") / 1_000.0,
        row.getLong("ring_ms") / 1_000.0,
        row.getLong("wait_ms") / 1_000.0,
        row.getLong("hold_ms") / 1_000.0,
        talks == 0 ? null : Math.round((double) row.getLong("talk_ms") / talks) / 1_000.0,
        between(row, "half", HALF, talks),
        between(row, "most", MOST, talks),
        row.getLong("with_outcome"));
  }

  /** As far between the two neighbours as the share lies between their places. */
  private static @Nullable Double between(Row row, String which, double share, long talks) {
    if (talks == 0) {
      return null;
    }
    var from = row.getInteger(which + "_from");
    var place = share * (talks - 1);
    var seconds = from + (row.getInteger(which + "_to") - from) * (place - Math.floor(place));
    return Math.round(seconds * 1_000) / 1_000.0;
  }
}
