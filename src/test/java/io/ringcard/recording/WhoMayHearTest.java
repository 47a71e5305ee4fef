package io.ringcard.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.calllog.CallLogRoutes;
import io.ringcard.calllog.CallViews;
import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.staff.Extensions;
import io.ringcard.staff.Hearing;
import io.ringcard.staff.Passwords;
import io.ringcard.staff.Sessions;
import io.ringcard.staff.SignInLimit;
import io.ringcard.staff.StaffRoutes;
import io.ringcard.staff.Teams;
import io.ringcard.staff.Users;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.MissedDesk;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Role × team × route × state: who hears a talk of Anna's, which rang at Oleg's phone too. */
class WhoMayHearTest {

  private static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Passwords passwords = new Passwords();
  private final Teams teams = new Teams(database.db());
  private final String sales = teams.create("Продажи").id();
  private final String service = teams.create("Сервис").id();
  private final long anna = person("anna", Role.OPERATOR, sales);
  private final long oleg = person("oleg", Role.OPERATOR, service);
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    var db = database.db();
    var hearing = new Hearing(db);
    var users = new Users(db, passwords, new Extensions(db), Clock.systemUTC());
    var routes = new Routes();
    var folders = new RecordingFolders(file -> {});
    folders.use(Map.of(CallSeed.pbx(db), folder));
    var desk = MissedDesk.of(db, ZoneId.of("Europe/Moscow"), AT.plusSeconds(60));
    new RecordingRoutes(db, folders, hearing, desk::answers, Clock.systemUTC()).addTo(routes);
    desk.routes().addTo(routes);
    new CallLogRoutes(new CallViews(db), ZoneId.of("Europe/Moscow")).addTo(routes);
    var figures = Map.of("calls", 0, "answered", 0, "missed", 0, "talkSeconds", 0);
    var sessions =
        new Sessions(
            db,
            users,
            passwords,
            new SignInLimit(Clock.systemUTC()),
            new PushHub(who -> "", new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
            Clock.systemUTC());
    new StaffRoutes(users, sessions, hearing, ZoneId.of("Europe/Moscow"), who -> figures)
        .addTo(routes);
    server = TestServer.start(routes);
    Files.write(folder.resolve("1.1.wav"), new byte[600]);
    Files.write(folder.resolve("2.1.wav"), new byte[600]);
    Files.write(folder.resolve("3.1.wav"), new byte[600]);
  }

  @AfterEach
  void close() {
    server.close();
    passwords.close();
    database.close();
  }

  private long person(String login, Role role, @Nullable String team) {
    var id = database.user(login, login, role.slug());
    if (team != null) {
      database.db().run("update app_user set team_id = $2 where id = $1", id, Long.valueOf(team));
    }
    return id;
  }

  private static CallSeed annas(TestDatabase database, long anna, long oleg) {
    return CallSeed.inbound(database.db(), AT).spoke(anna, 60).rang(oleg, "answered_elsewhere", 4);
  }

  private String recording(long call, String state, String file) {
    return database
        .db()
        .get(
            """
            insert into recording (call_id, pbx_id, file, state, duration_ms, peaks)
            select id, pbx_id, $2, $3, 60000, '[[0.5, 0.1]]' from call where id = $1 returning id
            """,
            row -> row.getLong("id").toString(),
            call,
            file,
            state);
  }

  private List<String> listened() {
    return database
        .db()
        .list(
            "select user_id || ' ' || first_byte as told from listening order by id",
            row -> row.getString("told"));
  }

  /** What the page concludes for its play button from the call and from who one is. */
  private static boolean offersPlay(TestClient client, long call) {
    var hears = client.get("/api/me").json().getJsonArray("hears");
    var view = client.get("/api/calls/" + call).json();
    assertThat(view.getJsonArray("recordings")).hasSize(1);
    return hears == null
        || view.getJsonArray("operators").stream()
            .map(JsonObject.class::cast)
            .anyMatch(part ->
                part.getDouble("talkSeconds") != null && hears.contains(part.getString("id")));
  }

  @ParameterizedTest
  @CsvSource({
    "operator,      talker, true",
    "operator,      sales, false",
    "operator,      rang, false",
    "operator,      none, false",
    "supervisor,    sales, true",
    "supervisor,    service, false",
    "supervisor,    none, true",
    "manager,       service, true",
    "manager,       none, true",
    "administrator, none, true"
  })
  void byRoleAndTeam(String slug, String who, boolean hears) {
    var role = Role.ofSlug(slug);
    var team = who.equals("sales") ? sales : who.equals("service") ? service : null;
    var self =
        switch (who) {
          case "talker" -> anna;
          case "rang" -> oleg;
          default -> person("listener", role, team);
        };
    var call = annas(database, anna, oleg).write();
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav");
    var client = server.as(self, "listener", role);
    var range = client.with("Range", "bytes=100-199");
    assertThat(client.get(path + "/audio").status()).isEqualTo(hears ? 200 : 404);
    assertThat(range.get(path + "/audio").status()).isEqualTo(hears ? 206 : 404);
    assertThat(client.get(path + "/peaks").status()).isEqualTo(hears ? 200 : 404);
    assertThat(offersPlay(client, call)).isEqualTo(hears);
    assertThat(listened())
        .isEqualTo(hears ? List.of(self + " 0", self + " 100") : List.<String>of());
  }

  /**
   * A message is for whoever is to call back: those it rang, their team, its owner, the leaders.
   */
  @ParameterizedTest
  @CsvSource({
    "operator,   rang, , 200, true",
    "operator,   sales, , 200, true",
    "operator,   service, , 404, false",
    "operator,   none, , 404, false",
    "operator,   none, self, 200, true",
    "operator,   service, self, 200, true",
    "operator,   sales, oleg, 200, false",
    "supervisor, sales, , 200, true",
    "supervisor, service, , 200, true",
    "supervisor, none, , 200, true",
    "manager,    service, , 200, true"
  })
  void whoCallsBackHearsTheMessage(
      String slug, String who, @Nullable String owner, int seen, boolean hears) {
    var role = Role.ofSlug(slug);
    var team = who.equals("sales") ? sales : who.equals("service") ? service : null;
    var self = who.equals("rang") ? anna : person("listener", role, team);
    var call = message().number("+79160000001").rang(anna, "no_answer", 20).write();
    if (owner != null) {
      database
          .db()
          .run(
              "insert into missed_mark (call_id, owner_id) values ($1, $2)",
              call,
              owner.equals("self") ? self : oleg);
    }
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav");
    var client = server.as(self, "listener", role);
    assertThat(client.get(path + "/audio").status()).isEqualTo(hears ? 200 : 404);
    assertThat(client.get(path + "/peaks").status()).isEqualTo(hears ? 200 : 404);
    assertThat(listened()).isEqualTo(hears ? List.of(self + " 0") : List.<String>of());
    var opened = client.get("/api/missed/" + call);
    assertThat(opened.status()).isEqualTo(seen);
    assertThat(opened.json().getBoolean("answers", false)).isEqualTo(hears);
  }

  @Test
  void whoWithholdsTheNumberIsHeardWhereItRang() {
    var call = message().rang(anna, "no_answer", 20).write();
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav") + "/audio";
    assertThat(server.as(anna, "anna", Role.OPERATOR).get(path).status()).isEqualTo(200);
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(path).status()).isEqualTo(404);
    var loner = person("loner", Role.OPERATOR, null);
    assertThat(server.as(loner, "loner", Role.OPERATOR).get(path).status()).isEqualTo(404);
    var his = message().rang(loner, "no_answer", 20).write();
    var noTeams = "/api/recordings/" + recording(his, "ready", "2.1.wav") + "/audio";
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(noTeams).status()).isEqualTo(200);
  }

  @Test
  void aMessageThatRangNobodyIsEverybodys() {
    var call = message().number("+79160000001").write();
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav") + "/audio";
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(path).status()).isEqualTo(200);
    var talk = CallSeed.inbound(database.db(), AT).number("+79160000001").spoke(null, 60).write();
    var talked = "/api/recordings/" + recording(talk, "ready", "2.1.wav") + "/audio";
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(talked).status()).isEqualTo(404);
    var withheld = CallSeed.inbound(database.db(), AT).spoke(null, 60).write();
    var unseen = "/api/recordings/" + recording(withheld, "ready", "3.1.wav") + "/audio";
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(unseen).status()).isEqualTo(404);
  }

  private CallSeed message() {
    return CallSeed.inbound(database.db(), AT).result("voicemail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "missing", "broken"})
  void whatIsNotReadyIsHeardByNobody(String state) {
    var path =
        "/api/recordings/" + recording(annas(database, anna, oleg).write(), state, "1.1.wav");
    for (var client :
        List.of(
            server.as(anna, "anna", Role.OPERATOR),
            server.as(person("admin", Role.ADMINISTRATOR, null), "admin", Role.ADMINISTRATOR))) {
      assertThat(client.get(path + "/audio").status()).isEqualTo(404);
      assertThat(client.with("Range", "bytes=0-1").get(path + "/audio").status()).isEqualTo(404);
      assertThat(client.get(path + "/peaks").status()).isEqualTo(404);
    }
    assertThat(listened()).isEmpty();
  }

  @Test
  void aTransferredTalkIsHeardInBothTeams() {
    var call = CallSeed.inbound(database.db(), AT).spoke(anna, 60).spoke(oleg, 30).write();
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav") + "/audio";
    var sveta = server.as(person("sveta", Role.SUPERVISOR, service), "sveta", Role.SUPERVISOR);
    assertThat(sveta.get(path).status()).isEqualTo(200);
    assertThat(server.as(oleg, "oleg", Role.OPERATOR).get(path).status()).isEqualTo(200);
  }

  @Test
  void whoeverHasLeftIsStillHeardByTheTeam() {
    database.db().run("update app_user set active = false where id = $1", anna);
    var call = annas(database, anna, oleg).write();
    var path = "/api/recordings/" + recording(call, "ready", "1.1.wav") + "/audio";
    var sveta = server.as(person("sveta", Role.SUPERVISOR, sales), "sveta", Role.SUPERVISOR);
    assertThat(sveta.get(path).status()).isEqualTo(200);
  }

  @Test
  void linksAndForeignNamesLeadNowhere() throws IOException {
    var secret = Files.writeString(folder.resolveSibling("secret.wav"), "secret");
    Files.createSymbolicLink(folder.resolve("link.wav"), secret);
    var call = annas(database, anna, oleg).write();
    var admin = server.as(person("admin", Role.ADMINISTRATOR, null), "admin", Role.ADMINISTRATOR);
    for (var file : List.of("link.wav", "../secret.wav", "..%2Fsecret.wav", "gone.wav")) {
      var path = "/api/recordings/" + recording(call, "ready", file) + "/audio";
      assertThat(admin.get(path).status()).as(file).isEqualTo(404);
    }
    assertThat(listened()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999", "0", "%2e%2e", "..%2F1", "1%2F..%2F1", "1%00", "-1"})
  void foreignIdsAreNothing(String id) {
    recording(annas(database, anna, oleg).write(), "ready", "1.1.wav");
    var client = server.as(anna, "anna", Role.OPERATOR);
    for (var end : List.of("/audio", "/peaks")) {
      assertThat(client.status("GET /api/recordings/" + id + end + " HTTP/1.1"))
          .as(id)
          .isEqualTo(404);
    }
    assertThat(listened()).isEmpty();
  }
}
