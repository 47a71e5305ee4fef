package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiStream;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.bench.CallPlayer;
import io.ringcard.bench.PlayedCall;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.staff.Extensions;
import io.ringcard.staff.Passwords;
import io.ringcard.store.Database;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.EventStream;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A busy exchange for a minute: two hundred events a second, fifty people with their streams open,
 * two of them at a real page. Every byte is kept, every call has its row, and each ringing phone's
 * owner has seen the card once; measured by what the player knows about its calls.
 */
class LoadTest {

  private static final int EVENTS_PER_SECOND = 200;
  private static final int EVENTS = 60 * EVENTS_PER_SECOND;
  private static final int CLIENTS = 1_000;
  private static final List<String> EXTENSIONS =
      IntStream.range(101, 151).mapToObj(Integer::toString).toList();
  private static final String PASSWORD = "geheim-2026";

  @TempDir Path home;
  private TestDatabase database;
  private FakeAmi exchange;
  private final Map<String, EventStream> streams = new LinkedHashMap<>();
  private final MessageDigest sent = sha();

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.fresh();
    exchange = FakeAmi.start();
  }

  @AfterEach
  void close() throws IOException {
    exchange.close();
    database.close();
  }

  @Test
  @Timeout(180)
  void aMinuteOfTwoHundredEventsASecond() throws IOException {
    var player = new CallPlayer(EXTENSIONS, EVENTS_PER_SECOND);
    try (var house = House.open(settings(), this::people);
        var chromium = new Chromium()) {
      await().atMost(20, SECONDS).until(() -> exchange.signedIn() > 0);
      EXTENSIONS.forEach(extension -> streams.put(extension, stream(house, extension)));
      var tabs = Map.of("101", tab(chromium, house, "101"), "102", tab(chromium, house, "102"));

      play(player);
      var calls = player.played();
      var told = System.nanoTime();
      assertThat(calls).as("enough for every way a call can go").hasSizeGreaterThan(40);
      await().atMost(30, SECONDS).untilAsserted(() -> assertRows(calls));
      await().atMost(30, SECONDS).untilAsserted(() -> assertStreams(calls));
      FaultTable.add(
          "F20 200 events a second, " + calls.size() + " calls in a minute",
          1,
          0,
          0,
          0,
          System.nanoTime() - told);
      tabs.forEach((extension, page) ->
          assertThat(shownInPage(page))
              .as("the page of " + extension)
              .isEqualTo(ids(calls, extension)));
      assertThat(chromium.complaints()).isEmpty();
      streams.values().forEach(EventStream::close);
    }
    assertThat(kept()).isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  /** Each event at its moment; the last calls end within the minute. */
  private void play(CallPlayer player) {
    var start = System.nanoTime();
    var over = false;
    for (var i = 0; !over; i++) {
      for (var due = start + i * SECONDS.toNanos(1) / EVENTS_PER_SECOND;
          due > System.nanoTime(); ) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      var event = i < EVENTS * 8 / 10 ? player.next(Instant.now()) : player.rest(Instant.now());
      over = event.length == 0;
      sent.update(event);
      exchange.play(event);
    }
    assertThat(System.nanoTime() - start)
        .as("the sender kept its pace")
        .isLessThan(Duration.ofSeconds(75).toNanos());
  }

  private void assertRows(List<PlayedCall> calls) {
    var db = database.db();
    assertThat(db.list("select reason from set_aside", row -> row.getString("reason"))).isEmpty();
    var rows =
        new CallViews(db)
            .list(db.list("select id from call", row -> row.getLong("id"))).stream()
                .collect(toMap(CallView::linkedid, identity()));
    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(calls.stream().map(PlayedCall::linkedid).toList());
    for (var call : calls) {
      var row = rows.get(call.linkedid());
      assertThat(row.state()).as(call.toString()).isEqualTo("closed");
      assertThat(row.direction()).as(call.toString()).isEqualTo(call.direction());
      assertThat(row.result()).as(call.toString()).isEqualTo(call.result());
      assertThat(row.number()).as(call.toString()).isEqualTo(call.number());
      assertThat(row.client() == null ? null : row.client().name())
          .as(call.toString())
          .isEqualTo(client(call));
      assertThat(row.operators())
          .as(call.toString())
          .filteredOn(part -> part.result().equals("answered"))
          .extracting(CallView.Operator::extension)
          .containsExactlyElementsOf(call.answered());
    }
  }

  /** Clients have the even numbers; their name is the number. */
  private static String client(PlayedCall call) {
    var number = call.number();
    return number != null && (number.charAt(number.length() - 1) - '0') % 2 == 0 ? number : null;
  }

  private void assertStreams(List<PlayedCall> calls) {
    streams.forEach((extension, stream) -> {
      assertThat(stream.isEnded()).as("the stream of " + extension).isFalse();
      var expected = new HashMap<String, String>();
      calls.stream()
          .filter(call -> call.shownTo().contains(extension))
          .forEach(call -> expected.put(call.linkedid(), "once, ringing, " + client(call)));
      assertThat(shownOnWire(stream)).as("the stream of " + extension).isEqualTo(expected);
    });
  }

  /** By linked id, how each card came to the screen, and whose it was at last. */
  private static Map<String, String> shownOnWire(EventStream stream) {
    var shown = new HashMap<String, String>();
    var clients = new HashMap<String, String>();
    var present = new HashSet<String>();
    for (var event : stream.events(name -> name.startsWith("card"))) {
      var id = event.data().getString("id");
      if (event.name().equals("card-gone")) {
        present.remove(id);
      } else if (event.name().equals("card")) {
        var linkedid = event.data().getJsonObject("call").getString("linkedid");
        var client = event.data().getJsonObject("client");
        clients.put(linkedid, client == null ? null : client.getString("name"));
        if (present.add(id)) {
          shown.merge(
              linkedid,
              "once, " + event.data().getString("phase"),
              (before, now) -> before + "; again, " + now);
        }
      }
    }
    shown.replaceAll((linkedid, how) -> how + ", " + clients.get(linkedid));
    return shown;
  }

  /** By the call's id, how often a card appeared in the page. */
  @SuppressWarnings("unchecked")
  private static Map<String, Integer> shownInPage(Page page) {
    return (Map<String, Integer>) page.evaluate("() => window.shown");
  }

  private Map<String, Integer> ids(List<PlayedCall> calls, String extension) {
    var ids = new HashMap<String, Integer>();
    calls.stream()
        .filter(call -> call.shownTo().contains(extension))
        .forEach(call ->
            ids.put(
                database
                    .db()
                    .get(
                        "select id::text as id from call where linkedid = $1",
                        row -> row.getString("id"),
                        call.linkedid()),
                1));
    return ids;
  }

  private static Page tab(Chromium chromium, House house, String extension) {
    var desk =
        new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), house.address())
            .signIn("u" + extension, PASSWORD);
    desk.page()
        .evaluate(
            """
            () => {
              window.shown = {}
              let before = new Set()
              new MutationObserver(() => {
                const now = new Set([...document.querySelectorAll('[data-testid=card]')].map((card) => card.dataset.call))
                for (const call of now) if (!before.has(call)) window.shown[call] = (window.shown[call] ?? 0) + 1
                before = now
              }).observe(document.body, { subtree: true, childList: true, attributes: true })
            }
            """);
    return desk.page();
  }

  private static EventStream stream(House house, String extension) {
    var client = new TestClient(house.address()).with("X-Requested-With", "ringcard");
    var answer =
        client.post(
            "/api/session",
            new JsonObject().put("login", "u" + extension).put("password", PASSWORD));
    var cookie = answer.header("set-cookie").orElseThrow().split(";", -1)[0];
    return client.with("Cookie", cookie).eventsUntilEnd("/api/push");
  }

  /** The digest of the events that the journal holds, as they were received. */
  private String kept() throws IOException {
    var digest = sha();
    try (var journal = Journal.open(JournalSettings.of(home.resolve("journal")), e -> {})) {
      journal.read(
          0,
          new AmiStream(
              new AmiListener() {
                @Override
                public void block(AmiBlock block, Instant receivedAt, long from, long to) {
                  if (isPlayed(block)) {
                    digest.update(
                        (String.join("\r\n", block.lines()) + "\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                  }
                }

                @Override
                public void lost(Instant at, String reason, long to) {}
              }));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** All but the few that the exchange says of its own accord or when asked. */
  private static boolean isPlayed(AmiBlock block) {
    var event = block.event();
    return event != null && !event.equals("FullyBooted") && !event.startsWith("CoreShowChannel");
  }

  private void people(Database db, long pbxId, Passwords passwords) {
    var hash = passwords.hash(PASSWORD);
    var extensions = new Extensions(db);
    for (var extension : EXTENSIONS) {
      var id = database.user("u" + extension, "Operator " + extension, "operator");
      db.run("update app_user set password_hash = $2 where id = $1", id, hash);
      extensions.assign(db, extension, id, Instant.EPOCH);
    }
    for (var i = 0; i < CLIENTS; i += 2) {
      db.run(
          "with made as (insert into client (name) values ($1) returning id) insert into"
              + " client_phone (client_id, position, number) select id, 0, $1 from made",
          CallPlayer.number(i));
    }
  }

  private Settings settings() {
    var where = database.settings();
    var values = new HashMap<String, String>();
    values.put("zone", "Europe/Moscow");
    values.put("data", home.toString());
    values.put("http.port", "0");
    values.put("database.host", where.host());
    values.put("database.port", Integer.toString(where.port()));
    values.put("database.name", where.database());
    values.put("database.user", where.user());
    values.put("database.password", where.password());
    values.put("pbx.host", "127.0.0.1");
    values.put("pbx.port", Integer.toString(exchange.port()));
    values.put("pbx.user", FakeAmi.USER);
    values.put("pbx.secret", FakeAmi.SECRET);
    values.put("recordings.folder", home.toString());
    return Settings.read(SettingsSource.of(values));
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
