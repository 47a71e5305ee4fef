package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.book.BookRoutes;
import io.ringcard.book.Books;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.ClientLists;
import io.ringcard.client.ClientRoutes;
import io.ringcard.client.Clients;
import io.ringcard.client.Notes;
import io.ringcard.client.Numbers;
import io.ringcard.dial.StoredDialRules;
import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.PipelineRoutes;
import io.ringcard.pipeline.Pipelines;
import io.ringcard.planning.PlanRoutes;
import io.ringcard.planning.Plans;
import io.ringcard.planning.TodayView;
import io.ringcard.setting.SettingRoutes;
import io.ringcard.setting.StoredSettings;
import io.ringcard.staff.StaffRoom;
import io.ringcard.testkit.MissedDesk;
import io.ringcard.testkit.Pushed;
import io.ringcard.testkit.SpentDatabase;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was written is answered so, also when the database has no connection left a moment later:
 * nobody is told a failure of what stands, and does it twice.
 */
class TrueAnswersTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final SpentDatabase db = new SpentDatabase(database.db());
  private final StaffRoom staff =
      new StaffRoom(
          db,
          new PushHub(
              person -> new JsonObject(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
          (tx, user, move) -> move.run(),
          Clock.systemUTC());
  private final TestServer server = TestServer.start(routes());
  private final long me = database.user("admin", "Админ", "administrator");
  private final TestClient admin = server.as(me, "admin", Role.ADMINISTRATOR);

  private Routes routes() {
    var routes = new Routes();
    var figures = Map.of("calls", 0, "answered", 0, "missed", 0, "talkSeconds", 0);
    staff.addTo(routes, ZONE, person -> figures);
    var clients = new Clients(db, "RU", Set.of(), (tx, client, added, removed) -> {});
    new ClientRoutes(
            clients,
            new ClientLists(db, "RU"),
            new Notes(db),
            new Numbers(db, "RU", Set.of()),
            id -> {})
        .addTo(routes);
    var plans = new Plans(db);
    var deals = new Deals(db, plans::nextOfDeals);
    new PipelineRoutes(deals, new Pipelines(db, () -> 3), new Pushed()).addTo(routes);
    var today = new TodayView(db, new CallViews(db), MissedDesk.of(db, ZONE, NOW), ZONE, () -> NOW);
    new PlanRoutes(plans, today, new Pushed()).addTo(routes);
    new BookRoutes(new Books(db), () -> {}).addTo(routes);
    var settings = new StoredSettings(db, Clock.systemUTC());
    new SettingRoutes(settings, List.of(new StoredDialRules(settings, () -> {}))).addTo(routes);
    return routes;
  }

  @BeforeEach
  void furnish() {
    database.user("anna", "Анна", "operator");
    database.db().run("insert into client (name) values ('Иванов')");
    database.db().run("insert into team (name) values ('Продажи')");
  }

  @AfterEach
  void close() {
    server.close();
    staff.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, users, \"login\":\"boris\";\"name\":\"Boris\";\"role\":\"operator\";\"password\":\"correct horse\";\"extension\":\"102\"",
    "PATCH, users/2, \"version\":0;\"active\":false",
    "PUT, users/2/password, \"password\":\"correct horse\"",
    "PATCH, me, \"name\":\"Ада\";\"language\":\"en\"",
    "POST, teams, \"name\":\"Поддержка\"",
    "PATCH, teams/1, \"version\":0;\"name\":\"Поддержка\"",
    "POST, clients, \"name\":\"Петров\"",
    "PATCH, clients/1, \"version\":0;\"name\":\"Петров\"",
    "POST, clients/1/notes, \"text\":\"перезвонить\"",
    "POST, deals, \"title\":\"Крыша\";\"client\":\"1\"",
    "POST, plan, \"client\":\"1\";\"at\":\"2026-11-24T12:00:00Z\"",
    "POST, pipelines, '\"label\":{\"ru\":\"Вторая\",\"en\":\"Second\"};\"steps\":[{\"label\":{\"ru\":\"Новая\",\"en\":\"New\"},\"color\":1,\"kind\":\"open\"}]'",
    "POST, books/source/entries, '\"label\":{\"ru\":\"Сайт\",\"en\":\"Site\"}'",
    "PATCH, settings, '\"dialling\":{\"version\":0,\"stopped\":true}'",
  })
  void whatStandsIsAnsweredSo(String method, String path, String body) {
    var reply = admin.send(method, "/api/" + path, "{" + body.replace(';', ',') + "}");
    assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
    db.refill();
  }

  /** The repeat with the same key finds what the first has made, and is answered alike. */
  @Test
  void theRepeatIsAnsweredTheSame() {
    var keyed = admin.with("Idempotency-Key", "one");
    var first = keyed.post("/api/clients", "{\"name\":\"Петров\"}");
    db.refill();
    var second = keyed.post("/api/clients", "{\"name\":\"Петров\"}");
    assertThat(second.json()).isEqualTo(first.json());
  }
}
