package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.staff.Extensions;
import io.ringcard.staff.Passwords;
import io.ringcard.store.Database;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import io.ringcard.testkit.ServerProcess;
import io.ringcard.testkit.SipCall.Seen;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real exchange: SIPp talks, two people look at their pages, and the rows tell
 * what SIPp did.
 */
@Tag("asterisk")
class RealWalkTest {

  private static final double SECOND = 1.0;
  private static final String CLIENT = "79165550142";

  private static AsteriskContainer exchange;
  private Phones phones;
  private Outside outside;

  @TempDir Path home;
  private TestDatabase database;

  @BeforeAll
  static void start() {
    exchange = AsteriskContainer.startOrSkip();
  }

  @AfterAll
  static void stop() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    phones = new Phones(exchange);
    outside = new Outside(exchange);
  }

  /** Calls of a test that failed must not ring in the next one. */
  @AfterEach
  void close() {
    outside.close();
    phones.close();
    database.close();
  }

  @Test
  void cardsBeforeTheAnswerAndGoneAfterIt() throws IOException {
    try (var house = house();
        var chromium = new Chromium()) {
      var anna =
          new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), house.address())
              .signIn("anna", "geheim-2026");
      var boris =
          new Desk(chromium.page("en-GB", ColorScheme.DARK), house.address())
              .signIn("boris", "geheim-2026");
      phones.rings("101");
      var talk = phones.answers("102", 6_000, 5_000);
      outside.calls("74951230002", CLIENT, "Ирина", 20_000);

      anna.card("ringing", 10);
      var call = boris.card("ringing", 10).getAttribute("data-call");
      Chromium.picture(anna.page(), "queue-ringing");
      boris.card("talking", 15);
      anna.gone(anna.page().locator("[data-testid=card][data-phase=ringing]"), 20);
      var seen = talk.ended();

      var row = closed(call);
      assertThat(row.queues()).containsExactly("sales");
      assertTimes(row, seen);
      assertThat(row.waitSeconds()).isCloseTo(seen.ringSeconds(), within(SECOND));
      assertThat(row.operators())
          .anySatisfy(part -> assertThat(part.result()).isEqualTo("answered"))
          .anySatisfy(part -> assertThat(part.result()).isEqualTo("answered_elsewhere"));
      assertRecording(call, seen);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void theDirectNumberRingsOnePhone() throws IOException {
    try (var house = house()) {
      assertThat(house.port()).isPositive();
      var talk = phones.answers("101", 3_000, 4_000);
      outside.calls("74951230001", CLIENT, "", 20_000);
      var seen = talk.ended();
      var row = closed(newest());
      assertThat(row.direction()).isEqualTo("inbound");
      assertThat(row.client()).isNotNull();
      assertTimes(row, seen);
      assertRecording(row.id(), seen);
    }
  }

  @Test
  void clickToCallRingsTheOperatorFirst() throws IOException {
    try (var house = house();
        var chromium = new Chromium()) {
      var anna =
          new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), house.address())
              .signIn("anna", "geheim-2026");
      var operator = phones.answers("101", 2_000);
      var client = outside.answers(2_000, 4_000);
      var answer =
          anna.page()
              .request()
              .post(
                  house.address() + "/api/dial",
                  RequestOptions.create()
                      .setHeader("X-Requested-With", "ringcard")
                      .setData(Map.of("number", "+" + CLIENT)));
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      var seen = client.ended();
      assertThat(operator.anyEnd().rang().orElseThrow()).isBefore(seen.invited());

      var row = closed(newest());
      assertThat(row.direction()).isEqualTo("outbound");
      assertThat(row.number()).isEqualTo("+" + CLIENT);
      assertThat(row.operators().getFirst().extension()).isEqualTo("101");
      assertTimes(row, seen);
    }
  }

  @Test
  void killedInMidCallAndStartedAgain() throws IOException, InterruptedException {
    house().close();
    var first = ServerProcess.start(home, variables());
    await().atMost(30, SECONDS).until(first::isWhole);
    var talk = phones.answers("101", 1_000, 45_000);
    outside.calls("74951230001", CLIENT, "", 60_000);
    await()
        .atMost(20, SECONDS)
        .until(() -> views().list(ids()).stream().anyMatch(row -> row.answeredAt() != null));
    first.kill();
    try (var again = ServerProcess.start(home, variables())) {
      await().atMost(30, SECONDS).until(again::isWhole);
      var seen = talk.ended();
      var row = closed(newest());
      assertThat(ids()).hasSize(1);
      assertTimes(row, seen);
      assertRecording(row.id(), seen);
    }
  }

  private void assertTimes(CallView row, Seen seen) {
    assertThat(row.result()).isEqualTo("answered");
    assertThat(row.ringSeconds()).isCloseTo(seen.ringSeconds(), within(SECOND));
    assertThat(row.talkSeconds()).isCloseTo(seen.talkSeconds(), within(SECOND));
  }

  private void assertRecording(String call, Seen seen) {
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() ->
            assertThat(views().find(Long.parseLong(call)).orElseThrow().recordings())
                .hasSize(1)
                .allSatisfy(recording -> {
                  assertThat(recording.state()).isEqualTo("ready");
                  assertThat(recording.seconds()).isCloseTo(seen.talkSeconds(), within(SECOND));
                }));
  }

  private CallView closed(String call) {
    await()
        .atMost(20, SECONDS)
        .until(() -> views().find(Long.parseLong(call)).orElseThrow().state().equals("closed"));
    return views().find(Long.parseLong(call)).orElseThrow();
  }

  private String newest() {
    await().atMost(20, SECONDS).until(() -> !ids().isEmpty());
    return Long.toString(ids().getLast());
  }

  private List<Long> ids() {
    return database
        .db()
        .list(
            "select id from call where merged_into is null order by id", row -> row.getLong("id"));
  }

  private CallViews views() {
    return new CallViews(database.db());
  }

  private House house() throws IOException {
    var variables = new HashMap<>(variables());
    variables.put("RINGCARD_HTTP_PORT", "0");
    return House.open(
        Settings.read(SettingsSource.read(Optional.empty(), variables)), this::people);
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
    settings.put("RINGCARD_RECORDINGS_FOLDER", exchange.recordingsFolder().toString());
    settings.put("RINGCARD_ADMIN_LOGIN", ServerProcess.LOGIN);
    settings.put("RINGCARD_ADMIN_PASSWORD", ServerProcess.PASSWORD);
    return settings;
  }

  private void people(Database db, long pbxId, Passwords passwords) {
    if (db.get("select count(*) as n from client", row -> row.getLong("n")) > 0) {
      return;
    }
    var hash = passwords.hash("geheim-2026");
    var extensions = new Extensions(db);
    for (var person : List.of("anna:101", "boris:102")) {
      var parts = person.split(":");
      var id = database.user(parts[0], parts[0], "operator");
      db.run("update app_user set password_hash = $2 where id = $1", id, hash);
      extensions.assign(db, parts[1], id, Instant.EPOCH);
    }
    db.run("insert into client (name) values ('Ирина Соколова')");
    db.run(
        "insert into client_phone (client_id, position, number) select id, 0, $1 from client",
        "+" + CLIENT);
  }
}
