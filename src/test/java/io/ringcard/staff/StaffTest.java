package io.ringcard.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.http.HttpSettings;
import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.http.Server;
import io.ringcard.http.Status;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in and what follows from it, over real HTTP and a real database. */
class StaffTest {

  private static final String PASSWORD = "correct horse";
  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  /** A clock that the tests move. */
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(START);

  private static TestDatabase database;
  private static Passwords passwords;
  private static Extensions extensions;
  private static Users users;
  private static Sessions sessions;
  private static Server server;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    passwords = new Passwords();
    var db = database.db();
    extensions = new Extensions(db);
    var clock = new MovedClock();
    users = new Users(db, passwords, extensions, clock);
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var push = new PushHub(person -> new JsonObject(), metrics);
    sessions = new Sessions(db, users, passwords, new SignInLimit(4, 10, clock), push, clock);
    var routes = new Routes();
    new StaffRoutes(
            users, sessions, new Hearing(db), ZoneId.of("Europe/Moscow"), StaffTest::figures)
        .addTo(routes);
    var changes =
        new UserChanges(
            db, passwords, users, extensions, sessions, (tx, user, move) -> move.run(), clock);
    new PeopleRoutes(users, changes, new Teams(db)).addTo(routes);
    var status = new Status(new Status.Link("database", true, START, null), List.of(), 0, false);
    server =
        Server.start(
            TestDatabase.vertx(),
            new Server.Wiring(
                new HttpSettings("127.0.0.1", 0, null, null, List.of("127.0.0.1"), null),
                routes,
                sessions,
                () -> status,
                metrics,
                push,
                "webroot-sample",
                true));
    var sales = Long.valueOf(new Teams(db).create("Продажи").id());
    users.add(new NewUser("anna", "Анна", "operator", PASSWORD, "101", null, sales));
    users.add(new NewUser("admin", "Админ", "administrator", PASSWORD, null, null, null));
  }

  private static final class MovedClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return NOW.get();
    }
  }

  private static Object figures(Principal person) {
    return Map.of("calls", 3, "answered", 2, "missed", 1, "talkSeconds", 12.5);
  }

  @AfterAll
  static void stop() {
    server.close();
    passwords.close();
    database.close();
  }

  /** Each test comes from an address of its own, as behind a proxy. */
  private static TestClient from(String address) {
    return new TestClient(server.address())
        .with("X-Requested-With", "ringcard")
        .with("X-Forwarded-For", address);
  }

  private static Reply signIn(TestClient client, String login, String password) {
    return client.post(
        "/api/session", new JsonObject().put("login", login).put("password", password));
  }

  private static TestClient signedIn(TestClient client, String login) {
    var reply = signIn(client, login, PASSWORD);
    assertThat(reply.status()).isEqualTo(200);
    return client.with("Cookie", cookie(reply).split(";", 2)[0]);
  }

  private static String cookie(Reply reply) {
    return reply.header("Set-Cookie").orElseThrow();
  }

  @Test
  void signingInTellsWhoOneIs() {
    var reply = signIn(from("192.0.2.1"), "Anna", PASSWORD);
    assertThat(reply.status()).isEqualTo(200);
    var me = reply.json();
    assertThat(me.getString("login")).isEqualTo("anna");
    assertThat(me.getString("name")).isEqualTo("Анна");
    assertThat(me.getString("zone")).isEqualTo("Europe/Moscow");
    assertThat(me.getString("extension")).isEqualTo("101");
    assertThat(me.getJsonObject("team").getString("name")).isEqualTo("Продажи");
    assertThat(me.getJsonObject("figures").getInteger("calls")).isEqualTo(3);
    assertThat(me.containsKey("language")).isTrue();
    assertThat(reply.text()).doesNotContain("argon2", "password");
    var anna = signedIn(from("192.0.2.1"), "anna");
    assertThat(anna.get("/api/me").json()).isEqualTo(me);
    assertThat(anna.send("PATCH", "/api/me", "{\"language\":\"en\"}").json().getString("language"))
        .isEqualTo("en");
    assertThat(anna.send("PATCH", "/api/me", "{}").problem())
        .isEqualTo("400 invalid body required");
    assertThat(anna.send("PATCH", "/api/me", "{\"role\":\"administrator\"}").problem())
        .isEqualTo("400 invalid role unknown");
  }

  @Test
  void theCookieIsClosedToScriptsAndOtherSites() {
    var plain = cookie(signIn(from("192.0.2.2"), "anna", PASSWORD));
    assertThat(plain)
        .matches("ringcard=[A-Za-z0-9_-]{43}; .*")
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict", "; Path=/")
        .doesNotContain("Secure");
    assertThat(
            cookie(signIn(from("192.0.2.2").with("X-Forwarded-Proto", "https"), "anna", PASSWORD)))
        .contains("Secure");
  }

  @Test
  void onlyTheHashOfATokenIsStored() {
    var token = cookie(signIn(from("192.0.2.3"), "anna", PASSWORD)).substring(9, 52);
    var stored =
        database
            .db()
            .list("select encode(token_hash, 'escape') from session", row -> row.getString(0));
    assertThat(stored).isNotEmpty().noneMatch(text -> text.contains(token));
    assertThat(
            database.db().list("select length(token_hash) from session", row -> row.getInteger(0)))
        .containsOnly(32);
  }

  @Test
  void wrongPasswordsAndUnknownPeopleLookAlike() {
    for (var login : List.of("anna", "nobody", "admin'--")) {
      assertThat(signIn(from("192.0.2.4"), login, "wrong").problem())
          .isEqualTo("401 unauthenticated - credentials");
    }
    assertThat(passwords.fits("nobody has this password", null)).isFalse();
    assertThat(passwords.fits("x", "plain text")).isFalse();
  }

  @Test
  void unknownPeopleTakeAsLongAsKnownOnes() {
    var hash = passwords.hash(PASSWORD);
    passwords.fits("warm", hash);
    var known = time(() -> passwords.fits("wrong", hash));
    var unknown = time(() -> passwords.fits("wrong", null));
    assertThat((double) unknown).isBetween(known * 0.2, known * 5.0);
  }

  /** Of the fastest time: the others waited for the machine. */
  private static long time(Runnable work) {
    return LongStream.range(0, 5).map(i -> nanos(work)).min().orElseThrow();
  }

  private static long nanos(Runnable work) {
    var begun = System.nanoTime();
    work.run();
    return System.nanoTime() - begun;
  }

  @Test
  void theHashIsArgon2idWithItsParameters() {
    var hash =
        database
            .db()
            .get("select password_hash from app_user where login = 'anna'", r -> r.getString(0));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
    assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
    assertThat(passwords.fits(PASSWORD, hash)).isTrue();
    assertThat(passwords.fits(PASSWORD + " ", hash)).isFalse();
  }

  @Test
  void guessingIsSlowedPerLogin() {
    users.add(new NewUser("oleg", "Олег", "operator", PASSWORD, null, null, null));
    for (var i = 0; i < 4; i++) {
      assertThat(signIn(from("192.0.2.1" + i), "oleg", "wrong").status()).isEqualTo(401);
    }
    var refused = signIn(from("192.0.2.20"), "OLEG", PASSWORD);
    assertThat(refused.problem()).isEqualTo("429 too-many - too-many");
    assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 16);
    assertThat(signIn(from("192.0.2.20"), "anna", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void guessingIsSlowedPerAddress() {
    var client = from("2001:db8:1:2:3::9");
    for (var i = 0; i < 10; i++) {
      assertThat(signIn(client, "somebody" + i, "wrong").status()).isEqualTo(401);
    }
    assertThat(signIn(from("2001:db8:1:2:ffff::1"), "anna", PASSWORD).status()).isEqualTo(429);
    assertThat(signIn(from("2001:db8:1:3::1"), "anna", PASSWORD).status()).isEqualTo(200);
    NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(61)));
    assertThat(signIn(client, "anna", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void signingInManyTimesIsNoGuessing() {
    for (var i = 0; i < 6; i++) {
      assertThat(signIn(from("192.0.2.30"), "anna", PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void signingOutEndsTheSessionAtOnce() {
    var client = signedIn(from("192.0.2.5"), "anna");
    assertThat(client.get("/api/me").status()).isEqualTo(200);
    var reply = client.delete("/api/session");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(cookie(reply)).contains("ringcard=;", "Max-Age=0");
    assertThat(client.get("/api/me").problem()).isEqualTo("401 unauthenticated - session");
    assertThat(client.delete("/api/session").status()).isEqualTo(401);
  }

  @Test
  void signingInAgainEndsTheFormerSession() {
    var client = signedIn(from("192.0.2.6"), "anna");
    var second = signedIn(client, "anna");
    assertThat(client.get("/api/me").status()).isEqualTo(401);
    assertThat(second.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void aSessionLivesTwelveHoursFromItsLastUse() {
    users.add(new NewUser("lena", "Лена", "operator", PASSWORD, null, null, null));
    var token = sessions.signIn("lena", PASSWORD, new Device("192.0.2.8", ""));
    for (var i = 0; i < 3; i++) {
      NOW.updateAndGet(now -> now.plus(Duration.ofHours(11)));
      var fresh = anotherProgram();
      assertThat(fresh.isAlive(token)).isTrue();
      assertThat(fresh.find(token)).map(Principal::login).contains("lena");
    }
    NOW.updateAndGet(now -> now.plus(Duration.ofHours(11)));
    assertThat(anotherProgram().isAlive(token)).isTrue();
    NOW.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    assertThat(anotherProgram().isAlive(token)).as("asking alone does not prolong").isFalse();
    assertThat(anotherProgram().find(token)).isEmpty();
  }

  /** Sessions that remember nothing yet. */
  private static Sessions anotherProgram() {
    var push = new PushHub(person -> "", new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    return new Sessions(
        database.db(), users, passwords, new SignInLimit(new MovedClock()), push, new MovedClock());
  }

  @Test
  void tokensOfNoFormAreNotLookedUp() {
    for (var token : List.of("", "x", "' or 1=1", "a".repeat(10_000), "a".repeat(43))) {
      assertThat(sessions.find(token)).isEmpty();
      assertThat(sessions.isAlive(token)).isFalse();
    }
  }

  @Test
  void administratorsAddPeople() {
    var admin = signedIn(from("192.0.2.9"), "admin");
    var boris =
        new JsonObject()
            .put("login", "boris")
            .put("name", "Борис")
            .put("role", "operator")
            .put("password", "long enough")
            .put("extension", "102");
    var reply = admin.post("/api/users", boris);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().getString("extension")).isEqualTo("102");
    assertThat(admin.post("/api/users", boris).problem()).isEqualTo("409 conflict login taken");
    assertThat(admin.post("/api/users", boris.copy().put("login", "b2")).problem())
        .isEqualTo("409 conflict extension taken");
    assertThat(users.list()).noneMatch(user -> user.login().equals("b2"));
    var b3 = boris.copy().put("login", "b3").put("extension", null);
    assertThat(admin.post("/api/users", b3.copy().put("team", "999")).problem())
        .isEqualTo("400 invalid team unknown");
    assertThat(admin.post("/api/users", b3.copy().put("password", "short")).problem())
        .isEqualTo("400 invalid password too-short");
    assertThat(admin.post("/api/users", b3.copy().put("role", "root")).problem())
        .isEqualTo("400 invalid role enum");
    assertThat(admin.post("/api/users", b3.copy().put("login", "B 3")).problem())
        .isEqualTo("400 invalid login pattern");
    assertThat(
            admin.get("/api/users").items().stream().map(u -> ((JsonObject) u).getString("name")))
        .contains("Анна", "Борис");
    assertThat(admin.get("/api/teams").items()).hasSize(1);
    assertThat(signedIn(from("192.0.2.9"), "anna").post("/api/users", boris).status())
        .isEqualTo(403);
    assertThat(users.names()).containsValue("Борис");
  }

  @Test
  void hotDesksDoNotRewriteHistory() {
    var kira = users.add(new NewUser("kira", "Кира", "operator", PASSWORD, "201", null, null));
    var egor = users.add(new NewUser("egor", "Егор", "operator", PASSWORD, null, null, null));
    var morning = NOW.get();
    var noon = morning.plus(Duration.ofHours(4));
    assertThat(extensions.userAt(null, "201", morning)).contains(kira.id());
    assertThat(extensions.userAt(null, "201", morning.minusSeconds(1))).isEmpty();
    database
        .db()
        .inTransaction(tx -> {
          extensions.assign(tx, "202", kira.id(), noon);
          extensions.assign(tx, "201", egor.id(), noon);
          return null;
        });
    extensions.forget();
    assertThat(extensions.userAt(null, "201", noon.minusSeconds(1))).contains(kira.id());
    assertThat(extensions.userAt(null, "201", noon)).contains(egor.id());
    assertThat(extensions.userAt(null, "202", noon.plusSeconds(1))).contains(kira.id());
    assertThat(extensions.phoneOf(kira.id())).contains(new Phone(null, "202"));
    assertThat(extensions.phoneOf(egor.id())).contains(new Phone(null, "201"));
    assertThat(extensions.userAt(null, "999", noon)).isEmpty();
    assertThat(extensions.phoneOf(-1)).isEmpty();
  }

  @Test
  void theFirstAdministratorComesFromTheSettingsOnly() {
    try (var empty = TestDatabase.fresh()) {
      var db = empty.db();
      var first = new Users(db, passwords, new Extensions(db), Clock.systemUTC());
      first.ensureAdministrator(Optional.empty(), Optional.empty());
      assertThat(first.list()).isEmpty();
      assertThatThrownBy(() -> first.ensureAdministrator(Optional.of("root"), Optional.of("short")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problem())
                      .isEqualTo(new Problem.Invalid("admin.password", "too-short")));
      first.ensureAdministrator(Optional.of("root"), Optional.of(PASSWORD));
      first.ensureAdministrator(Optional.of("other"), Optional.of(PASSWORD));
      assertThat(first.list()).singleElement().matches(u -> u.role() == Role.ADMINISTRATOR);
    }
  }

  @Test
  void aSignedOutPersonGetsNoMoreEvents() throws Exception {
    var client = signedIn(from("192.0.2.40"), "anna");
    var ended = client.eventsUntilEnd("/api/push");
    await().atMost(Duration.ofSeconds(40)).until(() -> ended.text().contains("event: snapshot"));
    client.delete("/api/session");
    await().atMost(Duration.ofSeconds(40)).until(ended::isEnded);
  }
}
