package io.ringcard.numbering;

import static io.ringcard.numbering.NumberRulesTest.rule;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.CallerLookup;
import io.ringcard.calllog.Renumbering;
import io.ringcard.calllog.Tallies;
import io.ringcard.client.Matches;
import io.ringcard.dial.StoredDialRules;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.setting.SettingRoutes;
import io.ringcard.setting.StoredSettings;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules are tried, kept and applied to past calls, as an administrator does it. */
class NumberingRoutesTest {

  private static final String LOCAL = "1234567";
  private static final String WHOLE = "+74951234567";

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final StoredSettings settings = new StoredSettings(db, Clock.systemUTC());
  private final StoredNumberRules rules = new StoredNumberRules(settings);
  private final Tallies tallies = new Tallies();
  private final TestServer server = TestServer.start(routes());
  private final TestClient admin =
      server.as(database.user("admin", "Админ", "administrator"), "admin", Role.ADMINISTRATOR);

  private Routes routes() {
    var routes = new Routes();
    var matches = new Matches(Set.of());
    new NumberingRoutes(
            db, matches, this::region, new Renumbering(db, new Lookup(matches)), Clock.systemUTC())
        .addTo(routes);
    new SettingRoutes(settings, List.of(new StoredDialRules(settings, () -> {}), rules))
        .addTo(routes);
    tallies.begin(db, ZoneId.of("Europe/Moscow"));
    return routes;
  }

  private String region(long pbx) {
    if (pbx != 1) {
      throw new Problem.NotFound("id").asException();
    }
    return "RU";
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void triedKeptAndApplied() {
    var client = client("Иванов", WHOLE);
    var plain = call(LOCAL, LOCAL, null);
    var filed = call(LOCAL, LOCAL, client("Петров", LOCAL));
    db.run("update call set version = 1 where id = $1", filed);
    call("89161234567", "+79161234567", null);
    var rule = new JsonArray().add(rule("", "_ZXXXXXX", "8495", "number"));

    var trial = trial(rule).json();
    assertThat(trial.getInteger("changed")).isEqualTo(2);
    assertThat(trial.getInteger("matched")).isEqualTo(1);
    assertThat(trial.getInteger("moved") + trial.getInteger("unmatched")).isZero();
    var tried = trial.getJsonArray("items").getJsonObject(2);
    assertThat(tried.getString("call")).isEqualTo(Long.toString(plain));
    assertThat(tried.getString("would")).isEqualTo(WHOLE);
    assertThat(tried.getJsonObject("wouldClient").getString("name")).isEqualTo("Иванов");
    assertThat(number(plain)).as("nothing is changed by it").isEqualTo(LOCAL);

    assertThat(save(0, rule).status()).isEqualTo(200);
    assertThat(rules.read(1, LOCAL, "RU").number()).isEqualTo(WHOLE);
    assertThat(rules.read(2, LOCAL, "RU").number()).as("another exchange").isEqualTo(LOCAL);
    var read = readPast();
    assertThat(read.getInteger("calls")).isEqualTo(3);
    assertThat(read.getInteger("changed")).isEqualTo(2);
    assertThat(number(plain)).isEqualTo(WHOLE);
    assertThat(clientOf(plain)).isEqualTo(client);
    assertThat(clientOf(filed)).as("somebody said so").isNotEqualTo(client);
    assertThat(readPast().getInteger("changed")).as("twice").isZero();

    save(1, new JsonArray());
    readPast();
    assertThat(number(plain)).isEqualTo(LOCAL);
    assertThat(clientOf(plain)).as("whoever has the short number").isNotEqualTo(client);
    assertThat(tallies.differences(db)).isEmpty();
  }

  @Test
  void twoWhoHaveTheNumberAreCounted() {
    client("Иванов", WHOLE);
    client("Петров", WHOLE);
    call(LOCAL, LOCAL, null);
    call("8900", "8900", client("Сидоров", "8900"));
    var rules =
        new JsonArray()
            .add(rule("", "_ZXXXXXX", "8495", "number"))
            .add(rule("", "8900", "", "withheld"));
    var trial = trial(rules).json();
    assertThat(trial.getInteger("several")).isEqualTo(1);
    assertThat(trial.getInteger("unmatched")).isEqualTo(1);
  }

  @Test
  void faultyRulesAreRefusedWithTheirLine() {
    var faulty =
        new JsonArray().add(rule("", "_X.", "", "number")).add(rule("", "_[12", "", "number"));
    assertThat(trial(faulty).problem()).isEqualTo("400 invalid rules[1].pattern pattern-bracket");
    var refused = save(0, faulty);
    assertThat(refused.problem())
        .isEqualTo("400 invalid numbers.exchanges[0].rules[1].pattern pattern-bracket");
    assertThat(refused.json().getJsonObject("params").getInteger("at")).isEqualTo(2);
    assertThat(trial(new JsonArray().add(rule("x", "_X.", "", "number"))).status()).isEqualTo(400);
    assertThat(rules.read(1, LOCAL, "RU").number()).isEqualTo(LOCAL);
    var elsewhere = new JsonObject().put("rules", new JsonArray());
    assertThat(admin.post("/api/exchanges/9/numbers/trial", elsewhere).problem())
        .isEqualTo("404 not-found id unknown");
    assertThat(past().getString("state")).isEqualTo("none");
    save(0, new JsonArray());
    assertThat(save(7, new JsonArray()).problem()).isEqualTo("409 conflict numbers.version stale");
  }

  /** As long as a pattern had to have an underscore, these were taken as plain words. */
  @Test
  void whatAnEarlierVersionHasStoredKeepsNothingFromWorking() {
    var stored =
        new JsonArray()
            .add(rule("", "1.2", "", "withheld"))
            .add(rule("", "[12", "", "withheld"))
            .add(rule("", "ZXXXXXX", "8495", "number"));
    var exchange = new JsonObject().put("pbx", "1").put("rules", stored);
    db.run(
        "update setting set value = $1 where name = 'numbers'",
        new JsonObject().put("exchanges", new JsonArray().add(exchange)));
    var started = new StoredNumberRules(settings);
    assertThat(started.read(1, LOCAL, "RU").number()).isEqualTo(WHOLE);
    assertThat(started.read(1, "12", "RU").number()).isEqualTo("12");
    assertThat(save(0, stored).problem())
        .isEqualTo("400 invalid numbers.exchanges[0].rules[0].pattern pattern-end");
  }

  private TestClient.Reply trial(JsonArray tried) {
    return admin.post("/api/exchanges/1/numbers/trial", new JsonObject().put("rules", tried));
  }

  private TestClient.Reply save(int version, JsonArray kept) {
    var exchange = new JsonObject().put("pbx", "1").put("rules", kept);
    var numbers =
        new JsonObject().put("version", version).put("exchanges", new JsonArray().add(exchange));
    return admin.send("PATCH", "/api/settings", new JsonObject().put("numbers", numbers));
  }

  private JsonObject readPast() {
    assertThat(admin.exchange("POST", "/api/exchanges/1/numbers/past").status()).isEqualTo(200);
    await().atMost(20, SECONDS).until(() -> !past().getString("state").equals("running"));
    assertThat(past().getString("state")).isEqualTo("done");
    return past();
  }

  private JsonObject past() {
    return admin.get("/api/exchanges/1/numbers/past").json();
  }

  private long client(String name, String number) {
    var id =
        db.<Long>get(
            "insert into client (name) values ($1) returning id", row -> row.getLong("id"), name);
    db.run("insert into client_phone (client_id, position, number) values ($1, 0, $2)", id, number);
    return id;
  }

  private long call(String signalled, String number, @Nullable Long client) {
    var call = CallSeed.inbound(db, Instant.now().minusSeconds(600)).number(number);
    if (client != null) {
      call.client(client);
    }
    var id = call.write();
    db.run("update call set number_signalled = $2 where id = $1", id, signalled);
    return id;
  }

  private String number(long call) {
    return db.get("select number from call where id = $1", row -> row.getString("number"), call);
  }

  private @Nullable Long clientOf(long call) {
    return db.find(
            "select client_id from call where id = $1",
            row -> Optional.ofNullable(row.getLong("client_id")),
            call)
        .orElseThrow()
        .orElse(null);
  }

  private final class Lookup implements CallerLookup {

    private final Matches matches;

    Lookup(Matches matches) {
      this.matches = matches;
    }

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return Optional.ofNullable(rules.read(pbxId, signalled, "RU").number());
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return matches.best(transaction, numbers);
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.empty();
    }
  }
}
