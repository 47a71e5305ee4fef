package io.ringcard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.DealOrder.Sort;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import io.ringcard.testkit.Pushed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.ringcard.undo.UndoRoutes;
import io.ringcard.undo.Undos;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The board, its deals and the settings of its pipelines over HTTP. */
class BoardRoutesTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Deals deals = new Deals(db, new Plans(db)::nextOfDeals);
  private final Pushed pushed = new Pushed();
  private final TestServer server = TestServer.start(routes());
  private final long annaId = database.user("anna", "Анна", "operator");
  private final long borisId = database.user("boris", "Борис", "operator");
  private final TestClient anna = server.as(annaId, "anna", Role.OPERATOR);
  private final TestClient boris = server.as(borisId, "boris", Role.OPERATOR);
  private final TestClient admin =
      server.as(database.user("admin", "Админ", "administrator"), "admin", Role.ADMINISTRATOR);

  private Routes routes() {
    var routes = new Routes();
    var pipeline = new PipelineRoutes(deals, new Pipelines(db, () -> 3), pushed);
    pipeline.addTo(routes);
    new UndoRoutes(new Undos(db).on("deal", pipeline::undo)).addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  private JsonObject deal(String title, String more) {
    var body = new JsonObject(more).put("title", title).put("client", "1");
    var made = anna.post("/api/deals", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json();
  }

  private void client(String name, String company) {
    db.run("insert into client (name, company) values ($1, $2)", name, company);
  }

  @Test
  void columnsAreInOrderOfContacts() {
    client("Иванов", "Ромашка");
    client("Петрова", "Зерно");
    deal("Никогда", "{}");
    deal("Позже", "{\"amount\":\"100.50\"}");
    deal("Скоро", "{\"amount\":\"200\",\"owner\":null}");
    deal("Евро", "{\"amount\":\"7\",\"currency\":\"EUR\",\"step\":\"3\"}");
    plan(2, "2026-12-01T09:00:00Z");
    plan(3, "2026-11-20T09:00:00Z");
    var columns = anna.get("/api/deals/board").json().getJsonArray("columns");
    assertThat(columns).hasSize(8);
    assertThat(titles(columns.getJsonObject(0).getJsonArray("items")))
        .containsExactly("Скоро", "Позже", "Никогда");
    assertThat(columns.getJsonObject(0).getInteger("count")).isEqualTo(3);
    assertThat(columns.getJsonObject(0).getJsonArray("sums").encode())
        .isEqualTo("[{\"currency\":\"RUB\",\"amount\":\"300.50\"}]");
    assertThat(columns.getJsonObject(2).getJsonArray("sums").getJsonObject(0).getString("currency"))
        .isEqualTo("EUR");
    var first = anna.get("/api/deals/board?limit=1").json().getJsonArray("columns");
    assertThat(first.getJsonObject(0).getInteger("count")).isEqualTo(3);
    assertThat(titles(anna.get("/api/deals?step=1&sort=next&limit=5&cursor=3").items()))
        .containsExactly("Позже", "Никогда");
    assertThat(
            titles(anna.get("/api/deals?q=%D0%A0%D0%9E%D0%9C%D0%90%D0%A8&owner=" + annaId).items()))
        .containsExactly("Евро", "Позже", "Никогда");
    assertThat(anna.get("/api/deals?q=%25").items()).isEmpty();
  }

  @Test
  void everySortPagesWithoutLossOrRepeat() {
    client("Иванов", "Ромашка");
    for (var i = 0; i < 7; i++) {
      deal("Сделка " + i % 3, i % 2 == 0 ? "{\"amount\":\"" + i + "\"}" : "{}");
    }
    for (var sort :
        List.of(
            "created",
            "next",
            "title",
            "client",
            "step",
            "amount",
            "owner",
            "expected",
            "talked")) {
      assertThat(paged(sort)).as(sort).hasSize(7).doesNotHaveDuplicates();
      var back = new ArrayList<>(paged("-" + sort));
      java.util.Collections.reverse(back);
      assertThat(back).as("-" + sort).isEqualTo(paged(sort));
    }
  }

  private List<String> paged(String sort) {
    var ids = new ArrayList<String>();
    var cursor = "";
    do {
      var page = anna.get("/api/deals?limit=2&sort=" + sort + cursor).json();
      page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("id")));
      cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());
    return ids;
  }

  @Test
  void theLateOfTwoIsToldWhoWasFaster() {
    client("Иванов", "Ромашка");
    var deal = deal("Крыша", "{}");
    var version = deal.getInteger("version");
    var first = boris.send("PATCH", "/api/deals/1", patch(version, "step", "3"));
    assertThat(first.status()).isEqualTo(200);
    assertThat(pushed.toAll()).containsExactly("deal", "deal");
    var late = anna.send("PATCH", "/api/deals/1", patch(version, "step", "4"));
    assertThat(late.problem()).isEqualTo("409 conflict version stale");
    var params = late.json().getJsonObject("params");
    assertThat(params.getJsonObject("by").getString("name")).isEqualTo("Борис");
    assertThat(params.getJsonObject("current").getJsonObject("step").getString("id"))
        .isEqualTo("3");
    assertThat(boris.send("PATCH", "/api/deals/1", patch(version, "title", "Забор")).problem())
        .isEqualTo("409 conflict version stale");
    var now = first.json().getInteger("version");
    assertThat(anna.send("PATCH", "/api/deals/1", patch(now, "step", "4")).status()).isEqualTo(200);
    var stays = anna.get("/api/deals/1/steps").items();
    assertThat(stays).hasSize(3);
    assertThat(stays.getJsonObject(1).getJsonObject("by").getString("name")).isEqualTo("Борис");
    assertThat(stays.getJsonObject(0).getString("until")).isNull();
    assertThat(stays.getJsonObject(2).getString("until")).isNotNull();
  }

  @Test
  void aCloseHasItsReasonAndIsTakenBack() {
    client("Иванов", "Ромашка");
    deal("Крыша", "{}");
    db.run("update deal set refusals = 2");
    var won = entry("reason-won", "Цена");
    assertThat(
            anna.send("PATCH", "/api/deals/1", patch(0, "step", "8").put("reason", won)).problem())
        .isEqualTo("400 invalid reason unknown");
    var reason = entry("reason-lost", "Дорого");
    var lost =
        anna.send("PATCH", "/api/deals/1", patch(0, "step", "8").put("reason", reason)).json();
    assertThat(lost.getJsonObject("reason").getString("id")).isEqualTo(reason);
    var stays = anna.get("/api/deals/1/steps").items();
    assertThat(stays.getJsonObject(0).getJsonObject("reason")).isEqualTo(lost.getValue("reason"));
    assertThat(stays.getJsonObject(1).getValue("reason")).isNull();
    var token = lost.getString("undo");
    assertThat(boris.exchange("POST", "/api/undo/" + token).status()).isEqualTo(404);
    assertThat(anna.exchange("POST", "/api/undo/" + token).status()).isEqualTo(200);
    var back = anna.get("/api/deals/1").json();
    assertThat(back.getString("closedAt")).isNull();
    assertThat(back.getValue("reason")).isNull();
    assertThat(back.getInteger("refusals")).isEqualTo(2);
    assertThat(anna.get("/api/deals/1/steps").items()).hasSize(1);
  }

  private String entry(String book, String label) {
    return db.get(
        "select id from book_entry where book = $1 and label->>'ru' = $2",
        row -> row.getLong("id").toString(),
        book,
        label);
  }

  @Test
  void aRenamedEntryIsCalledSoEverywhereAndOneOfferedNoMoreStays() {
    client("Иванов", "Ромашка");
    var source = entry("source", "Выставка");
    deal("Крыша", new JsonObject().put("source", source).encode());
    deal("Забор", new JsonObject().put("source", source).encode());
    db.run(
        "update book_entry set active = false, label = '{\"ru\":\"Ярмарка\",\"en\":\"Fair\"}'"
            + " where id = $1",
        Long.valueOf(source));
    var found = anna.get("/api/deals?source=" + source).items();
    assertThat(found)
        .hasSize(2)
        .allSatisfy(one -> {
          var label = ((JsonObject) one).getJsonObject("source").getJsonObject("label");
          assertThat(label.getString("ru")).isEqualTo("Ярмарка");
        });
    var renamed = anna.send("PATCH", "/api/deals/1", patch(0, "title", "Навес")).json();
    assertThat(renamed.getJsonObject("source").getString("id")).isEqualTo(source);
    assertThat(anna.send("PATCH", "/api/deals/2", patch(0, "source", source)).status())
        .isEqualTo(200);
    var late = new JsonObject().put("title", "Окна").put("client", "1").put("source", source);
    assertThat(anna.post("/api/deals", late).problem()).isEqualTo("400 invalid source unknown");
  }

  @Test
  void whatSomebodyHasBuiltUponIsNotTakenBack() {
    client("Иванов", "Ромашка");
    deal("Крыша", "{}");
    var moved = anna.send("PATCH", "/api/deals/1", patch(0, "step", "3")).json();
    boris.send("PATCH", "/api/deals/1", patch(moved.getInteger("version"), "title", "Забор"));
    assertThat(anna.exchange("POST", "/api/undo/" + moved.getString("undo")).problem())
        .isEqualTo("409 conflict token changed");
    assertThat(anna.get("/api/deals/1").json().getJsonObject("step").getString("id"))
        .isEqualTo("3");
  }

  @Test
  void theArchivedAreOutOfSightAndComeBack() {
    client("Иванов", "Ромашка");
    deal("Крыша", "{}");
    var gone =
        anna.send(
            "PATCH", "/api/deals/1", new JsonObject().put("version", 0).put("archived", true));
    assertThat(anna.get("/api/deals").items()).isEmpty();
    assertThat(anna.get("/api/deals/1").json().getString("archivedAt")).isNotNull();
    assertThat(anna.exchange("POST", "/api/undo/" + gone.json().getString("undo")).status())
        .isEqualTo(200);
    assertThat(anna.get("/api/deals").items()).hasSize(1);
  }

  @Test
  void badInputNamesItsField() {
    client("Иванов", "Ромашка");
    deal("Крыша", "{}");
    assertThat(anna.get("/api/deals?sort=price").problem()).isEqualTo("400 invalid sort enum");
    assertThat(anna.get("/api/deals/board?pipeline=9").problem())
        .isEqualTo("400 invalid pipeline unknown");
    assertThat(anna.get("/api/deals/board?limit=1000").problem())
        .isEqualTo("400 invalid limit maximum");
    assertThat(anna.send("PATCH", "/api/deals/1", patch(0, "expectedOn", "2026-02-31")).problem())
        .isEqualTo("400 invalid expectedOn type");
    assertThat(anna.send("PATCH", "/api/deals/1", patch(0, "amount", "12,5")).problem())
        .isEqualTo("400 invalid amount pattern");
    assertThat(anna.send("PATCH", "/api/deals/1", patch(0, "owner", "77")).problem())
        .isEqualTo("400 invalid owner unknown");
    assertThat(anna.get("/api/deals/77/steps").status()).isEqualTo(404);
    assertThat(anna.get("/api/deals/1").json().getInteger("version")).isZero();
  }

  @Test
  void onlyAdministratorsWritePipelines() {
    var body = pipeline().put("version", 0);
    assertThat(anna.send("PATCH", "/api/pipelines/1", body).status()).isEqualTo(403);
    assertThat(anna.post("/api/pipelines", pipeline()).status()).isEqualTo(403);
    assertThat(server.stranger().send("PATCH", "/api/pipelines/1", body).status()).isEqualTo(401);
    assertThat(pushed.toAll()).isEmpty();
  }

  @Test
  void aPipelineIsWrittenWholeWithItsDeals() {
    client("Иванов", "Ромашка");
    deal("Крыша", "{\"step\":\"2\"}");
    var pipeline = pipeline();
    var steps = pipeline.getJsonArray("steps");
    steps.remove(1);
    steps.getJsonObject(0).put("color", 9).getJsonObject("label").put("en", "Hello");
    steps.add(step("Отложено", "Parked", "lost"));
    var body = new JsonObject().put("version", 0).put("steps", steps);
    assertThat(admin.send("PATCH", "/api/pipelines/1", body).problem())
        .isEqualTo("400 invalid moved.2 required");
    body.put("moved", new JsonObject().put("2", "7"));
    var written = admin.send("PATCH", "/api/pipelines/1", body);
    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(pushed.toAll()).endsWith("pipelines");
    var now = written.items().getJsonObject(0);
    assertThat(now.getJsonArray("steps")).hasSize(8);
    assertThat(now.getJsonArray("steps").getJsonObject(0).getInteger("color")).isEqualTo(9);
    var deal = anna.get("/api/deals/1").json();
    assertThat(deal.getJsonObject("step").getString("id")).isEqualTo("7");
    assertThat(deal.getString("closedAt")).isNotNull();
    assertThat(anna.get("/api/deals/1/steps").items()).hasSize(2);
    assertThat(admin.send("PATCH", "/api/pipelines/1", body).problem())
        .isEqualTo("409 conflict version stale");
    assertThat(
            anna.send("PATCH", "/api/deals/1", patch(deal.getInteger("version"), "step", "2"))
                .problem())
        .isEqualTo("400 invalid step unknown");
  }

  @Test
  void pipelinesKeepOneOpenStepAndOneAnother() {
    var closed = new JsonArray().add(step("Отказ", "Lost", "lost"));
    assertThat(
            admin
                .send(
                    "PATCH",
                    "/api/pipelines/1",
                    new JsonObject().put("version", 0).put("steps", closed))
                .problem())
        .isEqualTo("400 invalid steps no-open-step");
    var retire = new JsonObject().put("version", 0).put("retired", true);
    assertThat(admin.send("PATCH", "/api/pipelines/1", retire).problem())
        .isEqualTo("409 conflict retired last");
    var fresh = pipeline();
    fresh.getJsonArray("steps").forEach(step -> ((JsonObject) step).remove("id"));
    assertThat(admin.post("/api/pipelines", fresh).status()).isEqualTo(201);
    client("Иванов", "Ромашка");
    deal("Крыша", "{}");
    assertThat(admin.send("PATCH", "/api/pipelines/1", retire).problem())
        .isEqualTo("409 conflict retired has-deals");
    assertThat(admin.send("PATCH", "/api/pipelines/2", retire).items()).hasSize(1);
    var strange = pipeline().put("version", 0);
    strange.getJsonArray("steps").getJsonObject(0).put("id", "9");
    strange.remove("label");
    assertThat(admin.send("PATCH", "/api/pipelines/1", strange).problem())
        .isEqualTo("400 invalid steps[0].id unknown");
  }

  @Test
  void tenThousandDealsAreNotReadOneByOne() {
    db.run(
        "insert into client (name, company) select 'Клиент ' || n, 'Фирма ' || n from generate_series(1, 4000) n");
    db.run(
        """
        insert into deal (title, client_id, step_id, owner_id, amount)
        select 'Сделка ' || n, 1 + n % 4000, 1 + n % 6, $1, n from generate_series(1, 10000) n
        """,
        annaId);
    db.run(
        """
        insert into plan (client_id, deal_id, assignee_id, at, created_by)
        select client_id, id, $1, now() + (id % 200 - 60) * interval '1 hour', $1 from deal where id % 3 <> 0
        """,
        annaId);
    db.run("analyze");
    var all = new DealFilter(null, null, null, null, true, null, null);
    var some = new DealFilter(1L, null, annaId, null, true, null, "фирма 1");
    assertQuick("newest", () -> deals.list(all, Sort.of(null), null, 100));
    assertQuick("as on the board", () -> deals.list(all, Sort.of("next"), 5_000L, 100));
    assertQuick("found by text", () -> deals.list(some, Sort.of("-amount"), null, 100));
    assertQuick("board", () -> deals.board(all, 50));
  }

  /**
   * The answer without the check of the contract, which only tests make. It takes a few hundredths
   * of a second; a statement for each deal would take many times the limit on any machine.
   */
  private static void assertQuick(String what, Supplier<Object> question) {
    var fastest = IntStream.range(0, 6).mapToLong(i -> millis(question)).min().orElseThrow();
    assertThat(Duration.ofMillis(fastest)).as(what).isLessThan(Duration.ofSeconds(1));
  }

  private static long millis(Supplier<Object> question) {
    var start = System.nanoTime();
    assertThat(question.get()).isNotNull();
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private void plan(long deal, String at) {
    db.run(
        "insert into plan (client_id, deal_id, assignee_id, at, created_by) values (1, $1, $2, $3::text::timestamptz, $2)",
        deal,
        annaId,
        at);
  }

  /** The first pipeline as it can be sent back. */
  private JsonObject pipeline() {
    var pipeline = admin.get("/api/pipelines").items().getJsonObject(0);
    return new JsonObject()
        .put("label", pipeline.getJsonObject("label"))
        .put("steps", pipeline.getJsonArray("steps"));
  }

  private static JsonObject step(String ru, String en, String kind) {
    var label = new JsonObject().put("ru", ru).put("en", en);
    return new JsonObject().put("label", label).put("color", 1).put("kind", kind);
  }

  private static JsonObject patch(int version, String field, String value) {
    return new JsonObject().put("version", version).put(field, value);
  }

  private static List<String> titles(JsonArray items) {
    return items.stream().map(item -> ((JsonObject) item).getString("title")).toList();
  }
}
