package io.ringcard.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.calllog.Tallies;
import io.ringcard.client.Notes;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.PipelineRoutes;
import io.ringcard.pipeline.Pipelines;
import io.ringcard.planning.Persistences;
import io.ringcard.planning.PlanRoutes;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.planning.ReplanningRoutes;
import io.ringcard.planning.TodayView;
import io.ringcard.report.ReportRoutes;
import io.ringcard.report.Reports;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deals, plan, outcomes and durations over HTTP; answers are checked against the contract. */
class OutcomeRoutesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final long annaId = database.user("anna", "Анна", "operator");
  private final List<CallView> told = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final Pushed pushed = new Pushed();
  private final TestServer server = TestServer.start(routes());
  private final TestClient anna = server.as(annaId, "anna", Role.OPERATOR);
  private final TestClient sveta =
      server.as(database.user("sveta", "Света", "supervisor"), "sveta", Role.SUPERVISOR);

  private Routes routes() {
    var routes = new Routes();
    var calls = new CallViews(db);
    var plans = new Plans(db);
    var deals = new Deals(db, plans::nextOfDeals);
    var notes = new Notes(db);
    var catalogue = new Catalogue(db);
    var replanning = new Replanning(MOSCOW, () -> NOW);
    var consequences = new Consequences(plans, notes, replanning, MOSCOW, () -> NOW);
    var outcomes =
        new OutcomeRoutes(
            new Outcomes(db, calls, deals, plans, catalogue, consequences),
            catalogue,
            told::add,
            () -> changes.add("outcomes"));
    new PipelineRoutes(deals, new Pipelines(db, () -> 3), pushed).addTo(routes);
    var desk = MissedDesk.of(db, MOSCOW, NOW);
    new PlanRoutes(plans, new TodayView(db, calls, desk, MOSCOW, () -> NOW), pushed).addTo(routes);
    outcomes.addTo(routes);
    new ReplanningRoutes(db, new Persistences(db), replanning, pushed).addTo(routes);
    new UndoRoutes(new Undos(db).on(Outcomes.UNDO, outcomes::undo)).addTo(routes);
    new Tallies().begin(db, MOSCOW);
    new ReportRoutes(new Reports(db, MOSCOW, () -> NOW)).addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void aCallBecomesADealAStepAndAPlan() {
    db.run("insert into client (name, company) values ('Иванов', 'Ромашка')");
    var call = CallSeed.inbound(db, NOW).number("+79161234567").client(1).spoke(annaId, 60).write();
    var deal =
        anna.post(
            "/api/deals",
            new JsonObject().put("title", "Крыша").put("client", "1").put("amount", "120000.5"));
    assertThat(deal.status()).isEqualTo(201);
    assertThat(deal.json().getString("amount")).isEqualTo("120000.50");
    var written =
        anna.send(
            "PUT",
            "/api/calls/" + call + "/outcome",
            new JsonObject().put("outcome", "3").put("note", "просит КП"));
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.json().getJsonObject("deal").getJsonObject("step").getString("id"))
        .isEqualTo("3");
    assertThat(written.json().getJsonObject("plan").getString("at"))
        .isEqualTo("2026-11-26T07:00:00Z");
    assertThat(written.json().getJsonObject("call").getJsonObject("outcome").getString("note"))
        .isEqualTo("просит КП");
    assertThat(told).hasSize(1);
    var board = anna.get("/api/deals?pipeline=1&step=3&owner=" + annaId + "&open=true&limit=1");
    assertThat(board.items()).hasSize(1);
    assertThat(board.items().getJsonObject(0).getJsonObject("next").getString("id"))
        .isEqualTo(written.json().getJsonObject("plan").getString("id"));
    assertThat(anna.get("/api/plan?client=1&status=planned").items()).hasSize(1);
  }

  @Test
  void faultsOfAnOutcomeAreNamed() {
    var call = CallSeed.inbound(db, NOW).spoke(annaId, 60).write();
    var path = "/api/calls/" + call + "/outcome";
    assertThat(anna.send("PUT", path, new JsonObject().put("outcome", "99")).problem())
        .isEqualTo("400 invalid outcome unknown");
    assertThat(
            anna.send("PUT", path, new JsonObject().put("outcome", "1").put("dealId", "99"))
                .problem())
        .isEqualTo("400 invalid dealId unknown");
    var planned =
        new JsonObject()
            .put("outcome", "1")
            .put("nextContact", new JsonObject().put("at", "2026-11-24T07:00:00Z"));
    assertThat(anna.send("PUT", path, planned).problem())
        .isEqualTo("400 invalid nextContact no-client");
    var other = CallSeed.inbound(db, NOW).write();
    assertThat(
            anna.send(
                    "PUT", "/api/calls/" + other + "/outcome", new JsonObject().put("outcome", "1"))
                .status())
        .isEqualTo(403);
    assertThat(
            anna.send("PUT", "/api/calls/999/outcome", new JsonObject().put("outcome", "1"))
                .problem())
        .isEqualTo("404 not-found id unknown");
    assertThat(told).isEmpty();
    assertThat(anna.get("/api/outcomes").items()).hasSize(9);
  }

  @Test
  void dealsAreChangedByVersion() {
    db.run("insert into client (name) values ('Иванов')");
    anna.post("/api/deals", new JsonObject().put("title", "Крыша").put("client", "1"));
    var won = new JsonObject().put("version", 0).put("step", "7").put("amount", "1");
    var changed = anna.send("PATCH", "/api/deals/1", won);
    assertThat(changed.json().getString("closedAt")).isNotNull();
    assertThat(anna.send("PATCH", "/api/deals/1", won).problem())
        .isEqualTo("409 conflict version stale");
    assertThat(anna.get("/api/deals/1").json()).isEqualTo(changed.json().putNull("undo"));
    assertThat(anna.get("/api/deals/2").problem()).isEqualTo("404 not-found id unknown");
    assertThat(anna.get("/api/pipelines").items()).hasSize(1);
  }

  @Test
  void todayIsTheInstallationsDay() {
    db.run("insert into client (name) values ('Иванов')");
    CallSeed.inbound(db, NOW).number("+79161234567").rang(annaId, "no_answer", 20).write();
    var late = new JsonObject().put("client", "1").put("at", "2026-11-22T20:59:59Z");
    var due = new JsonObject().put("client", "1").put("at", "2026-11-23T20:59:59Z");
    assertThat(anna.post("/api/plan", late).status()).isEqualTo(201);
    assertThat(anna.post("/api/plan", due.put("topic", "Смета")).status()).isEqualTo(201);
    var today = anna.get("/api/plan/today").json();
    assertThat(today.getString("day")).isEqualTo("2026-11-23");
    assertThat(today.getJsonArray("missed")).hasSize(1);
    assertThat(today.getJsonArray("overdue")).hasSize(1);
    assertThat(today.getJsonArray("today")).hasSize(1);
    var cancelled = new JsonObject().put("version", 0).put("status", "cancelled");
    assertThat(anna.send("PATCH", "/api/plan/1", cancelled).status()).isEqualTo(200);
    assertThat(anna.get("/api/plan/today?scope=team").json().getJsonArray("overdue")).isEmpty();
    assertThat(pushed.toAll()).containsExactly("plan", "plan", "plan");
    assertThat(anna.get("/api/plan?cursor=x").problem()).isEqualTo("400 invalid cursor unknown");
  }

  @Test
  void durationsForEveryBreakdown() {
    var call = CallSeed.inbound(db, NOW).queue("sales").spoke(annaId, 60).write();
    anna.send("PUT", "/api/calls/" + call + "/outcome", new JsonObject().put("outcome", "1"));
    var period = "?from=2026-11-22T21:00:00Z&to=2026-11-23T21:00:00Z&by=";
    for (var by : List.of("operator", "team", "day", "hour", "queue", "outcome")) {
      var reply = sveta.get("/api/reports/durations" + period + by);
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.json().getJsonArray("rows")).hasSize(1);
      assertThat(reply.json().getJsonObject("total").getDouble("talkSeconds")).isEqualTo(60);
    }
    assertThat(
            sveta
                .get(
                    "/api/reports/durations?from=2026-11-23T00:00:00Z&to=2026-11-23T00:00:00Z&by=day")
                .problem())
        .isEqualTo("400 invalid to minimum");
    assertThat(anna.get("/api/reports/durations" + period + "day").status()).isEqualTo(403);
  }

  @Test
  void anOutcomeIsTakenBackByItsToken() {
    db.run("insert into client (name) values ('Иванов')");
    anna.post("/api/deals", new JsonObject().put("title", "Крыша").put("client", "1"));
    var call = CallSeed.inbound(db, NOW).client(1).spoke(annaId, 60).write();
    var path = "/api/calls/" + call + "/outcome";
    var written = anna.send("PUT", path, new JsonObject().put("outcome", "3").put("version", 0));
    var late = new JsonObject().put("version", 0).put("step", "5");
    var refused = anna.send("PATCH", "/api/deals/1", late);
    assertThat(refused.problem()).isEqualTo("409 conflict version stale");
    assertThat(
            refused.json().getJsonObject("params").getJsonObject("current").getJsonObject("step"))
        .isEqualTo(written.json().getJsonObject("deal").getJsonObject("step"));
    var again = anna.send("PUT", path, new JsonObject().put("outcome", "6").put("version", 0));
    assertThat(again.problem()).isEqualTo("409 conflict version stale");
    var undo = "/api/undo/" + written.json().getString("undo");
    assertThat(anna.post(undo, new JsonObject()).json().getJsonArray("left")).isEmpty();
    assertThat(anna.get("/api/deals/1").json().getJsonObject("step").getString("id"))
        .isEqualTo("1");
    assertThat(anna.get("/api/plan?client=1").items()).isEmpty();
    assertThat(told).extracting(CallView::outcome).last().isNull();
    assertThat(anna.post(undo, new JsonObject()).problem()).isEqualTo("409 conflict token undone");
  }

  @Test
  void administratorsSetTheCatalogue() {
    var admin =
        server.as(database.user("admin", "Админ", "administrator"), "admin", Role.ADMINISTRATOR);
    var label = new JsonObject().put("ru", " Смета ").put("en", "Estimate");
    assertThat(anna.post("/api/outcomes", new JsonObject().put("label", label)).status())
        .isEqualTo(403);
    var created =
        admin.post("/api/outcomes", new JsonObject().put("label", label).put("key", 1)).problem();
    assertThat(created).isEqualTo("400 invalid key taken");
    var outcome = admin.post("/api/outcomes", new JsonObject().put("label", label)).json();
    assertThat(outcome.getJsonObject("label").getString("ru")).isEqualTo("Смета");
    var path = "/api/outcomes/" + outcome.getString("id");
    var next = new JsonObject().put("amount", 2).put("unit", "workdays").put("kind", "meeting");
    var rule = new JsonObject().put("version", 0).put("next", next);
    var changed =
        admin.send("PATCH", path, rule.copy().put("steps", new JsonArray().add("4"))).json();
    assertThat(changed.getJsonObject("next").getString("unit")).isEqualTo("workdays");
    assertThat(changed.getJsonArray("steps")).containsExactly("4");
    assertThat(admin.send("PATCH", path, rule).problem()).isEqualTo("409 conflict version stale");
    var two = new JsonObject().put("version", 1).put("steps", new JsonArray().add("4").add("5"));
    assertThat(admin.send("PATCH", path, two).problem())
        .isEqualTo("400 invalid steps same-pipeline");
    assertThat(
            admin.send("PATCH", path, new JsonObject().put("version", 1).put("key", 12)).problem())
        .isEqualTo("400 invalid key maximum");
    admin.send(
        "PUT",
        "/api/outcomes/order",
        new JsonObject().put("items", new JsonArray().add(outcome.getString("id"))));
    assertThat(anna.get("/api/outcomes").items().getJsonObject(0).getString("id"))
        .isEqualTo(outcome.getString("id"));
    admin.send("PATCH", path, new JsonObject().put("version", 1).put("active", false));
    assertThat(anna.get("/api/outcomes").items()).hasSize(9);
    assertThat(anna.get("/api/outcomes?all=true").items()).hasSize(10);
    assertThat(changes).containsExactly("outcomes", "outcomes", "outcomes", "outcomes");
  }

  @Test
  void aContactThatMovedByItselfIsPutBack() {
    db.run("insert into client (name) values ('Иванов')");
    var due = new JsonObject().put("client", "1").put("at", "2026-11-23T09:00:00Z");
    anna.post("/api/plan", due);
    db.run("update plan set created_at = '2026-11-01'");
    var call = CallSeed.outbound(db, NOW).client(1).rang(annaId, "no_talk", 20).write();
    var missed = new JsonObject().put("outcome", "8");
    anna.send("PUT", "/api/calls/" + call + "/outcome", missed);
    var moved = anna.get("/api/plan?client=1").items().getJsonObject(0);
    assertThat(moved.getString("at")).isEqualTo("2026-11-23T13:00:00Z");
    assertThat(moved.getInteger("attempt")).isEqualTo(1);
    var path = "/api/plan/1/put-back";
    assertThat(anna.post(path, new JsonObject().put("version", 0)).problem())
        .isEqualTo("409 conflict version stale");
    var seen = new JsonObject().put("version", 1);
    assertThat(anna.post(path, seen).status()).isEqualTo(204);
    var back = anna.get("/api/plan?client=1").items().getJsonObject(0);
    assertThat(back.getString("at")).isEqualTo("2026-11-23T09:00:00Z");
    assertThat(back.getValue("attempt")).isNull();
    assertThat(anna.post(path, seen.put("version", 2)).problem())
        .isEqualTo("409 conflict id changed");
    assertThat(anna.post("/api/plan/9/put-back", seen).problem())
        .isEqualTo("404 not-found id unknown");
  }

  @Test
  void howLongWeGoOnIsSetInOnePiece() {
    var admin =
        server.as(database.user("admin", "Админ", "administrator"), "admin", Role.ADMINISTRATOR);
    var rules = anna.get("/api/persistence").json();
    assertThat(rules.getJsonArray("pauses")).hasSize(3);
    var two = rules.copy().put("refusalsUntilLost", 2).put("pauses", new JsonArray());
    assertThat(anna.send("PUT", "/api/persistence", two).status()).isEqualTo(403);
    assertThat(admin.send("PUT", "/api/persistence", two).json().getInteger("refusalsUntilLost"))
        .isEqualTo(2);
    assertThat(admin.send("PUT", "/api/persistence", two).problem())
        .isEqualTo("409 conflict version stale");
    assertThat(pushed.toAll()).containsExactly("settings");
  }
}
