package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.EventStream;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers at one database are one house: what is written at one is told to pages of both. */
class TwoServersTest {

  private static final String PASSWORD = "correct horse";

  private final TestDatabase database = TestDatabase.fresh();
  @TempDir Path home;
  private FakeAmi exchange;
  private House one;
  private House two;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    one = house("one");
    two = house("two");
    await().atMost(20, SECONDS).until(() -> one.db().tells() && two.db().tells());
  }

  @AfterEach
  void close() throws IOException {
    two.close();
    one.close();
    exchange.close();
    database.close();
  }

  @Test
  void whatIsWrittenAtTheOneThatStandsByIsToldToPagesOfBoth() {
    var writer = chief(two);
    try (var far = chief(one).eventsUntilEnd("/api/push");
        var near = chief(two).eventsUntilEnd("/api/push")) {
      var streams = List.of(far, near);
      streams.forEach(stream -> await().until(() -> !stream.events("snapshot"::equals).isEmpty()));
      var client = made(writer, "clients", new JsonObject().put("name", "Иванов"));
      var deal = new JsonObject().put("title", "Крыша").put("client", client);
      made(writer, "deals", deal.put("description", "ж".repeat(4_000)));
      streams.forEach(stream -> awaitOne(stream, "deal", "title", "Крыша"));

      var at = Instant.now().plusSeconds(86_400).toString();
      made(writer, "plan", new JsonObject().put("client", client).put("at", at));
      streams.forEach(stream -> awaitOne(stream, "plan", "client", client));

      made(writer, "books/source/entries", new JsonObject().put("label", label("Сайт")));
      streams.forEach(stream -> awaitOne(stream, "settings", "changed", "books"));

      var call =
          CallSeed.inbound(database.db(), Instant.now().minusSeconds(600)).spoke(1L, 60).write();
      var written =
          writer.send(
              "PUT", "/api/calls/" + call + "/outcome", new JsonObject().put("outcome", "8"));
      assertThat(written.status()).as(written.text()).isEqualTo(200);
      for (var stream : streams) {
        await()
            .atMost(20, SECONDS)
            .until(() ->
                stream.events("call"::equals).stream()
                    .anyMatch(event -> event.data().getJsonObject("outcome") != null));
      }
      streams.forEach(stream -> awaitOne(stream, "settings", "changed", "books"));
    }
  }

  private static JsonObject label(String text) {
    return new JsonObject().put("ru", text).put("en", text);
  }

  private static void awaitOne(EventStream stream, String event, String member, String value) {
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() ->
            assertThat(stream.events(event::equals))
                .extracting(told -> told.data().getString(member))
                .containsExactly(value));
  }

  private static String made(TestClient writer, String path, JsonObject body) {
    var answer = writer.post("/api/" + path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static TestClient chief(House at) {
    var stranger = new TestClient(at.address()).with("X-Requested-With", "ringcard");
    var answer =
        stranger.post(
            "/api/session", new JsonObject().put("login", "chief").put("password", PASSWORD));
    return stranger.with("Cookie", answer.header("Set-Cookie").orElseThrow().split(";")[0]);
  }

  private House house(String name) throws IOException {
    var where = database.settings();
    var values = new HashMap<String, String>();
    values.put("data", home.resolve(name).toString());
    values.put("http.port", "0");
    values.put("database.host", where.host());
    values.put("database.port", Integer.toString(where.port()));
    values.put("database.name", where.database());
    values.put("database.user", where.user());
    values.put("database.password", where.password());
    values.put("database.connections", "6");
    values.put("pbx.host", "127.0.0.1");
    values.put("pbx.port", Integer.toString(exchange.port()));
    values.put("pbx.user", FakeAmi.USER);
    values.put("pbx.secret", FakeAmi.SECRET);
    values.put("recordings.folder", home.toString());
    values.put("admin.login", "chief");
    values.put("admin.password", PASSWORD);
    var settings = Settings.read(SettingsSource.of(values));
    return House.open(settings, (db, pbx, passwords) -> {});
  }
}
