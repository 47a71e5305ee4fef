package io.ringcard.balance;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.balance.BalanceDay.Reason;
import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements that compare the log with the records of the exchanges. */
final class BalanceSql {

  /** One day of one exchange as counted. */
  record Counted(
      Ref exchange,
      LocalDate day,
      @Nullable Instant since,
      @Nullable Instant readAt,
      long calls,
      long talkMillis,
      long recordedCalls,
      @Nullable Long recordedTalkMillis,
      long recovered,
      long disputed,
      long onlyOurs,
      long gap,
      long joined,
      long pending,
      long before,
      long lost) {}

  /** An exchange and its records; {@code since} is null where there are none. */
  record Exchange(Ref exchange, @Nullable Instant since, @Nullable Instant readAt) {}

  /** A call that the two sides tell differently. */
  record Found(long callId, Reason reason) {}

  private static final String EXCHANGES =
      "select id as pbx_id, name as pbx_name, records_since, records_read_at from pbx order by name";

  List<Exchange> exchanges(Db db) {
    return db.list(
        EXCHANGES,
        row ->
            new Exchange(
                exchange(row),
                findInstant(row, "records_since"),
                findInstant(row, "records_read_at")));
  }

  /**
   * Each closed call of the exchange {@code p} between {@code $1} and {@code $2} with what the
   * records tell of it. The records wait some minutes behind the calls, and may tell of calls from
   * before they were read first. Detail records need not tell of a call that nobody answered, nor
   * of each talk.
   */
  private static final String COMPARED =
      """
      select c.id, c.started_at, c.talk_ms, c.certainty, coalesce(r.calls, 0) as recorded_calls, r.talk_ms as recorded_talk_ms,
        r.call_id is not null and r.talk_ms is null and c.talk_ms > 0 as talk_untold,
        c.certainty = 'disputed' as disputed, c.certainty = 'endUnknown' or (c.gap and c.certainty = 'live') as gap,
        coalesce(r.calls, 0) > 1 as joined, r.call_id is null and c.started_at < p.records_since as before,
        r.call_id is null and c.certainty <> 'recovered' and c.started_at >= p.records_since
          and coalesce(c.ended_at, c.started_at) > p.records_read_at - interval '3 minutes' as pending,
        r.call_id is null and c.certainty = 'live' and not c.gap and (p.records_kind is distinct from 'cdr' or c.answered_at is not null) and c.started_at >= p.records_since
          and coalesce(c.ended_at, c.started_at) <= p.records_read_at - interval '3 minutes' as only_ours
      from call c
      left join (
        select call_id, count(*) as calls, sum(talk_ms) as talk_ms from recorded_call
        where pbx_id = p.id and started_at >= $1 and started_at < $2 group by call_id) r on r.call_id = c.id
      where c.pbx_id = p.id and c.merged_into is null and c.state = 'closed' and c.started_at >= $1 and c.started_at < $2
      """;

  private static final String DAYS =
      """
      select p.id as pbx_id, p.name as pbx_name, p.records_since, p.records_read_at, d.*,
        (select count(*) from record_loss l where l.pbx_id = p.id
          and l.at >= d.day::timestamp at time zone $3 and l.at < (d.day + 1)::timestamp at time zone $3) as lost
      from pbx p cross join lateral (
        select (started_at at time zone $3)::date as day, count(*) as calls, coalesce(sum(talk_ms), 0)::bigint as talk_ms,
          sum(recorded_calls)::bigint as recorded_calls,
          case when not bool_or(talk_untold) then coalesce(sum(recorded_talk_ms), 0)::bigint end as recorded_talk_ms,
          count(*) filter (where certainty = 'recovered') as recovered, count(*) filter (where disputed) as disputed,
          count(*) filter (where only_ours) as only_ours, count(*) filter (where gap) as gap,
          count(*) filter (where joined) as joined, count(*) filter (where pending) as pending,
          count(*) filter (where before) as before
        from (
      %s
        ) c group by 1) d
      order by d.day desc, p.name
      """
          .formatted(COMPARED);

  /** The days that have calls, newest first. */
  List<Counted> days(Db db, Instant from, Instant to, ZoneId zone) {
    return db.list(DAYS, BalanceSql::counted, utc(from), utc(to), zone.getId());
  }

  private static final String FOUND =
      """
      select c.id, case when disputed then 'disputed' when gap then 'gap' when only_ours then 'only_ours' else 'joined' end as reason
      from pbx p cross join lateral (
      %s
      ) c
      where p.id = $3 and (disputed or gap or only_ours or joined)
      order by c.started_at desc, c.id desc limit $4
      """
          .formatted(COMPARED);

  /** The calls that keep an exchange from balancing, newest first. */
  List<Found> found(Db db, Instant from, Instant to, long pbxId, int limit) {
    return db.list(
        FOUND,
        row ->
            new Found(
                row.getLong("id"),
                Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT))),
        utc(from),
        utc(to),
        pbxId,
        limit);
  }

  private static Counted counted(Row row) {
    return new Counted(
        exchange(row),
        row.getLocalDate("day"),
        findInstant(row, "records_since"),
        findInstant(row, "records_read_at"),
        row.getLong("calls"),
        row.getLong("talk_ms"),
        row.getLong("recorded_calls"),
        row.getLong("recorded_talk_ms"),
        row.getLong("recovered"),
        row.getLong("disputed"),
        row.getLong("only_ours"),
        row.getLong("gap"),
        row.getLong("joined"),
        row.getLong("pending"),
        row.getLong("before"),
        row.getLong("lost"));
  }

  private static Ref exchange(Row row) {
    return Ref.of(row.getLong("pbx_id"), row.getString("pbx_name"));
  }
}
