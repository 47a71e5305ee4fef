package io.ringcard.client;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;

import io.ringcard.book.ChoicesSql;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Statements over one client, its numbers and addresses. */
final class ClientsSql {

  /** Wants {@code client_talked f} joined behind it. */
  static final String VIEW =
      """
      select c.id, c.kind, c.name, c.company, c.company_id, c.position, c.about, c.owner_id, u.name as owner_name,
        c.source_id, o.label as source_label, c.status_id, b.label as status_label,
        c.created_at, c.version,
        case when isfinite(f.at) then (extract(epoch from f.at) * 1000000)::bigint end as talked_micros,
        (select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) as last_talk_at,
        (select min(n.at) from planned_contact n where n.client_id = c.id) as next_at,
        coalesce((select jsonb_agg(jsonb_build_object('number', p.number, 'label', p.label) order by p.position)
          from client_phone p where p.client_id = c.id), '[]'::jsonb) as phones,
        coalesce((select jsonb_agg(jsonb_build_object('address', e.address, 'label', e.label) order by e.position)
          from client_email e where e.client_id = c.id), '[]'::jsonb) as emails
      from client c
      left join app_user u on u.id = c.owner_id
      left join book_entry o on o.id = c.source_id
      left join book_entry b on b.id = c.status_id
      """;

  private static final String BY_ID =
      VIEW
          + """
          join client_talked f on f.client_id = c.id
          where c.id = (select coalesce(merged_into, id) from client where id = $1)
          """;

  /** Of a card that went into another one, that one. */
  Optional<Client> find(Db db, long id) {
    return db.find(BY_ID, ClientsSql::client, id);
  }

  private static final String LOCK = "select id from client where id = $1 for update";

  boolean lock(Db db, long id) {
    return db.find(LOCK, row -> true, id).isPresent();
  }

  private static final String BY_IDS =
      VIEW + "join client_talked f on f.client_id = c.id where c.id = any($1)";

  /** Those that are there, in no order. */
  List<Client> byIds(Db db, Collection<Long> ids) {
    return db.list(BY_IDS, ClientsSql::client, (Object) ids.toArray(Long[]::new));
  }

  private static final String NAME = "select name from client where id = $1";

  Optional<String> name(Db db, long id) {
    return db.find(NAME, row -> row.getString("name"), id);
  }

  private static final String INSERT =
      """
      insert into client (kind, name, company, company_id, position, source_id, status_id, about, owner_id, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      returning id
      """;

  long insert(Db db, ClientData data, long createdBy) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        data.kind(),
        data.name(),
        data.employer().name(),
        data.employer().id(),
        data.position(),
        data.sourceId(),
        data.statusId(),
        data.about(),
        data.ownerId(),
        createdBy);
  }

  private static final String UPDATE =
      """
      update client set kind = $2, name = $3, company = $4, company_id = $5, position = $6, source_id = $7, status_id = $8,
        about = $9, owner_id = $10, version = version + 1
      where id = $1
      """;

  void update(Db db, long id, ClientData data) {
    db.run(
        UPDATE,
        id,
        data.kind(),
        data.name(),
        data.employer().name(),
        data.employer().id(),
        data.position(),
        data.sourceId(),
        data.statusId(),
        data.about(),
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

  private static final String CLEAR_EMAILS = "delete from client_email where client_id = $1";

  private static final String ADD_EMAILS =
      """
      insert into client_email (client_id, position, address, label)
      select $1, n.position, n.address, n.label
      from unnest($2::int[], $3::text[], $4::text[]) as n(position, address, label)
      """;

  void replaceEmails(Db db, long clientId, List<Email> emails) {
    db.run(CLEAR_EMAILS, clientId);
    db.run(
        ADD_EMAILS,
        clientId,
        IntStream.range(0, emails.size()).boxed().toArray(Integer[]::new),
        emails.stream().map(Email::address).toArray(String[]::new),
        emails.stream().map(Email::label).toArray(String[]::new));
  }

  private static final String IS_USER = "select 1 from app_user where id = $1";

  boolean isUser(Db db, long id) {
    return db.find(IS_USER, row -> true, id).isPresent();
  }

  static Client client(Row row) {
    var company = row.getLong("company_id");
    return new Client(
        id(row, "id"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("company"),
        company == null ? null : company.toString(),
        row.getString("position"),
        each(row, "phones", item -> new Phone(item.getString("number"), item.getString("label"))),
        each(row, "emails", item -> new Email(item.getString("address"), item.getString("label"))),
        ChoicesSql.find(row, "source"),
        ChoicesSql.find(row, "status"),
        row.getString("about"),
        findRef(row, "owner"),
        findInstant(row, "last_talk_at"),
        findInstant(row, "next_at"),
        instant(row, "created_at"),
        row.getInteger("version"));
  }

  private static <T> List<T> each(Row row, String column, Function<JsonObject, T> read) {
    return row.getJsonArray(column).stream().map(JsonObject.class::cast).map(read).toList();
  }
}
