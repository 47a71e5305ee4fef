package io.ringcard.report;

import io.ringcard.report.DurationsQuery.By;
import io.ringcard.report.Pictures.Hour;
import io.ringcard.report.Pictures.Length;
import io.ringcard.report.Pictures.Talk;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statements behind the pictures of the durations report. */
final class PicturesSql {

  /** Where one length of talk ends and the next begins, in seconds. */
  private static final List<Integer> BOUNDS = List.of(30, 60, 120, 180, 300, 480, 720);

  private static final String TALK =
      """
      , talked as (
        select key, day, sum(talk_ms)::bigint as talk_ms from counted group by key, day having sum(talk_ms) > 0)
      select u.id as who_id, u.name as who_name, to_char(t.day, 'YYYY-MM-DD') as day, t.talk_ms
      from talked t left join app_user u on u.id = t.key
      order by u.id, t.day
      """;

  List<Talk> talk(Db db, DurationsQuery query, ZoneId zone) {
    var counted = CountedSql.of(query, By.OPERATOR, zone, true);
    return db.list(counted.text() + TALK, PicturesSql::talk, counted.parameters());
  }

  private static Talk talk(Row row) {
    return new Talk(
        Columns.findRef(row, "who"), row.getString("day"), row.getLong("talk_ms") / 1_000.0);
  }

  private static final String LENGTHS =
      """
      select width_bucket(seconds, array[%s]) as bucket, sum(talks)::bigint as calls
      from counted where seconds is not null
      group by bucket
      """
          .formatted(BOUNDS.stream().map(String::valueOf).collect(Collectors.joining(", ")));

  /** Every length has its entry, the empty ones too. */
  List<Length> lengths(Db db, DurationsQuery query, ZoneId zone) {
    var counted = CountedSql.of(query, null, zone, false);
    Map<Integer, Long> calls =
        db
            .list(
                counted.text() + LENGTHS,
                row -> Map.entry(row.getInteger("bucket"), row.getLong("calls")),
                counted.parameters())
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
      select extract(isodow from day)::int as weekday, key::int as hour, sum(calls)::bigint as calls
      from counted
      group by weekday, hour having sum(calls) > 0 order by weekday, hour
      """;

  List<Hour> hours(Db db, DurationsQuery query, ZoneId zone) {
    var counted = CountedSql.of(query, By.HOUR, zone, true);
    return db.list(
        counted.text() + HOURS,
        row -> new Hour(row.getInteger("weekday"), row.getInteger("hour"), row.getLong("calls")),
        counted.parameters());
  }
}
