package io.ringcard.report;

import static io.ringcard.store.Columns.utc;

import io.ringcard.report.DurationsQuery.By;

/**
 * What a report counts, as the beginning of a statement: whole calls, or each operator's or team's
 * part of one. Leaves {@code piece (id, started_at, queues, who, answered, missed, talk_ms,
 * ring_ms, wait_ms, hold_ms, written)}.
 */
final class LogPiecesSql {

  private LogPiecesSql() {}

  /** Parameters: 1 from, 2 to, 3 direction, 4 queue, 5 operator, 6 zone. */
  private static final String PICKED =
      """
      with picked as (
        select c.id, c.started_at, c.direction, c.result, c.queues, c.ring_ms, c.wait_ms, c.talk_ms, c.hold_ms,
          exists (select 1 from call_outcome x where x.call_id = c.id) as written
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
          case when p.result = 'answered' then p.talk_ms end as talk_ms, p.ring_ms, p.wait_ms, p.hold_ms, p.written
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
              max(p.wait_ms) filter (where l.first) as wait_ms, max(p.hold_ms) filter (where l.first) as hold_ms,
              bool_or(p.written) as written
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
              max(p.wait_ms) filter (where l.first) as wait_ms, max(p.hold_ms) filter (where l.first) as hold_ms,
              bool_or(p.written) as written
            from picked p join leg l on l.call_id = p.id
            where $5::bigint is null or l.user_id = $5
            group by p.id, p.started_at, p.queues, l.team_id),
          """;

  private static boolean ofParts(DurationsQuery query) {
    return query.operator() != null || query.by() == By.OPERATOR || query.by() == By.TEAM;
  }

  /** As the query breaks down. */
  static String by(DurationsQuery query) {
    if (!ofParts(query)) {
      return PICKED + WHOLE;
    }
    return query.by() == By.TEAM ? PICKED + PARTS_OF_TEAMS : ofOperators();
  }

  /** Each call once: whole, or one person's part where the query names somebody. */
  static String once(DurationsQuery query) {
    return query.operator() == null ? PICKED + WHOLE : ofOperators();
  }

  static String ofOperators() {
    return PICKED + PARTS_OF_OPERATORS;
  }

  /** In the order of the parameters. */
  static Object[] parameters(DurationsQuery query, String zone) {
    return new Object[] {
      utc(query.from()), utc(query.to()), query.direction(), query.queue(), query.operator(), zone
    };
  }
}
