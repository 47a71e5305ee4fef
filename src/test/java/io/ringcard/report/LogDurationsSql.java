package io.ringcard.report;

import static io.ringcard.store.Columns.label;

import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report straight from the rows of the log: what the sums have to be equal to. */
final class LogDurationsSql {

  private static final String BY_OPERATOR =
      """
      keyed as (
        select p.*, p.who as key_id, k.name as key_name, null::jsonb as key_label, null::int as key_color, null::int as key_order
        from piece p left join app_user k on k.id = p.who)
      """;

  private static final String BY_TEAM =
      """
      keyed as (
        select p.*, p.who as key_id, k.name as key_name, null::jsonb as key_label, null::int as key_color, null::int as key_order
        from piece p left join team k on k.id = p.who)
      """;

  private static final String BY_DAY =
      """
      keyed as (
        select p.*, null::bigint as key_id, to_char(p.started_at at time zone $6, 'YYYY-MM-DD') as key_name,
          null::jsonb as key_label, null::int as key_color, null::int as key_order
        from piece p)
      """;

  private static final String BY_HOUR =
      """
      keyed as (
        select p.*, null::bigint as key_id, to_char(p.started_at at time zone $6, 'HH24') as key_name,
          null::jsonb as key_label, null::int as key_color, null::int as key_order
        from piece p)
      """;

  private static final String BY_QUEUE =
      """
      keyed as (
        select p.*, null::bigint as key_id, q.name as key_name, null::jsonb as key_label, null::int as key_color,
          null::int as key_order
        from piece p
        cross join lateral unnest(case when cardinality(p.queues) = 0 then array[null] else p.queues end) as q(name)
        where $4::text is null or q.name = $4)
      """;

  private static final String BY_OUTCOME =
      """
      keyed as (
        select p.*, k.id as key_id, null::text as key_name, k.label as key_label, k.color as key_color, k.key as key_order
        from piece p
        left join lateral (
          select o.outcome_id from call_outcome o where o.call_id = p.id order by o.at desc limit 1) o on true
        left join outcome k on k.id = o.outcome_id)
      """;

  private static final String ALL = "keyed as (select * from piece)\n";

  private static final String KEYS = "select key_id, key_name, key_label, key_color,";

  private static final String NO_KEYS =
      "select null::bigint as key_id, null::text as key_name, null::jsonb as key_label, null::int as key_color,";

  /** The zone is named here for all breakdowns, so that each statement has the same parameters. */
  private static final String FIGURES =
      """
        count(*) as calls, count(*) filter (where answered) as answered, count(*) filter (where missed) as missed,
        count(*) filter (where answered and written) as with_outcome,
        coalesce(sum(talk_ms), 0)::bigint as talk_ms, coalesce(sum(ring_ms), 0)::bigint as ring_ms, coalesce(sum(wait_ms), 0)::bigint as wait_ms,
        coalesce(sum(hold_ms), 0)::bigint as hold_ms, (avg(talk_ms) filter (where answered))::float8 as average_ms,
        1000 * percentile_cont(0.5) within group (order by floor(talk_ms / 1000.0)) filter (where answered) as median_ms,
        1000 * percentile_cont(0.9) within group (order by floor(talk_ms / 1000.0)) filter (where answered) as p90_ms
      from keyed
      where $5::bigint is not distinct from $5 and $6::text is not null
      """;

  private static final String GROUPED =
      """
      group by key_id, key_name, key_label, key_color, key_order
      order by key_order nulls last, key_name collate "ru-RU-x-icu" nulls last, key_id
      """;

  /** One row for each key that has a call. */
  List<DurationRow> rows(Db db, DurationsQuery query, String zone) {
    return list(
        db, LogPiecesSql.by(query) + key(query.by()) + KEYS + FIGURES + GROUPED, query, zone);
  }

  /** Everything in one row, each call once. */
  DurationRow total(Db db, DurationsQuery query, String zone) {
    return list(db, LogPiecesSql.once(query) + ALL + NO_KEYS + FIGURES, query, zone).getFirst();
  }

  private static String key(By by) {
    return switch (by) {
      case OPERATOR -> BY_OPERATOR;
      case TEAM -> BY_TEAM;
      case DAY -> BY_DAY;
      case HOUR -> BY_HOUR;
      case QUEUE -> BY_QUEUE;
      case OUTCOME -> BY_OUTCOME;
    };
  }

  private static List<DurationRow> list(Db db, String sql, DurationsQuery query, String zone) {
    return db.list(sql, LogDurationsSql::durationRow, LogPiecesSql.parameters(query, zone));
  }

  private static DurationRow durationRow(Row row) {
    var id = row.getLong("key_id");
    var label = row.getJsonObject("key_label");
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
        seconds(row.getDouble("average_ms")),
        seconds(row.getDouble("median_ms")),
        seconds(row.getDouble("p90_ms")),
        row.getLong("with_outcome"));
  }

  private static @Nullable Double seconds(@Nullable Double millis) {
    return millis == null ? null : Math.round(millis) / 1_000.0;
  }
}
