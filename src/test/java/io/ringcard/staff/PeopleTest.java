package io.ringcard.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.http.HttpSettings;
import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.http.Server;
import io.ringcard.http.Status;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators do to people and teams, and people to themselves. */
class PeopleTest {

  private static final String PASSWORD = "correct horse";

  private final TestDatabase database = TestDatabase.fresh();
  private final Passwords passwords = new Passwords();
  private final Extensions extensions = new Extensions(database.db());
  private Server server;
  private TestClient admin;
  private JsonObject anna;

  @BeforeEach
  void start() {
    var db = database.db();
    var clock = Clock.systemUTC();
    var users = new Users(db, passwords, extensions, clock);
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var push = new PushHub(person -> new JsonObject(), metrics);
    var sessions = new Sessions(db, users, passwords, new SignInLimit(4, 99, clock), push, clock);
    var routes = new Routes();
    var figures = Map.of("calls", 0, "answered", 0, "missed", 0, "talkSeconds", 0);
    new StaffRoutes(users, sessions, new Hearing(db), ZoneId.of("Europe/Moscow"), who -> figures)
        .addTo(routes);
    new OwnRoutes(sessions).addTo(routes);
    var changes =
        new UserChanges(
            db, passwords, users, extensions, sessions, (tx, user, move) -> move.run(), clock);
    new PeopleRoutes(users, changes, new Teams(db)).addTo(routes);
    var status =
        new Status(new Status.Link("database", true, Instant.EPOCH, null), List.of(), 0, false);
    server =
        Server.start(
            TestDatabase.vertx(),
            new Server.Wiring(
                HttpSettings.loopback(0),
                routes,
                sessions,
                () -> status,
                metrics,
                push,
                "webroot-sample",
                true));
    users.add(new NewUser("admin", "Админ", "administrator", PASSWORD, null, null, null));
    admin = signedIn("admin", PASSWORD);
    anna = created("anna", "101");
  }

  @AfterEach
  void stop() {
    server.close();
    passwords.close();
    database.close();
  }

  private Reply signIn(String login, String password) {
    return new TestClient(server.address())
        .with("X-Requested-With", "ringcard")
        .with("User-Agent", "Mozilla/5.0 Firefox/140.0")
        .post("/api/session", new JsonObject().put("login", login).put("password", password));
  }

  private TestClient signedIn(String login, String password) {
    var reply = signIn(login, password);
    assertThat(reply.status()).isEqualTo(200);
    return new TestClient(server.address())
        .with("X-Requested-With", "ringcard")
        .with("Cookie", reply.header("Set-Cookie").orElseThrow().split(";", 2)[0]);
  }

  private JsonObject created(String login, String extension) {
    var body =
        new JsonObject()
            .put("login", login)
            .put("name", " " + login + " ")
            .put("role", "operator")
            .put("password", PASSWORD)
            .put("extension", extension);
    var reply = admin.post("/api/users", body);
    assertThat(reply.status()).isEqualTo(201);
    return reply.json();
  }

  private Reply patch(JsonObject user, JsonObject members) {
    var sent = members.copy().put("version", user.getInteger("version"));
    return admin.send("PATCH", "/api/users/" + user.getString("id"), sent);
  }

  private static JsonObject one(String member, Object value) {
    return new JsonObject().put(member, value);
  }

  @Test
  void eachMemberIsChangedByItself() {
    var team = admin.post("/api/teams", one("name", "Продажи")).json();
    assertThat(anna.getString("name")).isEqualTo("anna");
    var now = patch(anna, one("team", team.getString("id"))).json();
    assertThat(now.getJsonObject("team").getString("name")).isEqualTo("Продажи");
    assertThat(now.getString("extension")).isEqualTo("101");
    now = patch(now, one("name", "Анна Белова").put("role", "supervisor")).json();
    assertThat(now.getString("name")).isEqualTo("Анна Белова");
    assertThat(now.getJsonObject("team")).isNotNull();
    now = patch(now, new JsonObject().putNull("team").putNull("extension")).json();
    assertThat(now.getValue("team")).isNull();
    assertThat(now.getValue("extension")).isNull();
    assertThat(now.getString("role")).isEqualTo("supervisor");
    now = patch(now, one("login", "belova")).json();
    assertThat(signIn("anna", PASSWORD).status()).isEqualTo(401);
    assertThat(signIn("belova", PASSWORD).json().getString("role")).isEqualTo("supervisor");
    assertThat(now.getInteger("version")).isEqualTo(4);
  }

  @Test
  void aStalePatchChangesNothingAndTellsWhatStandsThere() {
    patch(anna, one("name", "Анна"));
    var stale = patch(anna, one("name", "Аня").putNull("extension"));
    assertThat(stale.problem()).isEqualTo("409 conflict version stale");
    var current = stale.json().getJsonObject("params").getJsonObject("current");
    assertThat(current.getString("name")).isEqualTo("Анна");
    assertThat(current.getString("extension")).isEqualTo("101");
  }

  @Test
  void whatAnotherOneHasIsTakenAndSaysByWhom() {
    var boris = created("boris", "102");
    var refused = patch(boris, one("extension", "101").put("name", "Борис"));
    assertThat(refused.problem()).isEqualTo("409 conflict extension taken");
    assertThat(refused.json().getJsonObject("params").getJsonObject("by").getString("name"))
        .isEqualTo("anna");
    assertThat(patch(boris, one("login", "anna")).problem()).isEqualTo("409 conflict login taken");
    assertThat(patch(boris, one("team", "99")).problem()).isEqualTo("400 invalid team unknown");
    assertThat(patch(boris, one("extension", "102")).json().getString("name")).isEqualTo("boris");
    assertThat(admin.send("PATCH", "/api/users/99", one("version", 0)).status()).isEqualTo(404);
  }

  @Test
  void theExtensionsOfThePastStayWhereTheyWere() {
    var at = Instant.now();
    patch(anna, one("extension", "105"));
    var boris = created("boris", "101");
    assertThat(extensions.userAt(null, "101", at)).contains(id(anna));
    assertThat(extensions.userAt(null, "101", Instant.now().plusSeconds(1))).contains(id(boris));
    assertThat(extensions.phoneOf(id(anna))).contains(new Phone(null, "105"));
  }

  private static long id(JsonObject user) {
    return Long.parseLong(user.getString("id"));
  }

  @Test
  void whoeverLeavesIsOutAndLeavesThePhone() {
    var page = signedIn("anna", PASSWORD);
    var gone = patch(anna, one("active", false));
    assertThat(gone.json().getValue("extension")).isNull();
    assertThat(page.get("/api/me").status()).isEqualTo(401);
    assertThat(signIn("anna", PASSWORD).status()).isEqualTo(401);
    assertThat(patch(gone.json(), one("extension", "101")).problem())
        .isEqualTo("400 invalid extension inactive");
    created("boris", "101");
    var back = patch(gone.json(), one("active", true));
    assertThat(back.json().getBoolean("active")).isTrue();
    assertThat(signIn("anna", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anotherRoleIsInForceAtOnce() {
    var page = signedIn("anna", PASSWORD);
    assertThat(page.post("/api/teams", one("name", "A")).status()).isEqualTo(403);
    var now = patch(anna, one("role", "administrator")).json();
    assertThat(page.post("/api/teams", one("name", "A")).status()).isEqualTo(201);
    patch(now, one("role", "operator"));
    assertThat(page.post("/api/teams", one("name", "B")).status()).isEqualTo(403);
  }

  @Test
  void theLastAdministratorStays() {
    var self = self();
    assertThat(patch(self, one("active", false)).problem())
        .isEqualTo("409 conflict active last-administrator");
    assertThat(patch(self, one("role", "manager")).problem())
        .isEqualTo("409 conflict role last-administrator");
    assertThat(self()).isEqualTo(self);
    assertThat(patch(self, one("name", "Глава")).status()).isEqualTo(200);
  }

  private JsonObject self() {
    return admin.get("/api/users").items().stream()
        .map(JsonObject.class::cast)
        .filter(user -> user.getString("login").equals("admin"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoAdministratorsCannotEndEachOther() throws Exception {
    var second = patch(anna, one("role", "administrator")).json();
    var first = self();
    try (var both = Executors.newFixedThreadPool(2)) {
      var replies =
          both.invokeAll(
              List.of(
                  () -> patch(first, one("role", "operator")).status(),
                  () -> patch(second, one("role", "operator")).status()));
      var statuses = List.of(replies.get(0).get(), replies.get(1).get());
      assertThat(statuses).contains(200).containsAnyOf(403, 409).hasSize(2);
    }
    assertThat(
            database
                .db()
                .list(
                    "select login from app_user where role = 'administrator'", r -> r.getString(0)))
        .hasSize(1);
  }

  @Test
  void aResetPasswordEndsWhatWasOpen() {
    var page = signedIn("anna", PASSWORD);
    var path = "/api/users/" + anna.getString("id") + "/password";
    assertThat(admin.send("PUT", path, one("password", "short")).problem())
        .isEqualTo("400 invalid password too-short");
    assertThat(page.get("/api/me").status()).isEqualTo(200);
    assertThat(admin.send("PUT", path, one("password", "another horse")).status()).isEqualTo(204);
    assertThat(page.get("/api/me").status()).isEqualTo(401);
    assertThat(signIn("anna", PASSWORD).status()).isEqualTo(401);
    assertThat(signIn("anna", "another horse").status()).isEqualTo(200);
    assertThat(
            admin.send("PUT", "/api/users/99/password", one("password", "another horse")).status())
        .isEqualTo(404);
  }

  @Test
  void theOwnPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
    var here = signedIn("anna", PASSWORD);
    var there = signedIn("anna", PASSWORD);
    var wrong = one("old", "guess").put("password", "another horse");
    assertThat(here.send("PUT", "/api/me/password", wrong).problem())
        .isEqualTo("400 invalid old wrong-password");
    assertThat(there.get("/api/me").status()).isEqualTo(200);
    var right = one("old", PASSWORD).put("password", "another horse");
    assertThat(here.send("PUT", "/api/me/password", right).status()).isEqualTo(204);
    assertThat(here.get("/api/me").status()).isEqualTo(200);
    assertThat(there.get("/api/me").status()).isEqualTo(401);
    assertThat(signIn("anna", "another horse").status()).isEqualTo(200);
  }

  @Test
  void theOldPasswordCannotBeGuessedInside() {
    var page = signedIn("anna", PASSWORD);
    var wrong = one("old", "guess").put("password", "another horse");
    var seen =
        Stream.generate(() -> page.send("PUT", "/api/me/password", wrong).status())
            .limit(6)
            .toList();
    assertThat(seen).containsExactly(400, 400, 400, 400, 429, 429);
  }

  @Test
  void oneSeesWhereOneIsSignedInAndEndsIt() {
    var here = signedIn("anna", PASSWORD);
    var there = signedIn("anna", PASSWORD);
    var foreign = signedIn("admin", PASSWORD);
    var sessions = here.get("/api/me/sessions").items().stream().map(JsonObject.class::cast);
    var other = sessions.filter(s -> !s.getBoolean("current")).toList();
    assertThat(other)
        .singleElement()
        .satisfies(s -> assertThat(s.getString("agent")).contains("Firefox"))
        .satisfies(s -> assertThat(s.getString("address")).isEqualTo("127.0.0.1"));
    var path = "/api/me/sessions/" + other.getFirst().getString("id");
    assertThat(foreign.delete(path).status()).isEqualTo(404);
    assertThat(there.get("/api/me").status()).isEqualTo(200);
    assertThat(here.delete(path).status()).isEqualTo(204);
    assertThat(there.get("/api/me").status()).isEqualTo(401);
    assertThat(here.delete(path).status()).isEqualTo(404);
    var third = signedIn("anna", PASSWORD);
    assertThat(here.delete("/api/me/sessions").status()).isEqualTo(204);
    assertThat(third.get("/api/me").status()).isEqualTo(401);
    assertThat(here.get("/api/me/sessions").items()).hasSize(1);
    assertThat(foreign.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void oneNamesOneself() {
    var page = signedIn("anna", PASSWORD);
    assertThat(page.send("PATCH", "/api/me", one("name", " Анна ")).json().getString("name"))
        .isEqualTo("Анна");
    assertThat(page.get("/api/me").json().getString("name")).isEqualTo("Анна");
    assertThat(page.send("PATCH", "/api/me", one("name", "   ")).problem())
        .isEqualTo("400 invalid name pattern");
  }

  @Test
  void theTourIsShownOnceWhateverTheBrowser() {
    var here = signedIn("anna", PASSWORD);
    var elsewhere = signedIn("anna", PASSWORD);
    assertThat(hasSeenTour(here)).isFalse();
    var seen = here.send("PATCH", "/api/me", "{\"tourSeen\":true}");
    assertThat(seen.json().getBoolean("tourSeen")).isTrue();
    assertThat(hasSeenTour(elsewhere)).isTrue();
    assertThat(hasSeenTour(admin)).isFalse();

    elsewhere.send("PATCH", "/api/me", "{\"language\":\"en\"}");
    assertThat(here.send("PATCH", "/api/me", "{\"tourSeen\":null}").problem())
        .isEqualTo("400 invalid tourSeen type");
    assertThat(hasSeenTour(here)).isTrue();
    assertThat(patch(anna, new JsonObject().put("name", "Anna B.")).status()).isEqualTo(200);
    assertThat(hasSeenTour(here)).as("an administrator's change leaves it").isTrue();

    elsewhere.send("PATCH", "/api/me", "{\"tourSeen\":false}");
    assertThat(hasSeenTour(here)).isFalse();
  }

  private static boolean hasSeenTour(TestClient client) {
    return client.get("/api/me").json().getBoolean("tourSeen");
  }

  @Test
  void teamsAreMadeRenamedAndDeletedWhenEmpty() {
    var sales = admin.post("/api/teams", one("name", " Продажи ")).json();
    assertThat(sales.getString("name")).isEqualTo("Продажи");
    assertThat(admin.post("/api/teams", one("name", "Продажи")).problem())
        .isEqualTo("409 conflict name taken");
    var path = "/api/teams/" + sales.getString("id");
    var renamed = admin.send("PATCH", path, one("name", "Опт").put("version", 0));
    assertThat(renamed.json().getString("name")).isEqualTo("Опт");
    assertThat(admin.send("PATCH", path, one("name", "Сбыт").put("version", 0)).problem())
        .isEqualTo("409 conflict version stale");
    var now = patch(anna, one("team", sales.getString("id"))).json();
    assertThat(admin.get("/api/teams").items().getJsonObject(0).getInteger("people")).isOne();
    var refused = admin.delete(path);
    assertThat(refused.problem()).isEqualTo("409 conflict id in-use");
    assertThat(refused.json().getJsonObject("params").getJsonArray("names")).contains("anna");
    patch(now, new JsonObject().putNull("team"));
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.delete(path).status()).isEqualTo(404);
    assertThat(admin.send("PATCH", path, one("name", "Сбыт").put("version", 1)).status())
        .isEqualTo(404);
  }
}
