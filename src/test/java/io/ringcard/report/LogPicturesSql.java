package io.ringcard.report;

import io.ringcard.report.Pictures.Hour;
import io.ringcard.report.Pictures.Length;
import io.ringcard.report.Pictures.Talk;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pictures straight from the rows of the log. */
final class LogPicturesSql {

  /** Where one length of talk ends and the next begins, in seconds. */
  private static final List<Integer> BOUNDS = List.of(30, 60, 120, 180, 300, 480, 720);

  private static final String TALK =
      """
      keyed as (
        select p.who, to_char(p.started_at at time zone $6, 'YYYY-MM-DD') as day, sum(p.talk_ms)::bigint as talk_ms
        from piece p where p.talk_ms > 0
        group by p.who, day)
      select k.who as who_id, u.name as who_name, k.day, k.talk_ms
      from keyed k left join app_user u on u.id = k.who
      order by k.who, k.day
      """;

  List<Talk> talk(Db db, DurationsQuery query, String zone) {
    return db.list(
        LogPiecesSql.ofOperators() + TALK,
        LogPicturesSql::talk,
        LogPiecesSql.parameters(query, zone));
  }

  private static Talk talk(Row row) {
    return new Talk(
        Columns.findRef(row, "who"), row.getString("day"), row.getLong("talk_ms") / 1_000.0);
  }

  private static final String LENGTHS =
      """
      keyed as (
        select width_bucket(p.talk_ms, array[%s]::bigint[]) as bucket from piece p where p.answered and p.talk_ms is not null)
      select bucket, count(*) as calls from keyed
      where $5::bigint is not distinct from $5 and $6::text is not null
      group by bucket
      """
          .formatted(BOUNDS.stream().map(bound -> bound + "000").collect(Collectors.joining(", ")));

  /** Every length has its entry, the empty ones too. */
  List<Length> lengths(Db db, DurationsQuery query, String zone) {
    Map<Integer, Long> calls =
        db
            .list(
                LogPiecesSql.once(query) + LENGTHS,
                row -> Map.entry(row.getInteger("bucket"), row.getLong("calls")),
                LogPiecesSql.parameters(query, zone))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return IntStream.rangeClosed(0, BOUNDS.size())
        .mapToObj(i ->
            new Length(
                i == 0 ? 0 : BOUNDS.get(i - 1),
                i == BOUNDS.size() ? null : BOUNDS.get(i),
                calls.getOrDefault(i, 0L)))
        .toList();
  }

  private static final String HOURS =
      """
      keyed as (select p.started_at at time zone $6 as local from piece p)
      select extract(isodow from local)::int as weekday, extract(hour from local)::int as hour, count(*) as calls
      from keyed
      where $5::bigint is not distinct from $5
      group by weekday, hour order by weekday, hour
      """;

  List<Hour> hours(Db db, DurationsQuery query, String zone) {
    return db.list(
        LogPiecesSql.once(query) + HOURS,
        row -> new Hour(row.getInteger("weekday"), row.getInteger("hour"), row.getLong("calls")),
        LogPiecesSql.parameters(query, zone));
  }
}
