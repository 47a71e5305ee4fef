package io.ringcard.client;

import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static java.util.stream.Collectors.toMap;

import io.ringcard.client.Bearers.Bearer;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a number may be; reads deals and calls, writes nothing. */
final class MatchesSql {

  /**
   * For one number {@code n}; {@code n.tail} is the reversed end of a number without its area. The
   * limit also tells the planner that few clients are meant, so that it does not read them all.
   */
  private static final String WHO =
      """
      select client_id from client_phone where number = n.number
      union
      (select client_id from client_phone where reverse(number) ~>=~ n.tail and reverse(number) ~<~ (n.tail || ':') limit 20)
      """;

  private static final String RANKED =
      """
      select c.id, c.name, c.company, d.id as deal_id, d.title as deal_name, any_talk.answered_at as any_talk_at
      from (%s) p
      join client c on c.id = p.client_id
      left join lateral (
        select id, title from deal where client_id = c.id and closed_at is null order by id desc limit 1) d on true
      left join lateral (
        select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) any_talk on true
      order by (d.id is not null)::int desc, d.id desc nulls last, any_talk.answered_at desc nulls last, c.id desc
      """
          .formatted(WHO);

  private static final String BEARERS =
      """
      select m.*, coalesce(t.people, '{}') as people, t.spoke
      from (select $1::text as number, $2::text as tail) n
      cross join lateral (%s limit 50) m
      left join lateral (
        select array_agg(l.user_id) as people, array_agg(l.answered_at) as spoke
        from (
          select distinct on (o.user_id) o.user_id, t.answered_at
          from client_talk t join call_operator o on o.call_id = t.call_id
          where t.client_id = m.id and t.call_id <> $3 and o.talk_ms > 0 and o.user_id is not null
          order by o.user_id, t.started_at desc) l) t on true
      order by (m.deal_id is not null)::int desc, m.deal_id desc nulls last, m.any_talk_at desc nulls last, m.id desc
      """
          .formatted(RANKED);

  /**
   * @param tail the number reversed when it lacks its area, else null
   * @param callId a talk in this call is none
   */
  List<Bearer> bearers(Db db, String number, @Nullable String tail, long callId) {
    return db.list(BEARERS, MatchesSql::bearer, number, tail, callId);
  }

  /** Nearly every number has one bearer or none, and nothing to be ranked. */
  private static final String BEST =
      """
      select n.number, case when p.clients = 1 then p.id else (select m.id from (%s limit 1) m) end as id
      from unnest($1::text[], $2::text[]) as n(number, tail)
      cross join lateral (select count(*) as clients, min(client_id) as id from (%s) w) p
      where p.clients > 0
      """
          .formatted(RANKED, WHO);

  private record Best(String number, long clientId) {}

  /** By number, the client that stands first. */
  Map<String, Long> best(Db db, String[] numbers, @Nullable String[] tails) {
    return db
        .list(BEST, row -> new Best(row.getString("number"), row.getLong("id")), numbers, tails)
        .stream()
        .collect(toMap(Best::number, Best::clientId));
  }

  private static Bearer bearer(Row row) {
    var people = row.getArrayOfLongs("people");
    var spoke = row.getArrayOfOffsetDateTimes("spoke");
    var talks = new HashMap<Long, Instant>();
    for (var i = 0; i < people.length; i++) {
      talks.put(people[i], spoke[i].toInstant());
    }
    return new Bearer(
        new ClientRef(id(row, "id"), row.getString("name"), row.getString("company")),
        findRef(row, "deal"),
        talks);
  }
}
