package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.store.Database;
import io.ringcard.testkit.EventStream;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import io.ringcard.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has which card, case by case, on the events of real calls. */
class CardCasesTest {

  @TempDir Path home;
  private FakeAmi exchange;
  private DeskHouse house;
  private Database db;
  private TestClient anna;
  private TestClient boris;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home);
    db = house.db();
    anna = house.signIn("anna");
    boris = house.signIn("boris");
  }

  @AfterEach
  void close() throws IOException {
    house.close();
    exchange.close();
  }

  @Test
  void knownNumber() {
    var irina = client("Ирина Соколова", "+79000000011");
    var call = inbound().until("DialBegin", "PJSIP/trunk");
    var card = card(anna, "ringing");
    assertThat(name(card)).isEqualTo("Ирина Соколова");
    assertThat(card.getJsonObject("match").getString("reason")).isEqualTo("number");
    assertThat(card.getJsonObject("client").getString("id")).isEqualTo(Long.toString(irina));
    assertThat(cards(boris)).isEmpty();
    call.until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    call.toTheEnd();
    var written = card(anna, "writeup");
    assertThat(written.getString("id")).isEqualTo(card.getString("id"));
  }

  @Test
  void unknownNumberBecomesAClientWithItsPastCalls() {
    var before = inbound().until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    before.toTheEnd();
    var first = card(anna, "writeup").getString("id");
    inbound().with("1795415594", "1795415595").until("DialBegin", "PJSIP/trunk");
    var card = card(anna, "ringing");
    assertThat(card.getJsonObject("client")).isNull();
    assertThat(card.getBoolean("own")).isFalse();
    assertThat(card.getJsonObject("call").getString("number")).isEqualTo("+79000000011");
    assertThat(card.getJsonObject("call").getString("name")).isEqualTo("Ivan Petrov");
    var created =
        anna.post(
            "/api/clients",
            new JsonObject()
                .put("name", "Ivan Petrov")
                .put("phones", new JsonArray().add(new JsonObject().put("number", "79000000011"))));
    assertThat(created.status()).isEqualTo(201);
    await().atMost(20, SECONDS).until(() -> "Ivan Petrov".equals(name(card(anna, "ringing"))));
    assertThat(call(first).getJsonObject("client").getString("name")).isEqualTo("Ivan Petrov");
    assertThat(card(anna, "ringing").getJsonObject("last").getString("id")).isEqualTo(first);
  }

  @Test
  void severalMatchesBestFirstAndAnotherMayBeChosen() {
    var old = client("Рудь", "+79000000011");
    var best = client("Соколова", "+79000000011");
    deal(best, "Экраны");
    plan(best);
    var call = inbound().until("DialBegin", "PJSIP/trunk");
    var card = card(anna, "ringing");
    assertThat(name(card)).isEqualTo("Соколова");
    assertThat(card.getJsonObject("match").getJsonObject("deal").getString("name"))
        .isEqualTo("Экраны");
    assertThat(card.getJsonArray("others").getJsonObject(0).getString("reason"))
        .isEqualTo("number");

    assertThat(file(boris, card, old, 0).status()).isEqualTo(403);
    assertThat(file(anna, card, 999L, 0).problem()).endsWith("client unknown");
    assertThat(file(anna, card, old, 0).status()).isEqualTo(200);
    assertThat(file(anna, card, best, 0).problem()).startsWith("409 conflict version stale");
    await().atMost(20, SECONDS).until(() -> "Рудь".equals(name(card(anna, "ringing"))));
    var others = card(anna, "ringing").getJsonArray("others");
    assertThat(others.getJsonObject(0).getJsonObject("client").getString("name"))
        .isEqualTo("Соколова");

    call.until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    call.toTheEnd();
    assertThat(name(card(anna, "writeup"))).isEqualTo("Рудь");
    var logged = call(card.getString("id"));
    assertThat(logged.getJsonObject("client").getString("name")).isEqualTo("Рудь");
    assertThat(logged.getInteger("version")).isEqualTo(1);
    assertThat(anna.get("/api/plan?client=" + best + "&status=planned").items()).hasSize(1);
  }

  @Test
  void filedElsewhereTheOutcomeGoesAlongAndTheDealIsLeftAlone() {
    var wrong = client("Соколова", "+79000000011");
    var right = client("Рудь", "+79000000022");
    deal(wrong, "Экраны");
    var call = inbound().until("BridgeEnter", "PJSIP/trunk");
    var card = card(anna, "talking");
    var outcome =
        new JsonObject()
            .put("outcome", "3")
            .put("note", "Ждёт макет")
            .put(
                "nextContact",
                new JsonObject().put("at", "2030-01-01T10:00:00Z").put("topic", "Макет"));
    var path = "/api/calls/" + card.getString("id");
    assertThat(anna.send("PUT", path + "/outcome", outcome).status()).isEqualTo(200);
    assertThat(step(wrong)).isEqualTo("Offer sent");

    assertThat(file(anna, card, right, 0).status()).isEqualTo(200);
    call.toTheEnd();
    assertThat(step(wrong)).isEqualTo("Contact");
    assertThat(topics(wrong)).isEmpty();
    assertThat(topics(right)).containsExactly("Макет");
    var logged = call(card.getString("id"));
    assertThat(logged.getJsonObject("outcome").getString("note")).isEqualTo("Ждёт макет");
    assertThat(logged.getJsonObject("deal")).isNull();
    assertThat(kinds(wrong)).doesNotContain("call");
    assertThat(kinds(right)).contains("call");
    assertThat(db.list("select client_id from note", row -> row.getLong("client_id")))
        .containsExactly(right);
  }

  @Test
  void withheldNumberIsFiledByHand() {
    var irina = client("Ирина", "+79000000011");
    Recorded.call("plain/inbound-no-callerid", exchange).until("DialBegin", "PJSIP/trunk");
    var card = card(anna, "ringing");
    assertThat(card.getJsonObject("client")).isNull();
    assertThat(card.getJsonObject("call").getString("number")).isNull();
    assertThat(card.getJsonArray("others")).isEmpty();
    assertThat(file(anna, card, irina, 0).status()).isEqualTo(200);
    await().atMost(20, SECONDS).until(() -> "Ирина".equals(name(card(anna, "ringing"))));
    assertThat(card(anna, "ringing").getJsonObject("match")).isNull();
    assertThat(file(anna, card, null, 1).json().getJsonObject("client")).isNull();
  }

  @Test
  void theHousesOwnNumberIsNobody() {
    client("Кто-то", "+" + DeskHouse.OWN);
    inbound().with("79000000011", DeskHouse.OWN).until("DialBegin", "PJSIP/trunk");
    var card = card(anna, "ringing");
    assertThat(card.getJsonObject("client")).isNull();
    assertThat(card.getBoolean("own")).isTrue();
    assertThat(card.getJsonArray("others")).isEmpty();
  }

  @Test
  void colleaguesCallEachOtherWithoutCards() {
    var call = Recorded.call("plain/internal-answered", exchange).until("BridgeEnter", "PJSIP/101");
    await().atMost(20, SECONDS).until(() -> anna.get("/api/calls").items().size() == 1);
    assertThat(cards(anna)).isEmpty();
    assertThat(cards(boris)).isEmpty();
    call.toTheEnd();
    await().atMost(20, SECONDS).until(() -> newest().getString("state").equals("closed"));
    assertThat(cards(anna)).isEmpty();
  }

  @Test
  void clickToCallShowsTheClientWhoIsCalled() {
    client("Ирина", "+79000001011");
    var call = Recorded.call("plain/click-to-call-answered", exchange);
    call.until("DialBegin", "PJSIP/101").until("DialBegin", "PJSIP/101");
    assertThat(name(card(anna, "ringing"))).isEqualTo("Ирина");
    call.until("BridgeEnter", "PJSIP/101");
    card(anna, "talking");
    call.toTheEnd();
    card(anna, "writeup");
  }

  @Test
  void aSecondCallWaitsWhileTalking() {
    var first = inbound().until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    var second = Recorded.call("plain/two-calls-in-a-row-same-client", exchange);
    second.until("DialBegin", "PJSIP/trunk");
    card(anna, "ringing");
    assertThat(phases(anna)).containsExactly("ringing", "talking");
    second.until("Hangup", "PJSIP/trunk");
    await().atMost(20, SECONDS).until(() -> phases(anna).equals(List.of("talking")));
    first.toTheEnd();
    await().atMost(20, SECONDS).until(() -> phases(anna).equals(List.of("writeup")));
  }

  @Test
  void theSameClientTwiceIsTwoCalls() {
    client("Ирина", "+79000000058");
    var call = Recorded.call("plain/two-calls-in-a-row-same-client", exchange);
    call.until("DialBegin", "PJSIP/trunk");
    var first = card(anna, "ringing").getString("id");
    call.until("Hangup", "PJSIP/trunk").until("DialBegin", "PJSIP/trunk");
    await().atMost(20, SECONDS).until(() -> !card(anna, "ringing").getString("id").equals(first));
    call.toTheEnd();
    card(anna, "writeup");
    assertThat(cards(anna)).hasSize(1);
  }

  @Test
  void whoHandsOnWritesUpAndTheOtherHasTheWholeCard() {
    client("Ирина", "+79000000041");
    var call = Recorded.call("plain/blind-transfer-refer-answered", exchange);
    call.until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    call.until("DialBegin", "PJSIP/trunk");
    assertThat(name(card(boris, "ringing"))).isEqualTo("Ирина");
    var since = card(anna, "writeup").getInstant("since");
    call.until("BridgeEnter", "PJSIP/trunk");
    assertThat(name(card(boris, "talking"))).isEqualTo("Ирина");
    call.toTheEnd();
    assertThat(name(card(boris, "writeup"))).isEqualTo("Ирина");
    var own = card(anna, "writeup");
    assertThat(name(own)).isEqualTo("Ирина");
    assertThat(own.getInstant("since")).isEqualTo(since);
    try (var screen = boris.eventsUntilEnd("/api/push")) {
      var path = "/api/calls/" + own.getString("id") + "/outcome";
      anna.send("PUT", path, new JsonObject().put("outcome", "3"));
      await().atMost(20, SECONDS).until(() -> gone(screen).isPresent());
      assertThat(gone(screen).orElseThrow().getValue("takenBy")).isNull();
    }
  }

  @Test
  void takenByAColleagueWithoutAMissedCall() {
    try (var screen = anna.eventsUntilEnd("/api/push")) {
      var call = Recorded.call("plain/queue-ringall-second-answers", exchange);
      call.until("DialBegin", "PJSIP/trunk-00000000\r\n").until("DialBegin", "PJSIP/trunk");
      card(anna, "ringing");
      card(boris, "ringing");
      call.until("DialEnd", "PJSIP/101");
      await().atMost(20, SECONDS).until(() -> gone(screen).isPresent());
      var gone = gone(screen).orElseThrow();
      assertThat(gone.getJsonObject("takenBy").getString("name")).isEqualTo("boris");
      card(boris, "ringing");
      call.until("BridgeEnter", "PJSIP/trunk");
      card(boris, "talking");
      call.toTheEnd();
      card(boris, "writeup");
      assertThat(cards(anna)).isEmpty();
      var today = anna.get("/api/plan/today").json();
      assertThat(today.getJsonArray("missed")).isEmpty();
    }
  }

  @Test
  void pickedUpByAColleague() {
    try (var screen = anna.eventsUntilEnd("/api/push")) {
      var call = Recorded.call("plain/pickup-group", exchange).until("DialBegin", "PJSIP/trunk");
      card(anna, "ringing");
      call.toTheEnd();
      await().atMost(20, SECONDS).until(() -> gone(screen).isPresent());
      var taker = gone(screen).orElseThrow().getJsonObject("takenBy");
      assertThat(taker.getString("name")).isEqualTo("vera");
    }
  }

  @Test
  void putAwayTakenBackAndThereAgainWhenTalking() {
    var call = inbound().until("DialBegin", "PJSIP/trunk");
    var id = card(anna, "ringing").getString("id");
    assertThat(anna.exchange("POST", "/api/cards/" + id + "/dismiss").status()).isEqualTo(204);
    assertThat(cards(anna)).isEmpty();
    assertThat(anna.delete("/api/cards/" + id + "/dismiss").status()).isEqualTo(204);
    card(anna, "ringing");
    anna.exchange("POST", "/api/cards/" + id + "/dismiss");
    call.until("BridgeEnter", "PJSIP/trunk");
    card(anna, "talking");
    call.toTheEnd();
    card(anna, "writeup");
    anna.exchange("POST", "/api/cards/" + id + "/dismiss");
    assertThat(cards(anna)).isEmpty();
    assertThat(anna.delete("/api/cards/" + id + "/dismiss").status()).isEqualTo(204);
    card(anna, "writeup");
  }

  private String step(long client) {
    return anna.get("/api/deals?client=" + client)
        .items()
        .getJsonObject(0)
        .getJsonObject("step")
        .getJsonObject("label")
        .getString("en");
  }

  private List<String> topics(long client) {
    return each(anna.get("/api/plan?client=" + client), "topic");
  }

  private List<String> kinds(long client) {
    return each(anna.get("/api/clients/" + client + "/timeline"), "kind");
  }

  private static List<String> each(TestClient.Reply list, String member) {
    return list.items().stream().map(item -> ((JsonObject) item).getString(member)).toList();
  }

  private Recorded inbound() {
    return Recorded.call("plain/inbound-answered", exchange);
  }

  private static Optional<JsonObject> gone(EventStream screen) {
    return screen.events().stream()
        .filter(event -> event.name().equals("card-gone"))
        .map(EventStream.Event::data)
        .findFirst();
  }

  private JsonObject card(TestClient person, String phase) {
    Predicate<JsonObject> wanted = card -> phase.equals(card.getString("phase"));
    await()
        .alias(phase + " card")
        .atMost(20, SECONDS)
        .until(() -> cards(person).stream().anyMatch(wanted));
    return cards(person).stream().filter(wanted).findFirst().orElseThrow();
  }

  private static List<JsonObject> cards(TestClient person) {
    return person.get("/api/cards").items().stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> phases(TestClient person) {
    return cards(person).stream().map(card -> card.getString("phase")).toList();
  }

  private static String name(JsonObject card) {
    var client = card.getJsonObject("client");
    return client == null ? "" : client.getString("name");
  }

  private JsonObject call(String id) {
    return anna.get("/api/calls/" + id).json();
  }

  private JsonObject newest() {
    return anna.get("/api/calls").items().getJsonObject(0);
  }

  private static TestClient.Reply file(TestClient by, JsonObject card, Long client, int version) {
    return by.send(
        "PATCH",
        "/api/calls/" + card.getString("id"),
        new JsonObject()
            .put("version", version)
            .put("client", client == null ? null : client.toString()));
  }

  private long client(String name, String number) {
    var id =
        db.get(
            "insert into client (name) values ($1) returning id", row -> row.getLong("id"), name);
    db.run("insert into client_phone (client_id, position, number) values ($1, 0, $2)", id, number);
    return id;
  }

  private void deal(long client, String title) {
    db.run(
        "insert into deal (title, client_id, step_id) select $2, $1, min(id) from step",
        client,
        title);
  }

  private void plan(long client) {
    db.run(
        """
        insert into plan (client_id, assignee_id, at, created_by)
        select $1, id, now() + interval '1 minute', id from app_user where login = 'anna'
        """,
        client);
  }
}
