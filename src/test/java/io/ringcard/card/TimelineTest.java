package io.ringcard.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallViews;
import io.ringcard.client.ClientLists;
import io.ringcard.client.ClientMerges;
import io.ringcard.client.ClientRoutes;
import io.ringcard.client.Clients;
import io.ringcard.client.Notes;
import io.ringcard.client.Numbers;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.planning.Plans;
import io.ringcard.search.Search;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client's card over HTTP: its history by pages, notes that come and go, numbers, the box. */
class TimelineTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final TestServer server = TestServer.start(routes());
  private final long annaId = database.user("anna", "Анна", "operator");
  private final TestClient anna = server.as(annaId, "anna", Role.OPERATOR);
  private final TestClient boris =
      server.as(database.user("boris", "Борис", "operator"), "boris", Role.OPERATOR);
  private final TestClient sveta =
      server.as(database.user("sveta", "Света", "supervisor"), "sveta", Role.SUPERVISOR);

  private Routes routes() {
    var routes = new Routes();
    var own = Set.of("+74951230001");
    var clients = new Clients(db, "RU", own, (tx, client, added, removed) -> {});
    var lists = new ClientLists(db, "RU");
    var notes = new Notes(db);
    new ClientRoutes(clients, lists, notes, new Numbers(db, "RU", own), id -> {}).addTo(routes);
    new Search(db, "RU", lists).addTo(routes);
    new TimelineRoutes(
            new Timeline(
                db,
                new CallViews(db),
                clients,
                notes,
                new Plans(db),
                new ClientMerges(db, clients)))
        .addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void pagesHoldEachThingOnceNewestFirst() {
    client("Соколова");
    for (var i = 0; i < 25; i++) {
      CallSeed.inbound(db, NOON.minusSeconds(i / 3 * 60L)).client(1).spoke(annaId, 60).write();
      note("заметка " + i, NOON.minusSeconds(i / 2 * 60L));
    }
    plan("planned", NOON);
    plan("held", NOON);
    deal();
    for (var limit : new int[] {1, 7, 200}) {
      var items = all("", limit);
      assertThat(items).as("limit %s", limit).hasSize(25 + 25 + 1 + 2 + 1);
      assertThat(new HashSet<>(items)).hasSameSizeAs(items);
      var times = items.stream().map(item -> item.getInstant("at")).toList();
      assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
    assertThat(all("&kind=note", 4)).hasSize(25);
    assertThat(all("&kind=plan", 4)).hasSize(1);
    var page = anna.get("/api/clients/1/timeline?limit=5").json();
    assertThat(page.getJsonArray("ahead")).hasSize(1);
    assertThat(page.getJsonObject("counts").getMap())
        .isEqualTo(new JsonObject("{\"call\":25,\"note\":25,\"deal\":2,\"plan\":2}").getMap());
  }

  @Test
  void aDealTellsWhereItCameFrom() {
    client("Соколова");
    deal();
    var steps = all("&kind=deal", 10).stream().map(item -> item.getJsonObject("step")).toList();
    assertThat(steps.get(0).getJsonObject("from").getString("id")).isEqualTo("1");
    assertThat(steps.get(0).getJsonObject("to").getString("id")).isEqualTo("3");
    assertThat(steps.get(1).getJsonObject("from")).isNull();
  }

  @Test
  void badPlacesAreNamed() {
    client("Соколова");
    assertThat(anna.get("/api/clients/1/timeline?cursor=x").problem())
        .isEqualTo("400 invalid cursor unknown");
    assertThat(anna.get("/api/clients/1/timeline?kind=letter").problem())
        .isEqualTo("400 invalid kind enum");
    assertThat(anna.get("/api/clients/9/timeline").problem()).isEqualTo("404 not-found id unknown");
  }

  @Test
  void aNoteIsRewrittenTakenAwayAndBroughtBack() {
    client("Соколова");
    anna.post("/api/clients/1/notes", new JsonObject().put("text", "Звонить после обеда"));
    var edited = note(anna, 0, new JsonObject().put("text", " Звонить до обеда "));
    assertThat(edited.json().getString("text")).isEqualTo("Звонить до обеда");
    assertThat(edited.json().getString("editedAt")).isNotNull();
    assertThat(note(anna, 0, new JsonObject().put("text", "x")).problem())
        .isEqualTo("409 conflict version stale");
    assertThat(note(boris, 1, new JsonObject().put("removed", true)).status()).isEqualTo(403);
    assertThat(note(anna, 1, new JsonObject().put("text", "  ")).problem())
        .isEqualTo("400 invalid text required");
    assertThat(note(sveta, 1, new JsonObject().put("removed", true)).status()).isEqualTo(200);
    assertThat(all("&kind=note", 10)).isEmpty();
    note(anna, 2, new JsonObject().put("removed", false));
    assertThat(all("&kind=note", 10)).hasSize(1);
  }

  @Test
  void aNumberTellsWhoseItIs() {
    client("Рудь");
    db.run("insert into client_phone (client_id, position, number) values (1, 0, '+74955550142')");
    var facts = anna.get("/api/numbers?number=8%20495%20555-01-42").json();
    assertThat(facts.getString("number")).isEqualTo("+74955550142");
    assertThat(facts.getJsonObject("place").getString("ru")).startsWith("Моск");
    assertThat(facts.getString("zone")).isEqualTo("Europe/Moscow");
    assertThat(facts.getJsonArray("clients").getJsonObject(0).getString("name")).isEqualTo("Рудь");
    assertThat(anna.get("/api/numbers?number=84951230001").json().getBoolean("own")).isTrue();
    assertThat(anna.get("/api/numbers?number=anonymous").problem())
        .isEqualTo("400 invalid number number");
    assertThat(anna.get("/api/numbers?number=112").json().getString("zone")).isNull();
  }

  @Test
  void theBoxFindsDealsByTitleAndNumber() {
    client("Соколова");
    deal();
    for (var typed : new String[] {"%D0%AD%D0%BA%D1%80%D0%B0%D0%BD", "1", "%E2%84%96%201"}) {
      var hits = anna.get("/api/search?q=" + typed).json();
      assertThat(hits.getJsonArray("deals").getJsonObject(0).getString("title"))
          .as(typed)
          .isEqualTo("Экраны");
    }
  }

  private TestClient.Reply note(TestClient by, int version, JsonObject change) {
    return by.send("PATCH", "/api/notes/1", change.put("version", version));
  }

  private List<JsonObject> all(String filter, int limit) {
    var items = new ArrayList<JsonObject>();
    @Nullable String cursor = null;
    do {
      var from = cursor == null ? "" : "&cursor=" + cursor;
      var page = anna.get("/api/clients/1/timeline?limit=" + limit + filter + from).json();
      page.getJsonArray("items").forEach(item -> items.add((JsonObject) item));
      cursor = page.getString("next");
    } while (cursor != null);
    return items;
  }

  private void client(String name) {
    db.run("insert into client (name, created_at) values ($1, '2026-01-01')", name);
  }

  private void note(String text, Instant at) {
    db.run(
        "insert into note (client_id, user_id, text, at) values (1, $1, $2, $3)",
        annaId,
        text,
        Columns.utc(at));
  }

  private void plan(String status, Instant at) {
    db.run(
        "insert into plan (client_id, assignee_id, created_by, at, status) values (1, $1, $1, $2, $3)",
        annaId,
        Columns.utc(at),
        status);
  }

  private void deal() {
    db.run("insert into deal (title, client_id, step_id) values ('Экраны', 1, 3)");
    db.run(
        "insert into deal_step (deal_id, step_id, at) values (1, 1, '2026-10-01'), (1, 3, '2026-10-02')");
  }
}
