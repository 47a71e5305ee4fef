package io.ringcard.flight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallViews;
import io.ringcard.cel.CelArchive;
import io.ringcard.cel.CelFiles;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Columns;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may look into a call, and what is kept of it. */
class FlightRoutesTest {

  private static final Path SCENARIO = Path.of("src/test/resources/ami/plain/inbound-answered");

  private final TestDatabase database = TestDatabase.fresh();
  private final long anna = database.user("anna", "Anna", "operator");
  private final long sveta = database.user("sveta", "Sveta", "supervisor");
  private final long admin = database.user("admin", "Admin", "administrator");
  @TempDir Path home;
  private Played played;
  private TestServer server;
  private TestClient chief;
  private TestClient leader;
  private long call;

  @BeforeEach
  void open() throws IOException {
    played = new Played(SCENARIO, home);
    var flights = new Flights(database.db(), new CallViews(database.db()), Clock.systemUTC());
    flights.add(
        "seed",
        PbxProfile.standard(),
        played.journal()::read,
        CelFiles.of(SCENARIO.resolve("cel.csv")));
    var routes = new Routes();
    new FlightRoutes(flights).addTo(routes);
    server = TestServer.start(routes);
    chief = server.as(admin, "admin", Role.ADMINISTRATOR);
    leader = server.as(sveta, "sveta", Role.SUPERVISOR);
    call = call(played.calls().getFirst().path("linkedid").asText());
  }

  /** The row of the capture's call. */
  private long call(String linkedid) {
    var told = played.calls().getFirst();
    var started = Instant.parse(told.path("start_utc").asText());
    var id = CallSeed.inbound(database.db(), started).spoke(anna, 7).write();
    database
        .db()
        .run(
            "update call set linkedid = $2, ended_at = $3 where id = $1",
            id,
            linkedid,
            Columns.utc(Instant.parse(told.path("end_utc").asText())));
    return id;
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    played.close();
    database.close();
  }

  @Test
  void ofACallThatNobodyHeardTheExchangesOwnRecordsTellTheStory() throws IOException {
    played.close();
    var empty = new Played(home.resolve("nothing"));
    played = empty;
    var flights = new Flights(database.db(), new CallViews(database.db()), Clock.systemUTC());
    flights.add(
        "seed", PbxProfile.standard(), empty.journal()::read, renamedAndPackedInTheMiddle());
    var routes = new Routes();
    new FlightRoutes(flights).addTo(routes);
    try (var deaf = TestServer.start(routes)) {
      var reader = deaf.as(admin, "admin", Role.ADMINISTRATOR);
      var story = reader.get("/api/calls/" + call + "/story").json();
      assertThat(story.getString("source")).isEqualTo("records");
      var steps = story.getJsonArray("steps");
      assertThat(steps.getJsonObject(0).getString("event")).isEqualTo("CHAN_START");
      assertThat(steps.getJsonObject(0).getJsonArray("raw")).contains("EventType: CHAN_START");
      assertThat(story.getJsonArray("lanes")).hasSize(2);
      assertThat(story.getJsonArray("spans").encode()).contains("talk");
      assertThat(reader.get("/api/calls/" + call + "/events").problem())
          .isEqualTo("404 not-found journal unknown");
    }
  }

  private CelArchive renamedAndPackedInTheMiddle() throws IOException {
    var lines = Files.readAllLines(SCENARIO.resolve("cel.csv"));
    var file = home.resolve("Master.csv");
    var rest = lines.subList(lines.size() / 2, lines.size());
    try (var packed =
        new GZIPOutputStream(Files.newOutputStream(home.resolve("Master.csv-20261124.gz")))) {
      packed.write(String.join("\n", lines.subList(0, lines.size() / 2)).getBytes(UTF_8));
      packed.write('\n');
    }
    Files.write(file, rest);
    return CelFiles.of(file);
  }

  @Test
  void tellsTheStory() {
    var story = chief.get("/api/calls/" + call + "/story").json();
    assertThat(story.getJsonArray("lanes"))
        .extracting(lane -> ((JsonObject) lane).getString("kind"))
        .containsExactly("client", "phone");
    assertThat(story.getJsonArray("steps").getJsonObject(0).getString("what")).isEqualTo("opened");
    assertThat(story.getJsonArray("spans")).isNotEmpty();
  }

  @Test
  void ofOtherTeamsNothingIsSeen() {
    var team =
        database
            .db()
            .get("insert into team (name) values ('Sales') returning id", row -> row.getLong(0));
    database.db().run("update app_user set team_id = $2 where id = $1", sveta, team);
    for (var path : List.of("/story", "/events")) {
      assertThat(leader.get("/api/calls/" + call + path).problem())
          .isEqualTo("404 not-found id unknown");
    }
    database.db().run("update app_user set team_id = $2 where id = $1", anna, team);
    assertThat(leader.get("/api/calls/" + call + "/story").status()).isEqualTo(200);
    assertThat(server.as(anna, "anna", Role.OPERATOR).get("/api/calls/" + call + "/story").status())
        .isEqualTo(403);
  }

  @Test
  void saysThatTheJournalNoLongerReaches() {
    var gone = call("1.1");
    for (var path : List.of("/story", "/events")) {
      assertThat(chief.get("/api/calls/" + gone + path).problem())
          .isEqualTo("404 not-found journal unknown");
    }
    assertThat(exports()).isEmpty();
  }

  @Test
  void eachExportLeavesARow() {
    var file = leader.get("/api/calls/" + call + "/events");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).contains("application/zip");
    assertThat(exports()).containsExactly(sveta + " events " + call);
  }

  @Test
  void aWrongCallIsReported() {
    var report =
        leader
            .post(
                "/api/calls/" + call + "/report", new JsonObject().put("remark", "101 не говорил"))
            .json();
    assertThat(report.getString("call")).isEqualTo(String.valueOf(call));
    var listed = chief.get("/api/call-reports").json().getJsonArray("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.getJsonObject(0).getString("remark")).isEqualTo("101 не говорил");
    var file = chief.get("/api/call-reports/" + report.getString("id") + "/file");
    assertThat(file.status()).isEqualTo(200);
    assertThat(leader.get("/api/call-reports").status()).isEqualTo(403);
    assertThat(chief.get("/api/call-reports/99/file").problem())
        .isEqualTo("404 not-found id unknown");
  }

  @Test
  void operatorsReportCallsOfTheirOwnAndTheRemarkStaysInTheHouse() throws IOException {
    var boris = database.user("boris", "Boris", "operator");
    var path = "/api/calls/" + call + "/report";
    var remark = new JsonObject().put("remark", "Петров с 89165550142 говорил со мной");
    assertThat(server.as(boris, "boris", Role.OPERATOR).post(path, remark).problem())
        .isEqualTo("404 not-found id unknown");
    var report = server.as(anna, "anna", Role.OPERATOR).post(path, remark).json();
    assertThat(report.getString("remark")).isEqualTo(remark.getString("remark"));
    var zip = chief.get("/api/call-reports/" + report.getString("id") + "/file").bytes();
    try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      var names = new ArrayList<String>();
      for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        names.add(file.getName());
        assertThat(new String(files.readAllBytes(), UTF_8)).doesNotContain("Петров", "9165550142");
      }
      assertThat(names)
          .containsExactlyInAnyOrder("ami.raw", "ami.idx.jsonl", "meta.json", "profile.properties");
    }
  }

  private List<String> exports() {
    return database
        .db()
        .list(
            "select user_id || ' ' || format || ' ' || (filter->>'call') as told from call_export",
            row -> row.getString("told"));
  }
}
