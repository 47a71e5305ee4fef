package io.ringcard.client;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a number may be; reads deals and calls, writes nothing. */
final class MatchesSql {

  private static final String MATCHES =
      """
      select c.id, c.name, c.company, d.id as deal_id, d.title as deal_name, t.answered_at as spoke_at
      from (
        select distinct client_id from client_phone
        where number = $1 or ($2::text is not null and reverse(number) like $2)) p
      join client c on c.id = p.client_id
      left join lateral (
        select id, title from deal where client_id = c.id and closed_at is null order by id desc limit 1) d on true
      left join lateral (
        select t.answered_at from client_talk t
        join call_operator o on o.call_id = t.call_id and o.user_id = $3 and o.talk_ms > 0
        where t.client_id = c.id order by t.started_at desc limit 1) t on true
      left join lateral (
        select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) any_talk on true
      order by (t.answered_at is not null)::int + (d.id is not null)::int desc, t.answered_at desc nulls last,
        d.id desc nulls last, any_talk.answered_at desc nulls last, c.id desc
      limit 20
      """;

  /**
   * @param reversedTail pattern over the reversed number, for numbers that lack their area
   * @param userId whose talks count
   */
  List<Match> matches(Db db, String number, @Nullable String reversedTail, @Nullable Long userId) {
    return db.list(MATCHES, MatchesSql::match, number, reversedTail, userId);
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
