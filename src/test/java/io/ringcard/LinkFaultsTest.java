package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.Tallies;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.Played;
import io.ringcard.testkit.Relay;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A living server whose wires to the exchange and to the database are cut, held and broken. */
@Timeout(180)
class LinkFaultsTest {

  private static final String CAPTURE = "inbound-answered";
  private static final String FIRST = "1795415594";
  private static final int CUTS = 10;
  private static final int STORM_CALLS_PER_SECOND = 5;
  private static final int KILLS = 40;
  private static final int COMMITS_CUT = 12;
  private static final Duration SILENCE_NOTICED = Duration.ofSeconds(25);

  @TempDir static Path home;
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static FakeAmi exchange;
  private static Relay wire;
  private static Relay line;
  private static DeskHouse house;
  private static int calls;

  private record Row(
      String linkedid,
      String state,
      @Nullable String result,
      String certainty,
      boolean gap,
      @Nullable Long talkMillis) {

    boolean isFlagged() {
      return gap || !certainty.equals("live");
    }
  }

  @BeforeAll
  static void open() throws IOException {
    exchange = FakeAmi.start();
    wire = new Relay(exchange.port());
    line = new Relay(DATABASE.settings().port());
    house =
        new DeskHouse(
            exchange,
            home,
            DATABASE,
            Map.of(
                "RINGCARD_PBX_PORT",
                Integer.toString(wire.port()),
                "RINGCARD_DATABASE_PORT",
                Integer.toString(line.port())));
  }

  /** Whatever was written twice, the sums of the reports count once. */
  @AfterEach
  void sumsAreThoseOfTheCalls() {
    assertThat(new Tallies().differences(DATABASE.db())).isEmpty();
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
    line.close();
    wire.close();
    exchange.close();
  }

  /** F05: with a farewell and without, at points of a whole call. */
  @Test
  void theWireToTheExchangeIsCut() {
    var slowest = 0L;
    var played = new ArrayList<Played>();
    for (var i = 0; i < CUTS; i++) {
      var call = call();
      played.add(call);
      var at = call.size() * i / CUTS;
      exchange.play(call.part(0, at));
      exchange.channels(call.channelsAt(at).toArray(String[]::new));
      slowest = Math.max(slowest, cutAndBack(i % 2 == 0));
      exchange.play(call.part(at, call.size()));
      settled(List.of(call));
    }
    exchange.channels();
    var rows = rows(played);
    assertThat(rows).allMatch(row -> row.result() == null || row.result().equals("answered"));
    assertThat(rows).allMatch(row -> "answered".equals(row.result()) || row.isFlagged());
    FaultTable.add(
        "F05 wire of a living server cut (FIN, RST)",
        CUTS,
        lost(played, rows),
        doubled(rows),
        rows.stream().filter(Row::isFlagged).count(),
        slowest);
  }

  /** F06: nothing passes any more, and nobody says so. */
  @Test
  void aWireThatFellSilentIsNoticedAndTold() {
    var pages = house.signIn("anna").eventsUntilEnd("/api/push");
    await().atMost(20, SECONDS).until(() -> isUp(status()));
    wire.hold();
    var since = System.nanoTime();
    await().atMost(SILENCE_NOTICED).until(() -> !isUp(status()));
    var noticed = System.nanoTime() - since;
    await()
        .atMost(20, SECONDS)
        .until(() -> pages.events("status"::equals).stream().anyMatch(e -> !isUp(e.data())));
    wire.release();
    await().atMost(30, SECONDS).until(() -> isUp(status()));
    pages.close();
    FaultTable.add("F06 wire fallen silent, noticed in", 1, 0, 0, 0, noticed);
  }

  /**
   * F07: the database does not answer while the exchange tells what it tells in 30 s and in 120 s
   * of a storm (300 calls a minute), as fast as the wire carries it: what counts is how much waits
   * for it, and that the reader goes on. What time does to its connections is told by F01.
   */
  @ParameterizedTest
  @ValueSource(ints = {30, 120})
  void aStandingDatabaseHoldsUpNobody(int seconds) {
    var before = exchange.connections();
    var played = new ArrayList<Played>();
    line.hold();
    for (var i = 0; i < seconds * STORM_CALLS_PER_SECOND; i++) {
      var call = call();
      played.add(call);
      exchange.play(call.part(0, call.size()));
    }
    var last = "LastOfTheSlowTest" + seconds;
    exchange.play("Event: " + last);
    await().atMost(60, SECONDS).until(() -> journalHolds(last));
    line.release();
    var since = System.nanoTime();
    settled(played);
    var rows = rows(played);
    assertThat(rows).noneMatch(Row::isFlagged).allMatch(row -> "answered".equals(row.result()));
    assertThat(exchange.connections()).isEqualTo(before);
    FaultTable.add(
        "F07 database stands still for the calls of %3d s of a storm".formatted(seconds),
        played.size(),
        lost(played, rows),
        doubled(rows),
        0,
        System.nanoTime() - since);
  }

  /** F02: the database's own processes are ended again and again. */
  @Test
  void connectionsOfTheDatabaseAreEnded() {
    var played = List.of(call(), call(), call());
    var since = System.nanoTime();
    for (var kill = 0; kill < KILLS; kill++) {
      for (var call : played) {
        exchange.play(call.part(call.size() * kill / KILLS, call.size() * (kill + 1) / KILLS));
      }
      DATABASE.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
              + " 'ringcard' and datname = '"
              + DATABASE.settings().database()
              + "'");
    }
    settled(played);
    FaultTable.add(
        "F02 database connections ended",
        KILLS,
        lost(played, rows(played)),
        doubled(rows(played)),
        0,
        System.nanoTime() - since);
    assertWhole(played);
  }

  /** F02: the commit is sent, what came of it is never heard: written again, counted once. */
  @Test
  void theAnswerToACommitIsLost() {
    var played = List.of(call(), call());
    var before = line.cutsMade();
    line.cutBehind("COMMIT", COMMITS_CUT);
    var since = System.nanoTime();
    for (var call : played) {
      for (var i = 0; i < call.size(); i += 8) {
        exchange.play(call.part(i, Math.min(call.size(), i + 8)));
      }
    }
    settled(played);
    line.cutBehind("COMMIT", 0);
    assertThat(line.cutsMade() - before).isPositive();
    FaultTable.add(
        "F02 answer to a commit lost",
        line.cutsMade() - before,
        lost(played, rows(played)),
        doubled(rows(played)),
        0,
        System.nanoTime() - since);
    assertWhole(played);
  }

  /** F17: whatever an exchange may send by mistake costs itself. */
  @Test
  void brokenEventsCostThemselves() {
    var aside = setAside();
    var call = call();
    var half = call.size() / 2;
    exchange.play(call.part(0, half));
    exchange.play("Event: Newchannel", "Channel: PJSIP/trunk-00000009", "Exten: 74951230001");
    exchange.play("Event: Hangup", "Uniqueid: <null>", "Linkedid: ", "Channel: ");
    exchange.play("Event: NobodyKnows", "Uniqueid: 1.1");
    exchange.play("\r\n\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    exchange.play("Event: VarSet", "Variable: X", "Value: " + "x".repeat(1 << 20), "Uniqueid: 2.2");
    exchange.play("Event: CoreShowChannel", "Channel: PJSIP/101-00000042");
    exchange.play("Event", ":", ": : :", "Event: Newstate");
    exchange.play(call.part(half, call.size()));
    settled(List.of(call));
    assertWhole(List.of(call));
    await().atMost(20, SECONDS).until(() -> setAside() == aside + 3);
    await().atMost(20, SECONDS).until(() -> status().getInteger("setAside") == setAside());
    FaultTable.add("F17 broken events among a call's own", 7, 0, 0, setAside() - aside);
    var administrator = house.signIn("admin", "correct horse battery");
    var listed = administrator.get("/api/set-aside").json();
    assertThat(listed.getLong("total")).isEqualTo(setAside());
    var again = administrator.post("/api/set-aside/hear-again", "").json();
    assertThat(again.getInteger("handled")).as("they are broken for good").isZero();
    assertThat(again.getLong("left")).isEqualTo(setAside());
    assertWhole(List.of(call));
  }

  /** Nanoseconds until the list of channels was given again. */
  private static long cutAndBack(boolean farewell) {
    var listed = exchange.listed();
    var since = System.nanoTime();
    if (farewell) {
      wire.cut();
    } else {
      wire.reset();
    }
    wire.mend();
    await().atMost(20, SECONDS).until(() -> exchange.listed() > listed);
    return System.nanoTime() - since;
  }

  private static Played call() {
    return new Played(CAPTURE, FIRST, Integer.toString(1_795_500_000 + calls++));
  }

  private static void settled(List<Played> played) {
    await()
        .atMost(40, SECONDS)
        .untilAsserted(() ->
            assertThat(rows(played))
                .extracting(Row::linkedid, Row::state)
                .containsAll(
                    played.stream()
                        .map(call -> org.assertj.core.groups.Tuple.tuple(call.linkedid(), "closed"))
                        .toList()));
  }

  private static void assertWhole(List<Played> played) {
    assertThat(rows(played))
        .hasSameSizeAs(played)
        .allSatisfy(row -> {
          assertThat(row.isFlagged()).isFalse();
          assertThat(row.result()).isEqualTo("answered");
        });
    var legs =
        DATABASE
            .db()
            .get(
                "select count(*) as n from call_operator o join call c on c.id = o.call_id"
                    + " where c.linkedid = any($1)",
                row -> row.getLong("n"),
                (Object) linkedids(played));
    assertThat(legs).isEqualTo(played.size());
  }

  private static List<Row> rows(List<Played> played) {
    return DATABASE
        .db()
        .list(
            "select linkedid, state, result, certainty, gap, talk_ms from call where merged_into"
                + " is null and linkedid = any($1)",
            row ->
                new Row(
                    row.getString("linkedid"),
                    row.getString("state"),
                    row.getString("result"),
                    row.getString("certainty"),
                    row.getBoolean("gap"),
                    row.getLong("talk_ms")),
            (Object) linkedids(played));
  }

  private static String[] linkedids(List<Played> played) {
    return played.stream().map(Played::linkedid).toArray(String[]::new);
  }

  private static long lost(List<Played> played, List<Row> rows) {
    return played.size() - rows.stream().map(Row::linkedid).distinct().count();
  }

  private static long doubled(List<Row> rows) {
    return rows.size() - rows.stream().map(Row::linkedid).distinct().count();
  }

  private static long setAside() {
    return DATABASE.db().get("select count(*) as n from set_aside", row -> row.getLong("n"));
  }

  private static JsonObject status() {
    return house.signIn("boris").get("/api/status").json();
  }

  private static boolean isUp(JsonObject status) {
    return status.getJsonArray("pbx").getJsonObject(0).getBoolean("up");
  }

  private static boolean journalHolds(String word) throws IOException {
    try (var files = java.nio.file.Files.list(home.resolve("journal"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".journal")).toList()) {
        if (java.nio.file.Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
