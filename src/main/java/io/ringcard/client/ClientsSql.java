package io.ringcard.client;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Statements over clients and their numbers. */
final class ClientsSql {

  private static final String VIEW =
      """
      select c.id, c.kind, c.name, c.company, c.position, c.email, c.source, c.owner_id, u.name as owner_name, c.created_at,
        c.version,
        (select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) as last_talk_at,
        coalesce((select jsonb_agg(jsonb_build_object('number', p.number, 'label', p.label) order by p.position)
          from client_phone p where p.client_id = c.id), '[]'::jsonb) as phones
      from client c
      left join app_user u on u.id = c.owner_id
      """;

  /** Who a text finds; typing mistakes are forgiven only when nothing fits to the letter. */
  private static final String HITS =
      """
      with called as (
        select client_id as id from client_phone where number like any($3)),
      fits as (
        select id from client where search like $1 and search like all($2)
        union
        select id from called),
      hit as (
        select id from fits
        union all
        select id from client where search %> $4 and not exists (select 1 from fits))
      """;

  private static final String BY_ID = VIEW + "where c.id = $1";

  Optional<Client> find(Db db, long id) {
    return db.find(BY_ID, ClientsSql::client, id);
  }

  private static final String LOCK = "select id from client where id = $1 for update";

  boolean lock(Db db, long id) {
    return db.find(LOCK, row -> true, id).isPresent();
  }

  private static final String NAME = "select name from client where id = $1";

  Optional<String> name(Db db, long id) {
    return db.find(NAME, row -> row.getString("name"), id);
  }

  private static final String PAGE =
      VIEW
          + """
          where (c.name collate "ru-RU-x-icu", c.id) > ($1, $2)
          order by c.name collate "ru-RU-x-icu", c.id
          limit $3
          """;

  /** All clients by name, behind that name and id. */
  List<Client> page(Db db, String afterName, long afterId, int limit) {
    return db.list(PAGE, ClientsSql::client, afterName, afterId, limit);
  }

  private static final String PAGE_OF_HITS =
      HITS
          + VIEW
          + """
          where c.id in (select id from hit) and (c.name collate "ru-RU-x-icu", c.id) > ($5, $6)
          order by c.name collate "ru-RU-x-icu", c.id
          limit $7
          """;

  List<Client> page(Db db, Query query, String afterName, long afterId, int limit) {
    return db.list(
        PAGE_OF_HITS,
        ClientsSql::client,
        query.longest(),
        query.words().toArray(String[]::new),
        query.numbers().toArray(String[]::new),
        query.near(),
        afterName,
        afterId,
        limit);
  }

  private static final String BEST =
      HITS
          + VIEW
          + """
          where c.id in (select id from called union all (select id from hit limit 3000))
          order by c.id in (select id from called) desc, starts_with(c.search, ' ' || $5) desc,
            word_similarity($5, c.search) desc, c.name collate "ru-RU-x-icu", c.id
          limit $6
          """;

  /**
   * Numbers first, then names that begin so, then by likeness. Of a word that thousands have, the
   * first few thousand are weighed: who looks for somebody goes on typing.
   */
  List<Client> best(Db db, Query query, int limit) {
    return db.list(
        BEST,
        ClientsSql::client,
        query.longest(),
        query.words().toArray(String[]::new),
        query.numbers().toArray(String[]::new),
        query.near(),
        query.text(),
        limit);
  }

  private static final String INSERT =
      """
      insert into client (kind, name, company, position, email, source, owner_id)
      values ($1, $2, $3, $4, $5, $6, $7)
      returning id
      """;

  long insert(Db db, ClientData data) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        data.kind(),
        data.name(),
        data.company(),
        data.position(),
        data.email(),
        data.source(),
        data.ownerId());
  }

  private static final String UPDATE =
      """
      update client set kind = $2, name = $3, company = $4, position = $5, email = $6, source = $7, owner_id = $8,
        version = version + 1
      where id = $1
      """;

  void update(Db db, long id, ClientData data) {
    db.run(
        UPDATE,
        id,
        data.kind(),
        data.name(),
        data.company(),
        data.position(),
        data.email(),
        data.source(),
        data.ownerId());
  }

  private static final String CLEAR_PHONES = "delete from client_phone where client_id = $1";

  private static final String ADD_PHONES =
      """
      insert into client_phone (client_id, position, number, label)
      select $1, n.position, n.number, n.label
      from unnest($2::int[], $3::text[], $4::text[]) as n(position, number, label)
      """;

  void replacePhones(Db db, long clientId, List<Phone> phones) {
    db.run(CLEAR_PHONES, clientId);
    db.run(
        ADD_PHONES,
        clientId,
        IntStream.range(0, phones.size()).boxed().toArray(Integer[]::new),
        phones.stream().map(Phone::number).toArray(String[]::new),
        phones.stream().map(Phone::label).toArray(String[]::new));
  }

  private static final String IS_USER = "select 1 from app_user where id = $1";

  boolean isUser(Db db, long id) {
    return db.find(IS_USER, row -> true, id).isPresent();
  }

  private static Client client(Row row) {
    return new Client(
        id(row, "id"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("company"),
        row.getString("position"),
        row.getString("email"),
        phones(row.getJsonArray("phones")),
        row.getString("source"),
        findRef(row, "owner"),
        findInstant(row, "last_talk_at"),
        instant(row, "created_at"),
        row.getInteger("version"));
  }

  private static List<Phone> phones(JsonArray items) {
    return items.stream()
        .map(JsonObject.class::cast)
        .map(item -> new Phone(item.getString("number"), item.getString("label")))
        .toList();
  }
}
