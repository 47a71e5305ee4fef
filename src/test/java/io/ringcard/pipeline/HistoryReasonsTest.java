package io.ringcard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.Pushed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a deal was lost stays in its history when it goes on. */
class HistoryReasonsTest {

  private static final String CONTACT = "1";
  private static final String OFFER = "3";
  private static final String WON = "7";
  private static final String LOST = "8";

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final TestServer server = TestServer.start(routes());
  private final TestClient anna =
      server.as(database.user("anna", "Анна", "operator"), "anna", Role.OPERATOR);

  private Routes routes() {
    var routes = new Routes();
    var deals = new Deals(db, (at, ids) -> Map.of());
    new PipelineRoutes(deals, new Pipelines(db, () -> 3), new Pushed()).addTo(routes);
    return routes;
  }

  @BeforeEach
  void deal() {
    db.run("insert into client (name) values ('Иванов')");
    anna.post("/api/deals", new JsonObject().put("title", "Крыша").put("client", "1"));
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void openedAgainAndClosedAgain() {
    move(LOST, "Дорого");
    assertThat(history()).containsExactly("8 Дорого", "1");
    move(CONTACT, null);
    assertThat(history()).containsExactly("1", "8 Дорого", "1");
    move(WON, "Качество");
    assertThat(history()).containsExactly("7 Качество", "1", "8 Дорого", "1");
    move(LOST, null);
    assertThat(history()).containsExactly("8", "7 Качество", "1", "8 Дорого", "1");
  }

  @Test
  void aReasonThatIsGivenLaterIsTheOneThatStays() {
    move(LOST, "Дорого");
    change(new JsonObject().put("reason", entry("Нет бюджета")));
    move(OFFER, null);
    assertThat(history()).containsExactly("3", "8 Нет бюджета", "1");
  }

  @Test
  void aStepThatIsRetiredHandsItsDealsOnWithTheirReasons() {
    move(LOST, "Дорого");
    db.run(
        "insert into step (pipeline_id, position, label, color, kind) select 1, 9, label, 9, 'lost' from step where id = 8");
    var boss =
        server.as(database.user("boss", "Босс", "administrator"), "boss", Role.ADMINISTRATOR);
    var pipeline = boss.get("/api/pipelines").items().getJsonObject(0);
    var left =
        pipeline.getJsonArray("steps").stream()
            .map(JsonObject.class::cast)
            .filter(step -> !LOST.equals(step.getString("id")))
            .toList();
    var body =
        new JsonObject()
            .put("version", pipeline.getInteger("version"))
            .put("steps", new JsonArray(left))
            .put("moved", new JsonObject().put(LOST, CONTACT));
    assertThat(boss.send("PATCH", "/api/pipelines/1", body).status()).isEqualTo(200);
    assertThat(history()).containsExactly("1", "8 Дорого", "1");
  }

  private JsonObject move(String step, @Nullable String reason) {
    var change = new JsonObject().put("step", step);
    return change(reason == null ? change : change.put("reason", entry(reason)));
  }

  private JsonObject change(JsonObject change) {
    var version = anna.get("/api/deals/1").json().getInteger("version");
    var reply = anna.send("PATCH", "/api/deals/1", change.put("version", version));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private String entry(String label) {
    return db.get(
        "select id from book_entry where label->>'ru' = $1 order by id limit 1",
        row -> row.getLong("id").toString(),
        label);
  }

  /** Step and reason, newest first. */
  private List<String> history() {
    return anna.get("/api/deals/1/steps").items().stream()
        .map(JsonObject.class::cast)
        .map(stay -> {
          var reason = stay.getJsonObject("reason");
          var step = stay.getJsonObject("step").getString("id");
          return reason == null ? step : step + " " + reason.getJsonObject("label").getString("ru");
        })
        .toList();
  }
}
