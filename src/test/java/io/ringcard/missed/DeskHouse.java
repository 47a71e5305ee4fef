package io.ringcard.missed;

import io.ringcard.calllog.CallLogRoutes;
import io.ringcard.calllog.CallViews;
import io.ringcard.dial.StoredDialRules;
import io.ringcard.http.Push;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.setting.SettingRoutes;
import io.ringcard.setting.StoredSettings;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.ringcard.undo.UndoRoutes;
import io.ringcard.undo.Undos;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** A desk over HTTP with three people and a client, as its tests use it. */
abstract class DeskHouse {

  static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  final TestDatabase database = TestDatabase.fresh();
  final Db db = database.db();
  final long anna = database.user("anna", "Анна", "operator");
  final long boris = database.user("boris", "Борис", "operator");
  final long sveta = database.user("sveta", "Света", "supervisor");
  final long irina = client("Ирина", "+79000000001", "+79000000002");
  final List<String> told = new ArrayList<>();
  final Acts acts;
  final TestServer server;
  final TestClient asAnna;
  final TestClient asBoris;
  final TestClient asSveta;

  DeskHouse() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Push push =
        new Push() {
          @Override
          public void send(long userId, String event, Object body) {}

          @Override
          public int sendEachToAll(String event, List<?> bodies) {
            told.add(event);
            return 1;
          }
        };
    var settings = new StoredSettings(db, clock);
    var calls = new CallViews(db);
    var missed = new MissedRoom(db, calls, settings, push, MOSCOW, clock, Duration.ZERO);
    acts = missed.acts();
    var routes = new Routes();
    missed.routes().addTo(routes);
    new SettingRoutes(settings, List.of(new StoredDialRules(settings, () -> {}), missed.rules()))
        .addTo(routes);
    new CallLogRoutes(calls, MOSCOW).addTo(routes);
    new UndoRoutes(new Undos(db).on(Acts.UNDO, missed.routes()::undo)).addTo(routes);
    server = TestServer.start(routes);
    asAnna = server.as(anna, "anna", Role.OPERATOR);
    asBoris = server.as(boris, "boris", Role.OPERATOR);
    asSveta = server.as(sveta, "sveta", Role.SUPERVISOR);
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  Instant ago(long minutes) {
    return NOW.minusSeconds(60 * minutes);
  }

  CallSeed missed(long minutesAgo, String number) {
    return CallSeed.inbound(db, ago(minutesAgo)).number(number).result("abandoned");
  }

  CallSeed again(long minutesAgo) {
    return missed(minutesAgo, "+79000000001").client(irina);
  }

  CallSeed talk(long minutesAgo, String direction, String number) {
    var at = ago(minutesAgo);
    var seed =
        switch (direction) {
          case "inbound" -> CallSeed.inbound(db, at);
          case "outbound" -> CallSeed.outbound(db, at);
          default -> CallSeed.internal(db, at);
        };
    return seed.number(number).spoke(boris, 30);
  }

  /** Several phones rang and a colleague took it. */
  void taken(long minutesAgo, String number) {
    CallSeed.inbound(db, ago(minutesAgo))
        .number(number)
        .rang(anna, "answered_elsewhere", 5)
        .spoke(boris, 30)
        .write();
  }

  long client(String name, String... numbers) {
    var id =
        db.get("insert into client (name) values ($1) returning id", row -> row.getLong(0), name);
    for (var i = 0; i < numbers.length; i++) {
      db.run("insert into client_phone values ($1, $2, $3)", id, i, numbers[i]);
    }
    return id;
  }

  static Reply patch(TestClient who, long call, int version, String members) {
    var body = "{\"version\":" + version + "," + members + "}";
    return who.send("PATCH", "/api/missed/" + call, body);
  }

  static Reply closed(TestClient who, long call, int version) {
    return patch(who, call, version, "\"closing\":{\"reason\":\"written\"}");
  }

  static Reply undo(TestClient who, JsonObject done) {
    return who.send("POST", "/api/undo/" + done.getString("undo"), "");
  }

  JsonObject open(long call) {
    return asAnna.get("/api/missed/" + call).json();
  }

  List<JsonObject> lines(String query) {
    return lines(asAnna, query);
  }

  static List<JsonObject> lines(TestClient who, String query) {
    return items(who.get("/api/missed" + query).json());
  }

  static List<JsonObject> items(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .collect(Collectors.toList());
  }

  static List<String> ids(List<JsonObject> lines) {
    return lines.stream().map(line -> line.getString("id")).toList();
  }
}
