package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallViews;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.MissedDesk;
import io.ringcard.testkit.Pushed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.ringcard.undo.UndoRoutes;
import io.ringcard.undo.Undos;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contact plan over HTTP: who sees what, two people at one contact, taking back. */
class PlanRoutesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Pushed pushed = new Pushed();
  private final TestServer server = TestServer.start(routes());
  private final long annaId = database.user("anna", "Анна", "operator");
  private final long borisId = database.user("boris", "Борис", "operator");
  private final TestClient anna = server.as(annaId, "anna", Role.OPERATOR);
  private final TestClient boris = server.as(borisId, "boris", Role.OPERATOR);

  private Routes routes() {
    var routes = new Routes();
    var moscow = ZoneId.of("Europe/Moscow");
    var desk = MissedDesk.of(db, moscow, NOW);
    var today = new TodayView(db, new CallViews(db), desk, moscow, () -> NOW);
    var planning = new PlanRoutes(new Plans(db), today, pushed);
    planning.addTo(routes);
    new UndoRoutes(new Undos(db).on("plan", planning::undo)).addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void listsByPersonTeamKindAndText() {
    client("Иванов", "Ромашка");
    plan("{\"topic\":\"Смета\"}");
    plan("{\"kind\":\"meeting\"}");
    plan("{\"topic\":\"100%\",\"assignee\":\"" + borisId + "\"}");
    assertThat(ids(anna.get("/api/plan?scope=mine").items())).containsExactly("1", "2");
    assertThat(ids(boris.get("/api/plan?scope=mine").items())).containsExactly("3");
    assertThat(ids(boris.get("/api/plan?scope=mine&assignee=" + annaId).items()))
        .containsExactly("1", "2");
    db.run("insert into team (name) values ('Продажи')");
    db.run("update app_user set team_id = 1");
    assertThat(anna.get("/api/plan?scope=team").items()).hasSize(3);
    assertThat(ids(anna.get("/api/plan?kind=meeting").items())).containsExactly("2");
    assertThat(anna.get("/api/plan?q=%D0%A0%D0%9E%D0%9C%D0%90%D0%A8").items()).hasSize(3);
    assertThat(ids(anna.get("/api/plan?q=%D1%81%D0%BC%D0%B5%D1%82").items())).containsExactly("1");
    assertThat(ids(anna.get("/api/plan?q=%25").items())).containsExactly("3");
    assertThat(anna.get("/api/plan/2").json().getString("kind")).isEqualTo("meeting");
    assertThat(anna.get("/api/plan/99").problem()).isEqualTo("404 not-found id unknown");
  }

  @Test
  void badInputIsAFieldAndWritesNothing() {
    client("Иванов", null);
    assertThat(create("{\"at\":\"1999-01-01T00:00:00Z\"}").problem())
        .isEqualTo("400 invalid at minimum");
    assertThat(create("{\"at\":\"2999-01-01T00:00:00Z\"}").problem())
        .isEqualTo("400 invalid at maximum");
    assertThat(create("{\"at\":\"tomorrow\"}").problem()).startsWith("400 invalid at");
    assertThat(create("{\"kind\":\"visit\"}").problem()).startsWith("400 invalid kind");
    assertThat(create("{\"client\":\"77\"}").problem()).isEqualTo("400 invalid client unknown");
    assertThat(create("{\"deal\":\"77\"}").problem()).isEqualTo("400 invalid deal unknown");
    db.run("update app_user set active = false where id = $1", borisId);
    assertThat(create("{\"assignee\":\"" + borisId + "\"}").problem())
        .isEqualTo("400 invalid assignee unknown");
    assertThat(create("{\"topic\":\"" + "я".repeat(201) + "\"}").status()).isEqualTo(400);
    assertThat(anna.get("/api/plan").items()).isEmpty();
    assertThat(server.stranger().get("/api/plan/1").status()).isEqualTo(401);
    assertThat(pushed.toAll()).isEmpty();
  }

  @Test
  void theSecondOfTwoLearnsWhoWasFaster() {
    client("Иванов", null);
    var plan = plan("{\"topic\":\"Смета\"}");
    assertThat(patch(boris, plan, "{\"status\":\"held\"}").status()).isEqualTo(200);
    var late = patch(anna, plan, "{\"at\":\"2026-11-26T07:00:00Z\"}");
    assertThat(late.problem()).isEqualTo("409 conflict version stale");
    var params = late.json().getJsonObject("params");
    assertThat(params.getJsonObject("by").getString("name")).isEqualTo("Борис");
    assertThat(params.getJsonObject("current").getString("status")).isEqualTo("held");
    assertThat(anna.get("/api/plan/1").json().getString("at")).isEqualTo("2026-11-25T07:00:00Z");
  }

  @Test
  void everyChangeIsTakenBackOnce() {
    client("Иванов", null);
    var plan = plan("{\"topic\":\"Смета\"}");
    var moved = patch(anna, plan, "{\"at\":\"2026-11-26T07:00:00Z\",\"topic\":\" \"}").json();
    assertThat(moved.getString("topic")).isNull();
    assertThat(undo(boris, moved).status()).isEqualTo(404);
    assertThat(undo(anna, moved).status()).isEqualTo(200);
    var back = anna.get("/api/plan/1").json();
    assertThat(back.getString("at")).isEqualTo("2026-11-25T07:00:00Z");
    assertThat(back.getString("topic")).isEqualTo("Смета");
    assertThat(undo(anna, moved).problem()).isEqualTo("409 conflict token undone");
    assertThat(pushed.toAll()).containsExactly("plan", "plan", "plan");
  }

  @Test
  void whatSomebodyElseChangedSinceStays() {
    client("Иванов", null);
    var plan = plan("{}");
    var held = patch(anna, plan, "{\"status\":\"held\"}").json();
    assertThat(patch(boris, held, "{\"topic\":\"Итог\"}").status()).isEqualTo(200);
    var refused = undo(anna, held);
    assertThat(refused.problem()).isEqualTo("409 conflict token changed");
    var params = refused.json().getJsonObject("params");
    assertThat(params.getJsonObject("by").getString("name")).isEqualTo("Борис");
    assertThat(anna.get("/api/plan/1").json().getString("status")).isEqualTo("held");
    assertThat(undo(anna, plan).problem()).isEqualTo("409 conflict token changed");
  }

  @Test
  void aNewContactIsTakenAway() {
    client("Иванов", null);
    var plan = plan("{}");
    assertThat(undo(anna, plan).status()).isEqualTo(200);
    assertThat(anna.get("/api/plan").items()).isEmpty();
  }

  @Test
  void missedCallersTellTriesStepAndLastTalk() {
    client("Иванов", null);
    db.run("insert into deal (title, client_id, step_id) values ('Экраны', 1, 3)");
    CallSeed.inbound(db, NOW.minusSeconds(86_400)).client(1).spoke(borisId, 60).write();
    for (var minutes = 2; minutes > 0; minutes--) {
      CallSeed.inbound(db, NOW.minusSeconds(60L * minutes))
          .number("+79161234567")
          .client(1)
          .rang(annaId, "no_answer", 20)
          .write();
    }
    var missed = anna.get("/api/plan/today").json().getJsonArray("missed");
    assertThat(missed).hasSize(1);
    var caller = missed.getJsonObject(0);
    assertThat(caller.getInteger("tries")).isEqualTo(2);
    assertThat(caller.getJsonObject("step").getString("id")).isEqualTo("3");
    assertThat(caller.getString("lastTalkAt")).startsWith("2026-11-24");
    CallSeed.outbound(db, NOW).number("+79161234567").client(1).spoke(borisId, 30).write();
    for (var scope : List.of("mine", "team")) {
      assertThat(anna.get("/api/plan/today?scope=" + scope).json().getJsonArray("missed"))
          .isEmpty();
    }
  }

  private JsonObject plan(String more) {
    var made = create(more);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json();
  }

  private TestClient.Reply create(String more) {
    var body = new JsonObject().put("client", "1").put("at", "2026-11-25T07:00:00Z");
    return anna.post("/api/plan", body.mergeIn(new JsonObject(more)));
  }

  private static TestClient.Reply patch(TestClient by, JsonObject plan, String change) {
    var body = new JsonObject(change).put("version", plan.getInteger("version"));
    return by.send("PATCH", "/api/plan/" + plan.getString("id"), body);
  }

  private static TestClient.Reply undo(TestClient by, JsonObject answer) {
    return by.post("/api/undo/" + answer.getString("undo"), "");
  }

  private void client(String name, @Nullable String company) {
    db.run("insert into client (name, company) values ($1, $2)", name, company);
  }

  private static List<String> ids(JsonArray items) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> items.getJsonObject(i).getString("id"))
        .toList();
  }
}
