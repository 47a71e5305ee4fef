package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.ringcard.staff.Extensions;
import io.ringcard.staff.Passwords;
import io.ringcard.store.Database;
import io.ringcard.testkit.Desks;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The product beside an exchange that plays recorded calls; anna has phone 101, boris 102, vera
 * 103.
 */
final class DeskHouse implements AutoCloseable {

  static final String OWN = "74951230001";
  static final String PASSWORD = "geheim-2026";

  private final TestDatabase database;
  private final House house;

  DeskHouse(FakeAmi exchange, Path home) throws IOException {
    this(exchange, home, Map.of());
  }

  /**
   * @param more settings by their variables
   */
  DeskHouse(FakeAmi exchange, Path home, Map<String, String> more) throws IOException {
    this(exchange, home, TestDatabase.fresh(), more);
  }

  /** Upon this database, which goes with it. */
  DeskHouse(FakeAmi exchange, Path home, TestDatabase database, Map<String, String> more)
      throws IOException {
    this.database = database;
    house = House.open(settings(exchange, home, more), this::people);
    await().atMost(20, SECONDS).until(() -> !exchange.actions("CoreShowChannels").isEmpty());
  }

  Database db() {
    return database.db();
  }

  /** The product's own connections. */
  Database own() {
    return house.db();
  }

  String address() {
    return house.address();
  }

  /** With a browser before it. */
  Desks desks() {
    return new Desks(this, address(), PASSWORD);
  }

  TestClient signIn(String login) {
    return signIn(login, PASSWORD);
  }

  TestClient signIn(String login, String password) {
    var stranger = new TestClient(address()).with("X-Requested-With", "ringcard");
    var answer =
        stranger.post(
            "/api/session", new JsonObject().put("login", login).put("password", password));
    var cookie = answer.header("Set-Cookie").orElseThrow().split(";")[0];
    return stranger.with("Cookie", cookie);
  }

  @Override
  public void close() {
    house.close();
    database.close();
  }

  private void people(Database db, long pbxId, Passwords passwords) {
    var hash = passwords.hash(PASSWORD);
    var extensions = new Extensions(db);
    for (var person : List.of("anna:101", "boris:102", "vera:103")) {
      var parts = person.split(":");
      var id = database.user(parts[0], parts[0], "operator");
      db.run("update app_user set password_hash = $2 where id = $1", id, hash);
      extensions.assign(db, parts[1], id, Instant.EPOCH);
    }
  }

  private Settings settings(FakeAmi exchange, Path home, Map<String, String> more)
      throws IOException {
    var where = database.settings();
    var settings = new HashMap<String, String>();
    settings.put("RINGCARD_ZONE", "Europe/Moscow");
    settings.put("RINGCARD_DATA", home.toString());
    settings.put("RINGCARD_HTTP_PORT", "0");
    settings.put("RINGCARD_DATABASE_HOST", where.host());
    settings.put("RINGCARD_DATABASE_PORT", Integer.toString(where.port()));
    settings.put("RINGCARD_DATABASE_NAME", where.database());
    settings.put("RINGCARD_DATABASE_USER", where.user());
    settings.put("RINGCARD_DATABASE_PASSWORD", where.password());
    settings.put("RINGCARD_PBX_HOST", "127.0.0.1");
    settings.put("RINGCARD_PBX_PORT", Integer.toString(exchange.port()));
    settings.put("RINGCARD_PBX_USER", FakeAmi.USER);
    settings.put("RINGCARD_PBX_SECRET", FakeAmi.SECRET);
    settings.put("RINGCARD_PBX_OWNNUMBERS", OWN);
    settings.put("RINGCARD_RECORDINGS_FOLDER", home.toString());
    settings.put("RINGCARD_ADMIN_LOGIN", "admin");
    settings.put("RINGCARD_ADMIN_PASSWORD", "correct horse battery");
    settings.putAll(more);
    return Settings.read(SettingsSource.read(Optional.empty(), settings));
  }
}
