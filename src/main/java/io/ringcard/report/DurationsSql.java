package io.ringcard.report;

import static io.ringcard.store.Columns.label;
import static io.ringcard.store.Columns.utc;

import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations straight from the rows of the log. */
final class DurationsSql {

  /** Parameters: 1 from, 2 to, 3 direction, 4 queue, 5 operator, 6 zone. */
  private static final String PICKED =
      """
      with picked as (
        select c.id, c.started_at, c.direction, c.result, c.queues, c.ring_ms, c.wait_ms, c.talk_ms, c.hold_ms
        from call c
        where c.merged_into is null and c.state = 'closed' and c.started_at >= $1 and c.started_at < $2
          and case when $3::text is null then c.direction <> 'internal' else c.direction = $3 end
          and ($4::text is null or $4 = any(c.queues))),
      """;

  private static final String WHOLE =
      """
      piece as (
        select p.id, p.started_at, p.queues, null::bigint as who, coalesce(p.result = 'answered', false) as answered,
          p.direction <> 'outbound' and p.result is distinct from 'answered' as missed,
          case when p.result = 'answered' then p.talk_ms end as talk_ms, p.ring_ms, p.wait_ms, p.hold_ms
        from picked p),
      """;

  private static final String LEGS =
      """
      leg as (
        select o.call_id, o.user_id, u.team_id, o.ring_ms, o.talk_ms, o.result in ('no_answer', 'busy') as unanswered,
          o.result = 'answered' or coalesce(o.talk_ms, 0) > 0 as answered,
          o.position = min(o.position) filter (where o.result = 'answered' or coalesce(o.talk_ms, 0) > 0)
            over (partition by o.call_id) as first
        from picked p
        join call_operator o on o.call_id = p.id
        left join app_user u on u.id = o.user_id),
      """;

  private static final String PARTS_OF_OPERATORS =
      LEGS
          + """
          piece as (
            select p.id, p.started_at, p.queues, l.user_id as who, bool_or(l.answered) as answered,
              not bool_or(l.answered) and bool_or(l.unanswered) as missed, sum(l.talk_ms) as talk_ms, sum(l.ring_ms) as ring_ms,
              max(p.wait_ms) filter (where l.first) as wait_ms, max(p.hold_ms) filter (where l.first) as hold_ms
            from picked p join leg l on l.call_id = p.id
            where $5::bigint is null or l.user_id = $5
            group by p.id, p.started_at, p.queues, l.user_id),
          """;

  private static final String PARTS_OF_TEAMS =
      LEGS
          + """
          piece as (
            select p.id, p.started_at, p.queues, l.team_id as who, bool_or(l.answered) as answered,
              not bool_or(l.answered) and bool_or(l.unanswered) as missed, sum(l.talk_ms) as talk_ms, sum(l.ring_ms) as ring_ms,
              max(p.wait_ms) filter (where l.first) as wait_ms, max(p.hold_ms) filter (where l.first) as hold_ms
            from picked p join leg l on l.call_id = p.id
            where $5::bigint is null or l.user_id = $5
            group by p.id, p.started_at, p.queues, l.team_id),
          """;

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
        coalesce(sum(talk_ms), 0)::bigint as talk_ms, coalesce(sum(ring_ms), 0)::bigint as ring_ms, coalesce(sum(wait_ms), 0)::bigint as wait_ms,
        coalesce(sum(hold_ms), 0)::bigint as hold_ms, (avg(talk_ms) filter (where answered))::float8 as average_ms,
        percentile_cont(0.5) within group (order by talk_ms) filter (where answered) as median_ms,
        percentile_cont(0.9) within group (order by talk_ms) filter (where answered) as p90_ms
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
    return list(db, pieces(query) + key(query.by()) + KEYS + FIGURES + GROUPED, query, zone);
  }

  /** Everything in one row, each call once. */
  DurationRow total(Db db, DurationsQuery query, String zone) {
    var pieces = query.operator() == null ? WHOLE : PARTS_OF_OPERATORS;
    return list(db, PICKED + pieces + ALL + NO_KEYS + FIGURES, query, zone).getFirst();
  }

  private static String pieces(DurationsQuery query) {
    if (!query.ofParts()) {
      return PICKED + WHOLE;
    }
    return PICKED + (query.by() == By.TEAM ? PARTS_OF_TEAMS : PARTS_OF_OPERATORS);
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
    return db.list(
        sql,
        DurationsSql::durationRow,
        utc(query.from()),
        utc(query.to()),
        query.direction(),
        query.queue(),
        query.operator(),
        zone);
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
        seconds(row.getDouble("p90_ms")));
  }

  private static @Nullable Double seconds(@Nullable Double millis) {
    return millis == null ? null : Math.round(millis) / 1_000.0;
  }
}
