package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several exchanges in one house, and one exchange between two houses. */
class ExchangesTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Path CAPTURE =
      Path.of("src/test/resources/ami/plain/inbound-answered/ami.raw.gz");

  private final TestDatabase database = TestDatabase.fresh();
  @TempDir Path home;
  private FakeAmi first;
  private FakeAmi second;
  private House house;
  private TestClient chief;

  @BeforeEach
  void open() throws IOException {
    first = FakeAmi.start();
    second = FakeAmi.start();
    house = house("one", first);
    chief = chief(house);
    await().atMost(20, SECONDS).until(() -> first.signedIn() == 1);
  }

  @AfterEach
  void close() throws IOException {
    house.close();
    first.close();
    second.close();
    database.close();
  }

  @Test
  void addedChangedAndSwitchedOffWithoutRestart() throws IOException {
    var added = chief.post("/api/exchanges", spb(second.port()));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 1);
    await().atMost(20, SECONDS).until(() -> isUp("spb") && isUp("main"));
    var connections = first.connections();

    var other = FakeAmi.start();
    var moved =
        patch(added, new JsonObject().put("port", other.port()).put("secret", FakeAmi.SECRET));
    assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    await().atMost(20, SECONDS).until(() -> other.signedIn() == 1 && second.signedIn() == 0);

    var off = patch(moved, new JsonObject().put("enabled", false));
    assertThat(off.json().getValue("live")).isNull();
    await().atMost(20, SECONDS).until(() -> other.signedIn() == 0);
    assertThat(first.connections()).as("the other link was left alone").isEqualTo(connections);
    assertThat(names()).containsExactly("main");
    other.close();
  }

  @Test
  void theSecretGoesInAndNeverComesOut() {
    second.secret("xyzzy-2026");
    var added = chief.post("/api/exchanges", spb(second.port()).put("secret", "xyzzy-2026"));
    assertThat(added.json().getBoolean("secretSet")).isTrue();
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 1);
    assertThat(added.text() + chief.get("/api/exchanges").text()).doesNotContain("xyzzy-2026");
    assertThat(patch(added, new JsonObject().put("host", "192.0.2.1")).problem())
        .isEqualTo("400 invalid secret required");
    var trial =
        new JsonObject()
            .put("id", added.json().getString("id"))
            .put("language", "en")
            .put("exchange", new JsonObject().put("host", "192.0.2.1").put("user", FakeAmi.USER));
    assertThat(chief.post("/api/exchanges/try", trial).problem())
        .isEqualTo("400 invalid exchange.secret required");
  }

  @Test
  void faultsAreNamed() {
    var file = chief.get("/api/exchanges").items().getJsonObject(0);
    assertThat(file.getBoolean("fromFile")).isTrue();
    assertThat(
            chief
                .send(
                    "PATCH",
                    "/api/exchanges/" + file.getString("id"),
                    new JsonObject().put("version", file.getInteger("version")).put("port", 1))
                .problem())
        .isEqualTo("409 conflict id from-file");
    var added = chief.post("/api/exchanges", spb(second.port()));
    assertThat(chief.post("/api/exchanges", spb(second.port())).problem())
        .isEqualTo("409 conflict name taken");
    assertThat(
            chief
                .send(
                    "PATCH",
                    "/api/exchanges/" + added.json().getString("id"),
                    new JsonObject().put("version", 77).put("name", "x"))
                .problem())
        .isEqualTo("409 conflict version stale");
    assertThat(chief.post("/api/exchanges", spb(second.port()).put("region", "QQ")).problem())
        .isEqualTo("400 invalid region unknown");
    assertThat(chief.post("/api/exchanges", spb(second.port()).put("port", 0)).problem())
        .isEqualTo("400 invalid port minimum");
    assertThat(chief.post("/api/exchanges", spb(second.port()).put("host", "a b")).problem())
        .isEqualTo("400 invalid host pattern");
    assertThat(chief.post("/api/exchanges", spb(second.port()).put("secret", "a\r\nb")).problem())
        .isEqualTo("400 invalid secret pattern");
  }

  @Test
  void aTrialTellsWhatIsMissing() {
    var exchange = new JsonObject().put("host", "127.0.0.1").put("user", FakeAmi.USER);
    var trial = new JsonObject().put("language", "en").put("exchange", exchange);
    exchange.put("port", first.port()).put("secret", "guessed");
    var tried = chief.post("/api/exchanges/try", trial);
    assertThat(tried.status()).as(tried.text()).isEqualTo(200);
    assertThat(tried.json().getBoolean("ok")).isFalse();
    assertThat(tried.json().getJsonArray("checks").stream().map(JsonObject.class::cast))
        .anySatisfy(line -> {
          assertThat(line.getString("check")).isEqualTo("pbx.login");
          assertThat(line.getString("mark")).isEqualTo("fail");
          assertThat(line.getJsonArray("paste")).isNotEmpty();
        });
  }

  @Test
  void theSameExtensionOfTwoExchangesIsTwoPhones() throws IOException {
    var spb = chief.post("/api/exchanges", spb(second.port())).json().getString("id");
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 1);
    var here = person("anna", null);
    var there = person("boris", spb);
    assertThat(here.json().getString("pbx")).isNotNull().isNotEqualTo(spb);
    assertThat(there.json().getString("pbx")).isEqualTo(spb);
    assertThat(person("clara", spb).problem()).isEqualTo("409 conflict extension taken");

    first.play(capture());
    second.play(capture());
    await().atMost(30, SECONDS).until(() -> closed() == 2);
    var main = here.json().getString("pbx");
    assertThat(people(calls("?pbx=" + main))).containsExactly("anna");
    assertThat(people(calls("?pbx=" + spb))).containsExactly("boris");

    dial("boris");
    await().atMost(20, SECONDS).until(() -> !second.actions("Originate").isEmpty());
    assertThat(first.actions("Originate")).isEmpty();
  }

  @Test
  void whatWasHeardOfOneThatIsSwitchedOffCanBeLookedIntoAfterARestart() throws IOException {
    var added = chief.post("/api/exchanges", spb(second.port()));
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 1);
    second.play(capture());
    await().atMost(30, SECONDS).until(() -> closed() == 1);
    var story = "/api/calls/" + calls("").getFirst().getString("id") + "/story";
    var before = chief.get(story).json();
    patch(added, new JsonObject().put("enabled", false));
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 0);

    house.close();
    house = house("one", first);
    chief = chief(house);
    var after = chief.get(story);
    assertThat(after.status()).as(after.text()).isEqualTo(200);
    assertThat(after.json()).isEqualTo(before);
  }

  @Test
  void oldPartsOfTheJournalOfOneThatIsSwitchedOffGoOnceTheyWereHandled() throws IOException {
    var added = chief.post("/api/exchanges", spb(second.port()));
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 1);
    second.play(capture());
    await().atMost(30, SECONDS).until(() -> closed() == 1);
    patch(added, new JsonObject().put("enabled", false));
    await().atMost(20, SECONDS).until(() -> second.signedIn() == 0);

    house.close();
    var id = Long.parseLong(added.json().getString("id"));
    var part = home.resolve("one/journal-" + id).resolve("0".repeat(20) + ".journal");
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    var end = Files.size(part);
    var last = Files.createFile(part.resolveSibling("%020d.journal".formatted(end)));
    database.db().run("update pbx set checkpoint = $2 where id = $1", id, end);
    house = house("one", first);
    await().atMost(20, SECONDS).until(() -> Files.notExists(part));
    assertThat(last).exists();
  }

  @Test
  void oneOfTwoHousesHearsAnExchangeAndTheOtherTakesOver() throws IOException {
    try (var other = house("two", first)) {
      var there = chief(other);
      var status = there.get("/api/status").json().getJsonArray("pbx").getJsonObject(0);
      assertThat(status.getBoolean("up")).isFalse();
      assertThat(status.getString("reason")).isEqualTo("standby");
      assertThat(status.getString("by")).isNotBlank();
      var health = new TestClient(other.address()).get("/health").json();
      assertThat(health.getString("status")).isEqualTo("up");
      assertThat(health.getJsonObject("links").getJsonArray("pbx").getJsonObject(0))
          .isEqualTo(status);
      assertThat(status.getString("by")).isNotBlank();
      person("anna", null);
      var dialled =
          signIn(other, "anna").post("/api/dial", new JsonObject().put("number", "89161112233"));
      assertThat(dialled.problem()).isEqualTo("503 unavailable - standby");
      assertThat(dialled.json().getJsonObject("params"))
          .isEqualTo(new JsonObject().put("name", "main").put("by", status.getString("by")));
      assertThat(first.signedIn()).isOne();
      assertThat(leaseSeconds()).as("15 s, less two rounds of 2 s").isBetween(0.0, 12.0);
      first.play(halfOfTheCapture());
      await().atMost(20, SECONDS).until(() -> calls("").size() == 1);

      house.close();
      await().atMost(40, SECONDS).until(() -> isUp(there, "main"));
      assertThat(first.signedIn()).isOne();
      var left = there.get("/api/calls").items().getJsonObject(0);
      assertThat(left.getString("state")).isEqualTo("closed");
      assertThat(left.getString("certainty")).isEqualTo("endUnknown");
    } finally {
      house = house("one", first);
    }
  }

  /** The lease of one that died without a word runs out; its late writes are refused. */
  @Test
  void whatADeadServerHeldIsTakenAndItsLateWordsAreRefused() throws IOException {
    house.close();
    database
        .db()
        .run(
            "update pbx set holder = gen_random_uuid(), holder_name = 'dead', held_until = now() + interval '1 hour'");
    house = house("one", first);
    var status = chief(house);
    assertThat(isUp(status, "main")).isFalse();
    database.db().run("update pbx set held_until = now()");
    await().atMost(40, SECONDS).until(() -> isUp(status, "main"));

    database
        .db()
        .run(
            "update pbx set holder = gen_random_uuid(), holder_name = 'other', held_until = now() + interval '1 hour'");
    first.play(capture());
    await().atMost(40, SECONDS).until(() -> first.signedIn() == 0);
    assertThat(database.db().list("select id from call", row -> row.getLong("id"))).isEmpty();
  }

  private double leaseSeconds() {
    return database
        .db()
        .get(
            "select extract(epoch from held_until - now())::float8 as left from pbx where name = 'main'",
            row -> row.getDouble("left"));
  }

  private Reply patch(Reply before, JsonObject change) {
    return chief.send(
        "PATCH",
        "/api/exchanges/" + before.json().getString("id"),
        change.put("version", before.json().getInteger("version")));
  }

  private static JsonObject spb(int port) {
    return new JsonObject()
        .put("name", "spb")
        .put("host", "127.0.0.1")
        .put("port", port)
        .put("user", FakeAmi.USER)
        .put("secret", FakeAmi.SECRET)
        .put("ownNumbers", new JsonArray().add("74951230001"));
  }

  private Reply person(String login, String pbx) {
    return chief.post(
        "/api/users",
        new JsonObject()
            .put("login", login)
            .put("name", login)
            .put("role", "operator")
            .put("password", PASSWORD)
            .put("extension", "101")
            .put("pbx", pbx));
  }

  private void dial(String login) {
    var answer =
        signIn(house, login).post("/api/dial", new JsonObject().put("number", "89161112233"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private List<JsonObject> calls(String query) {
    return chief.get("/api/calls" + query).items().stream().map(JsonObject.class::cast).toList();
  }

  private long closed() {
    return calls("").stream().filter(call -> call.getString("state").equals("closed")).count();
  }

  private static List<String> people(List<JsonObject> calls) {
    return calls.stream()
        .flatMap(call -> call.getJsonArray("operators").stream())
        .map(part -> ((JsonObject) part).getString("name"))
        .toList();
  }

  private List<String> names() {
    return chief.get("/api/status").json().getJsonArray("pbx").stream()
        .map(link -> ((JsonObject) link).getString("name"))
        .toList();
  }

  private boolean isUp(String name) {
    return isUp(chief, name);
  }

  private static boolean isUp(TestClient who, String name) {
    return who.get("/api/status").json().getJsonArray("pbx").stream()
        .map(JsonObject.class::cast)
        .anyMatch(link -> link.getString("name").equals(name) && link.getBoolean("up"));
  }

  private static TestClient chief(House at) {
    return signIn(at, "chief");
  }

  private static TestClient signIn(House at, String login) {
    var stranger = new TestClient(at.address()).with("X-Requested-With", "ringcard");
    var answer =
        stranger.post(
            "/api/session", new JsonObject().put("login", login).put("password", PASSWORD));
    return stranger.with("Cookie", answer.header("Set-Cookie").orElseThrow().split(";")[0]);
  }

  private House house(String name, FakeAmi exchange) throws IOException {
    var where = database.settings();
    var values = new HashMap<String, String>();
    values.put("zone", "Europe/Moscow");
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
    values.put("pbx.ownNumbers", "74951230001");
    values.put("recordings.folder", home.toString());
    values.put("admin.login", "chief");
    values.put("admin.password", PASSWORD);
    var settings = Settings.read(SettingsSource.of(Map.copyOf(values)));
    return House.open(settings, (db, pbx, passwords) -> {});
  }

  private static byte[] capture() throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(CAPTURE))) {
      return in.readAllBytes();
    }
  }

  /** Until the phone is answered. */
  private static byte[] halfOfTheCapture() throws IOException {
    var text = new String(capture(), StandardCharsets.ISO_8859_1);
    var answered = text.indexOf("Event: BridgeEnter");
    return text.substring(0, answered).getBytes(StandardCharsets.ISO_8859_1);
  }
}
