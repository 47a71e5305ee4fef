package io.ringcard.report;

import static io.ringcard.store.Columns.utc;

import io.ringcard.report.DurationsQuery.By;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report counts, as the beginning of a statement: from the sums that the log keeps, and what
 * these cannot answer from the log itself. Leaves {@code counted (key, day, queues, seconds, talks,
 * calls, answered, missed, written, talk_ms, ring_ms, wait_ms, hold_ms)}: {@code talks} answered
 * calls had that many whole seconds of talk.
 */
record CountedSql(String text, List<@Nullable Object> values) {

  /** What the sums are kept by, and what of a call that is beside them. */
  enum Facet {
    ALL("all", "0", "call_whole"),
    HOUR("hour", "hour", "call_whole"),
    OUTCOME("outcome", "outcome", "call_whole"),
    OPERATOR("operator", "who", "call_part"),
    TEAM("team", "who", "call_part"),
    /** One person's calls by hour and by outcome are few enough to be read one by one. */
    OPERATORS_HOUR("operator", "hour", "call_part"),
    OPERATORS_OUTCOME("operator", "outcome", "call_part");

    private final String sum;
    private final String key;
    private final String view;

    Facet(String sum, String key, String view) {
      this.sum = sum;
      this.key = key;
      this.view = view;
    }

    boolean isSummed() {
      return this != OPERATORS_HOUR && this != OPERATORS_OUTCOME;
    }

    /** What a breakdown is counted by; the total where there is none. */
    static Facet of(DurationsQuery query, @Nullable By by) {
      var person = query.operator() != null;
      return switch (by) {
        case HOUR -> person ? OPERATORS_HOUR : HOUR;
        case OUTCOME -> person ? OPERATORS_OUTCOME : OUTCOME;
        case TEAM -> person ? OPERATOR : TEAM;
        case OPERATOR -> OPERATOR;
        case DAY, QUEUE -> person ? OPERATOR : ALL;
        case null -> person ? OPERATOR : ALL;
      };
    }
  }

  /** Where sums and where the log are read. */
  private static final String COUNTED =
      """
      with summed as (
        select t.*
        from (values ('month', $1::date, $2::date), ('day', $3, $1), ('day', $2, $4)) s(unit, since, until)
        join tally t on t.facet = '%1$s' and t.unit = s.unit and t.start >= s.since and t.start < s.until
        where case when $5::text is null then t.direction <> 'internal' else t.direction = $5 end
          and ($6::text is null or $6 = any(t.queues)) and %4$s),
      beside as (
        select *
        from %3$s p
        where (p.started_at >= $7 and p.started_at < $8 or p.started_at >= $9 and p.started_at < $10)
          and case when $5::text is null then p.direction <> 'internal' else p.direction = $5 end
          and ($6::text is null or $6 = any(p.queues)) and %5$s),
      counted as (
        select key, start as day, queues, null::int as seconds, 0 as talks,
          calls, answered, missed, written, talk_ms, ring_ms, wait_ms, hold_ms
        from summed
        union all
        select s.key, s.start, s.queues, h.seconds, h.calls, 0, 0, 0, 0, 0, 0, 0, 0
        from summed s join tally_talk h on h.tally_id = s.id
        union all
        select %2$s, day, queues, case when answered then (talk_ms / 1000)::int end, (answered and talk_ms is not null)::int,
          1, answered::int, missed::int, (answered and written)::int,
          coalesce(talk_ms, 0), coalesce(ring_ms, 0), coalesce(wait_ms, 0), coalesce(hold_ms, 0)
        from beside)
      """;

  private static final String OPERATORS_SUM = "t.key = $11";

  private static final String OPERATORS_CALLS =
      """
      p.kind = 'operator' and p.who = $11 and p.call_id = any(array(
            select call_id from call_operator
            where user_id = $11 and (started_at >= $7 and started_at < $8 or started_at >= $9 and started_at < $10)))
      """;

  static CountedSql of(DurationsQuery query, Facet facet, Spans spans) {
    var person = query.operator();
    var text =
        COUNTED.formatted(
            facet.sum,
            facet.key,
            facet.view,
            person == null ? "true" : OPERATORS_SUM,
            person == null ? "p.kind = '" + kind(facet) + "'" : OPERATORS_CALLS.strip());
    var values = new ArrayList<@Nullable Object>();
    values.addAll(
        List.of(spans.firstMonth(), spans.lastMonth(), spans.firstDay(), spans.lastDay()));
    values.add(query.direction());
    values.add(query.queue());
    values.add(utc(spans.from()));
    values.add(utc(spans.firstMidnight()));
    values.add(utc(spans.lastMidnight()));
    values.add(utc(spans.to()));
    if (person != null) {
      values.add(person);
    }
    return new CountedSql(text, values);
  }

  /** Of a breakdown, or of all where {@code by} is null; by days where each day has to be told. */
  static CountedSql of(DurationsQuery query, @Nullable By by, ZoneId zone, boolean days) {
    var facet = Facet.of(query, by);
    if (!facet.isSummed()) {
      return of(query, facet, Spans.ofLog(query.from(), query.to()));
    }
    return of(
        query,
        facet,
        days
            ? Spans.ofDays(query.from(), query.to(), zone)
            : Spans.of(query.from(), query.to(), zone));
  }

  private static String kind(Facet facet) {
    return facet.view.equals("call_whole") ? "call" : facet.sum;
  }

  Object[] parameters() {
    return values.toArray();
  }
}
