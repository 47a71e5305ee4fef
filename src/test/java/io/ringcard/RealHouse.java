package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.staff.Extensions;
import io.ringcard.staff.Passwords;
import io.ringcard.store.Database;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.ServerProcess;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The product beside a real exchange, with a database of its own; anna has phone 101, boris 102.
 */
final class RealHouse implements AutoCloseable {

  static final String PASSWORD = "geheim-2026";
  static final String CLIENT = "79165550142";
  static final String OWN = "74951230001";

  private final AsteriskContainer exchange;
  private final Path home;
  private final TestDatabase database = TestDatabase.fresh();

  RealHouse(AsteriskContainer exchange, Path home) {
    this.exchange = exchange;
    this.home = home;
  }

  House open() throws IOException {
    var variables = new HashMap<>(variables());
    variables.put("RINGCARD_HTTP_PORT", "0");
    return House.open(
        Settings.read(SettingsSource.read(Optional.empty(), variables)), this::people);
  }

  /** In a process of its own; the people must be there already. */
  ServerProcess process() throws IOException, InterruptedException {
    var process = ServerProcess.start(home, variables());
    await().atMost(60, SECONDS).until(process::isWhole);
    return process;
  }

  Database db() {
    return database.db();
  }

  CallView call(String id) {
    return views().find(Long.parseLong(id)).orElseThrow();
  }

  CallView closed(String id) {
    await().atMost(20, SECONDS).until(() -> call(id).state().equals("closed"));
    return call(id);
  }

  String newest() {
    await().atMost(20, SECONDS).until(() -> !ids().isEmpty());
    return Long.toString(ids().getLast());
  }

  List<Long> ids() {
    return db().list(
            "select id from call where merged_into is null order by id", row -> row.getLong("id"));
  }

  CallViews views() {
    return new CallViews(db());
  }

  void client(String name, String number) {
    var id =
        db().get(
                "insert into client (name) values ($1) returning id",
                row -> row.getLong("id"),
                name);
    db().run(
            "insert into client_phone (client_id, position, number) values ($1, 0, $2)",
            id,
            "+" + number);
  }

  @Override
  public void close() {
    database.close();
  }

  private Map<String, String> variables() {
    var where = database.settings();
    var settings = new HashMap<String, String>();
    settings.put("RINGCARD_ZONE", "Europe/Moscow");
    settings.put("RINGCARD_DATA", home.toString());
    settings.put("RINGCARD_DATABASE_HOST", where.host());
    settings.put("RINGCARD_DATABASE_PORT", Integer.toString(where.port()));
    settings.put("RINGCARD_DATABASE_NAME", where.database());
    settings.put("RINGCARD_DATABASE_USER", where.user());
    settings.put("RINGCARD_DATABASE_PASSWORD", where.password());
    settings.put("RINGCARD_DATABASE_CONNECTIONS", "6");
    settings.put("RINGCARD_PBX_HOST", "127.0.0.1");
    settings.put("RINGCARD_PBX_PORT", Integer.toString(exchange.amiPort()));
    settings.put("RINGCARD_PBX_USER", exchange.user());
    settings.put("RINGCARD_PBX_SECRET", exchange.secret());
    settings.put("RINGCARD_PBX_OWNNUMBERS", OWN);
    settings.put("RINGCARD_RECORDINGS_FOLDER", exchange.recordingsFolder().toString());
    settings.put("RINGCARD_ADMIN_LOGIN", ServerProcess.LOGIN);
    settings.put("RINGCARD_ADMIN_PASSWORD", ServerProcess.PASSWORD);
    return settings;
  }

  private void people(Database at, long pbxId, Passwords passwords) {
    if (at.get("select count(*) as n from client", row -> row.getLong("n")) > 0) {
      return;
    }
    var hash = passwords.hash(PASSWORD);
    var extensions = new Extensions(at);
    for (var person : List.of("anna:101", "boris:102")) {
      var parts = person.split(":");
      var id = database.user(parts[0], parts[0], "operator");
      at.run("update app_user set password_hash = $2 where id = $1", id, hash);
      extensions.assign(at, parts[1], id, Instant.EPOCH);
    }
    client("Ирина Соколова", CLIENT);
  }
}
