package io.ringcard.client;

import io.ringcard.client.ClientFilter.Cursor;
import io.ringcard.client.ClientFilter.Sort;
import io.ringcard.store.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that find clients. */
final class ClientListsSql {

  /** A client and where it stands in a list. */
  record Line(Client client, Cursor cursor) {}

  /**
   * Whom a text finds.
   *
   * @param tooMany there are more than these
   */
  record Hits(Query query, List<Long> ids, boolean tooMany) {}

  private static final String FILTERED =
      """
      join client_talked f on f.client_id = c.id
      where c.merged_into is null and ($1::bigint is null or c.owner_id = $1)
        and ($2::bigint is null or c.company_id = (select coalesce(merged_into, id) from client where id = $2))
        and ($3::text is null or c.kind = $3)
      """;

  private static final String BY_NAME =
      """
        and (c.name collate "ru-RU-x-icu", c.id) > ($4, $5)
      order by c.name collate "ru-RU-x-icu", c.id
      limit $6
      """;

  private static final String BY_TALK =
      """
        and ($5::bigint = 0 or (f.at, f.client_id) < (coalesce(to_timestamp(0) + $4::bigint * interval '1 microsecond', '-infinity'), $5))
      order by f.at desc, f.client_id desc
      limit $6
      """;

  private static final String AMONG = "  and c.id = any($7)\n";

  /** For so many that the list meets enough of them on its way. */
  private static final String PASSING =
      """
        and (c.search like $7 and c.search like all($8)
          or c.id in (select client_id from client_phone where number like any($9))
          or c.id in (select client_id from client_email where lower(address) like any($10)))
      """;

  /**
   * @param hits whom the text finds; null for everybody
   */
  List<Line> page(Db db, ClientFilter filter, @Nullable Hits hits, String afterName) {
    var after = filter.after();
    var byName = filter.sort() == Sort.NAME;
    var values = new ArrayList<@Nullable Object>();
    values.addAll(Arrays.asList(filter.owner(), filter.company(), filter.kind()));
    values.add(byName ? afterName : after == null ? null : after.talkedMicros());
    values.add(after == null ? 0 : after.id());
    values.add(filter.limit() + 1);
    if (hits != null) {
      values.addAll(
          hits.tooMany()
              ? valuesOf(hits.query())
              : List.of((Object) hits.ids().toArray(Long[]::new)));
    }
    return db.list(
        ClientsSql.VIEW
            + FILTERED
            + (hits == null ? "" : hits.tooMany() ? PASSING : AMONG)
            + (byName ? BY_NAME : BY_TALK),
        row ->
            new Line(
                ClientsSql.client(row),
                new Cursor(row.getLong("talked_micros"), row.getLong("id"))),
        values.toArray());
  }

  private static final String PLAN = "set local plan_cache_mode = force_custom_plan";

  /**
   * Has what follows in this transaction planned for its own values: a plan for any text at all
   * reads whole tables.
   */
  void planForValues(Db transaction) {
    transaction.run(PLAN);
  }

  private static final String FITS =
      """
      select id from client where search like $1 and search like all($2) and merged_into is null
      union select client_id from client_phone where number like any($3)
      union select client_id from client_email where lower(address) like any($4)
      limit $5
      """;

  private static final String NEAR = "select client_near($1) as id limit $2";

  /** At most one more than that many, for whom the text fits or nearly fits. */
  Hits hits(Db db, Query query, int most) {
    var values = new ArrayList<Object>(valuesOf(query));
    values.add(most + 1);
    var ids =
        db.list(query.near() == null ? FITS : NEAR, row -> row.getLong("id"), values.toArray());
    return new Hits(query, ids, query.near() == null && ids.size() > most);
  }

  private static final String BEST =
      """
      with reached as (
        (select client_id as id, 0 as rank from client_phone where reverse(number) like $5 limit 300)
        union all
        (select client_id, 1 from client_phone where number like any($3) limit 1000)
        union all
        (select client_id, 2 from client_email where lower(address) like any($4) limit 1000)),
      hit as (
        select r.id, min(r.rank) as rank, c.search, c.name
        from reached r join client c on c.id = r.id
        group by r.id, c.search, c.name
        union all
        select id, 3, search, name
        from (select id, search, name from client
          where search like $1 and search like all($2) and merged_into is null limit 2000) named
        where id not in (select id from reached)),
      best as (
        select id, row_number() over (order by rank, starts_with(search, ' ' || $6) desc,
          word_similarity($6, search) desc, name collate "ru-RU-x-icu", id) as place
        from hit
        order by place
        limit $7)
      """
          + ClientsSql.VIEW
          + """
          join client_talked f on f.client_id = c.id
          join best on best.id = c.id
          order by best.place
          """;

  private static final String BEST_NEAR =
      """
      with best as (
        select c.id, row_number() over (order by word_similarity($1, c.search) desc, c.name collate "ru-RU-x-icu", c.id) as place
        from client_near($1) as near(id) join client c on c.id = near.id
        order by place
        limit $2)
      """
          + ClientsSql.VIEW
          + """
          join client_talked f on f.client_id = c.id
          join best on best.id = c.id
          order by best.place
          """;

  /**
   * Ends of numbers first, then other parts of them, addresses, names that begin so, and then by
   * likeness. Of a word that thousands have, the first few thousand are weighed: who looks for
   * somebody goes on typing.
   */
  List<Client> best(Db db, Query query, int limit) {
    if (query.near() != null) {
      return db.list(BEST_NEAR, ClientsSql::client, query.near(), limit);
    }
    var values = new ArrayList<@Nullable Object>(valuesOf(query));
    values.addAll(Arrays.asList(query.reversedTail(), query.text(), limit));
    return db.list(BEST, ClientsSql::client, values.toArray());
  }

  private static List<Object> valuesOf(Query query) {
    var near = query.near();
    return near != null
        ? List.of(near)
        : List.of(
            query.longest(),
            query.words().toArray(String[]::new),
            query.numbers().toArray(String[]::new),
            query.addresses().toArray(String[]::new));
  }
}
