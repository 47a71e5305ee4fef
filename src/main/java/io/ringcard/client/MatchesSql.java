package io.ringcard.client;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static java.util.stream.Collectors.toMap;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a number may be; reads deals and calls, writes nothing. */
final class MatchesSql {

  /**
   * For one number {@code n}; {@code n.tail} is the reversed end of a number without its area. The
   * limit also tells the planner that few clients are meant, so that it does not read them all.
   */
  private static final String RANKED =
      """
      select c.id, c.name, c.company, d.id as deal_id, d.title as deal_name, t.answered_at as spoke_at
      from (
        select client_id from client_phone where number = n.number
        union
        (select client_id from client_phone where reverse(number) ~>=~ n.tail and reverse(number) ~<~ (n.tail || ':') limit 20)) p
      join client c on c.id = p.client_id
      left join lateral (
        select id, title from deal where client_id = c.id and closed_at is null order by id desc limit 1) d on true
      left join lateral (
        select t.answered_at from client_talk t
        join call_operator o on o.call_id = t.call_id and o.user_id = n.user_id and o.talk_ms > 0
        where t.client_id = c.id and n.user_id is not null order by t.started_at desc limit 1) t on true
      left join lateral (
        select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) any_talk on true
      order by (t.answered_at is not null)::int + (d.id is not null)::int desc, t.answered_at desc nulls last,
        d.id desc nulls last, any_talk.answered_at desc nulls last, c.id desc
      """;

  private static final String MATCHES =
      """
      select m.* from (select $1::text as number, $2::text as tail, $3::bigint as user_id) n
      cross join lateral (%s limit 20) m
      """
          .formatted(RANKED);

  /**
   * @param tail the number reversed when it lacks its area, else null
   * @param userId whose talks count
   */
  List<Match> matches(Db db, String number, @Nullable String tail, @Nullable Long userId) {
    return db.list(MATCHES, MatchesSql::match, number, tail, userId);
  }

  private static final String BEST =
      """
      select n.number, m.id
      from (select number, tail, null::bigint as user_id from unnest($1::text[], $2::text[]) as u(number, tail)) n
      cross join lateral (%s limit 1) m
      """
          .formatted(RANKED);

  private record Best(String number, long clientId) {}

  /** By number, the client that stands first. */
  Map<String, Long> best(Db db, String[] numbers, @Nullable String[] tails) {
    return db
        .list(BEST, row -> new Best(row.getString("number"), row.getLong("id")), numbers, tails)
        .stream()
        .collect(toMap(Best::number, Best::clientId));
  }

  private static Match match(Row row) {
    var deal = findRef(row, "deal");
    var spoke = findInstant(row, "spoke_at");
    var reason = deal != null ? "deal" : spoke != null ? "spoke" : "number";
    return new Match(
        new ClientRef(id(row, "id"), row.getString("name"), row.getString("company")),
        reason,
        deal,
        spoke);
  }
}
