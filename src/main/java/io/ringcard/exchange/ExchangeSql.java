package io.ringcard.exchange;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on exchanges and their secrets. */
final class ExchangeSql {

  /** An exchange with what must not leave the server. */
  record WithSecret(Exchange exchange, String secret) {

    @Override
    public String toString() {
      return exchange.toString();
    }
  }

  private static final String LIST =
      """
      select p.*, coalesce(s.secret, '') as secret from pbx p left join pbx_secret s on s.pbx_id = p.id
      """;

  List<WithSecret> list(Db db) {
    return db.list(LIST + "order by p.id", ExchangeSql::withSecret);
  }

  Optional<WithSecret> find(Db db, long id) {
    return db.find(LIST + "where p.id = $1", ExchangeSql::withSecret, id);
  }

  private static WithSecret withSecret(Row row) {
    return new WithSecret(exchange(row), row.getString("secret"));
  }

  private static Exchange exchange(Row row) {
    return new Exchange(
        row.getLong("id"),
        row.getString("name"),
        row.getString("host"),
        row.getInteger("port"),
        row.getBoolean("tls"),
        row.getString("certificate"),
        row.getString("ami_user"),
        row.getString("channel"),
        row.getString("context"),
        row.getString("recordings"),
        row.getString("cel"),
        List.of(row.getArrayOfStrings("phones")),
        List.of(row.getArrayOfStrings("trunks")),
        List.of(row.getArrayOfStrings("own_numbers")),
        row.getString("region"),
        row.getString("language"),
        row.getBoolean("enabled"),
        row.getBoolean("from_file"),
        row.getInteger("version"));
  }

  private static final String INSERT = "insert into pbx (name) values ($1) returning id";

  long insert(Db db, String name) {
    return db.get(INSERT, row -> row.getLong("id"), name);
  }

  private static final String NAMED =
      """
      insert into pbx (name) values ($1) on conflict (name) do update set name = excluded.name returning id
      """;

  /** The one of that name, made when it is new. */
  long named(Db db, String name) {
    return db.get(NAMED, row -> row.getLong("id"), name);
  }

  private static final String UPDATE =
      """
      update pbx set name = $2, host = $3, port = $4, tls = $5, certificate = $6, ami_user = $7, channel = $8,
        context = $9, recordings = $10, cel = $11, phones = $12, trunks = $13, own_numbers = $14, region = $15,
        language = $16, enabled = $17, from_file = $18, version = version + 1
      where id = $1
      """;

  void update(Db db, Exchange exchange) {
    db.run(
        UPDATE,
        exchange.id(),
        exchange.name(),
        exchange.host(),
        exchange.port(),
        exchange.tls(),
        exchange.certificate(),
        exchange.user(),
        exchange.channel(),
        exchange.context(),
        exchange.recordings(),
        exchange.cel(),
        exchange.phones().toArray(String[]::new),
        exchange.trunks().toArray(String[]::new),
        exchange.ownNumbers().toArray(String[]::new),
        exchange.region(),
        exchange.language(),
        exchange.enabled(),
        exchange.fromFile());
  }

  private static final String SET_SECRET =
      """
      insert into pbx_secret (pbx_id, secret) values ($1, $2) on conflict (pbx_id) do update set secret = excluded.secret
      """;

  void setSecret(Db db, long id, @Nullable String secret) {
    if (secret != null) {
      db.run(SET_SECRET, id, secret);
    }
  }

  private static final String LOCK = "select 1 from pbx where id = $1 for update";

  void lock(Db db, long id) {
    db.run(LOCK, id);
  }

  private static final String RELEASE =
      "update pbx set from_file = false, version = version + 1 where from_file and id <> $1";

  /** The file speaks of this one alone now; the others are the page's. */
  void fromFile(Db db, long id) {
    db.run(RELEASE, id);
  }

  private static final String PIN_PHONES =
      """
      update extension_assignment set pbx_id = (select min(id) from pbx where id <> $1 and enabled) where pbx_id is null
      """;

  /** With a second exchange, the phones that there are belong to the first. */
  void pinPhones(Db db, long added) {
    db.run(PIN_PHONES, added);
  }
}
