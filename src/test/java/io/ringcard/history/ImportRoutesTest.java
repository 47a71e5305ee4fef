package io.ringcard.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.CallLog;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.Strangers;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports over HTTP: from the form to the last call. */
class ImportRoutesTest {

  private static final Instant DAY = Instant.parse("2026-10-05T06:00:00Z");
  private static final String NONE = "{}";

  @TempDir Path home;
  private final TestDatabase database = TestDatabase.fresh();
  private final long admin = database.user("admin", "Admin", "administrator");
  private final AtomicInteger told = new AtomicInteger();

  /** Batches that may be told of before the import has to wait. */
  private final Semaphore batches = new Semaphore(Integer.MAX_VALUE / 2);

  private CallLog log;
  private long pbx;
  private final List<Long> exchanges = new ArrayList<>();
  private Imports imports;
  private TestServer server;
  private TestClient chief;

  @BeforeEach
  void open() {
    log = new CallLog(database.db(), new Strangers(), List.of(), List.of());
    pbx = log.pbx("main").id();
    exchanges.add(pbx);
    serve();
  }

  private void serve() {
    var history =
        new History(database.db(), log, PbxProfile.standard(), "click-to-call", home.resolve("m"));
    imports = new Imports(database.db(), id -> history, home, () -> exchanges, this::changed);
    var routes = new Routes();
    new ImportRoutes(imports).addTo(routes);
    server = TestServer.start(routes);
    chief = server.as(admin, "admin", Role.ADMINISTRATOR);
  }

  private void changed() {
    batches.acquireUninterruptibly();
    told.incrementAndGet();
  }

  @AfterEach
  void close() throws Exception {
    batches.release(1_000);
    imports.close();
    server.close();
    database.close();
  }

  @Test
  void faultStandsAtItsField() {
    assertThat(look("{\"kind\":\"files\"}").problem()).isEqualTo("400 invalid upload required");
    assertThat(look(form("host", "")).problem()).isEqualTo("400 invalid host required");
    assertThat(look(form("port", 1)).problem()).isEqualTo("400 invalid port refused");
    assertThat(look(form("host", "no-such-host.invalid")).problem())
        .isEqualTo("400 invalid host unknownHost");
    assertThat(look(form("password", "wrong")).problem()).isEqualTo("400 invalid password denied");
    assertThat(look(form("database", "nowhere")).problem())
        .isEqualTo("400 invalid database noDatabase");
    assertThat(look(form("kind", "postgresql")).problem())
        .isEqualTo("400 invalid database noTables");
    assertThat(look(form("user", "me@there")).problem()).isEqualTo("400 invalid user pattern");
    assertThat(chief.post("/api/imports", form("port", 1)).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("failed"));
    assertThat(one().getString("reason")).isEqualTo("refused");
  }

  @Test
  void databaseIsLookedAtAndTakenOver() throws Exception {
    var at = database.settings();
    PastTables.create(
        java.sql.DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password()),
        PastTables.POSTGRESQL);
    write(home.resolve("Master.csv"), 0, 3);
    PastTables.fill(
        java.sql.DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password()),
        null,
        new CsvFiles(home.resolve("Master.csv")));
    var survey = look(form("kind", "postgresql")).json();
    assertThat(survey.getJsonObject("details").getInteger("rows")).isEqualTo(3);
    assertThat(survey.getJsonObject("details").getString("first")).startsWith("2026-10-05 06:00");
    assertThat(survey.getJsonObject("events").getValue("first")).isNull();
    start(form("kind", "postgresql"));
    await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("finished"));
    assertThat(count()).isEqualTo(3);
    var text = chief.get("/api/imports").text();
    assertThat(text).contains(at.user()).doesNotContain(at.password());
    assertThat(one().getJsonObject("startedBy").getString("name")).isEqualTo("Admin");
    assertThat(one().getJsonObject("source").getString("database")).isEqualTo(at.database());
  }

  @Test
  void ofSeveralExchangesOneIsNamed() throws IOException {
    var branch = log.pbx("branch").id();
    exchanges.add(branch);
    var upload = send("Master.csv", null, text(0, 20));
    assertThat(look(files(upload)).status()).isEqualTo(200);
    assertThat(chief.post("/api/imports", files(upload)).problem())
        .isEqualTo("400 invalid exchange required");
    assertThat(chief.post("/api/imports", of("99", upload)).problem())
        .isEqualTo("400 invalid exchange unknown");
    assertThat(chief.get("/api/imports").json().getJsonArray("items")).isEmpty();
    start(of(Long.toString(branch), upload));
    await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("finished"));
    assertThat(one().getJsonObject("exchange").getString("name")).isEqualTo("branch");
    long of =
        database
            .db()
            .get("select count(*) from call where pbx_id = $1", row -> row.getLong(0), branch);
    assertThat(of).isEqualTo(20);
  }

  private static JsonObject of(String exchange, String upload) {
    return files(upload).copy().put("exchange", exchange);
  }

  @Test
  void filesAreTakenOverAndGo() throws IOException {
    var upload = send("Master.csv", null, text(0, 20) + "broken,row\n");
    assertThat(send("Master.csv.1.gz", upload, packed(text(20, 30)))).isEqualTo(upload);
    assertThat(send("../../Ма тер.csv", upload, text(30, 31))).isEqualTo(upload);
    var survey = look(files(upload)).json();
    assertThat(survey.getJsonObject("details").getInteger("rows")).isEqualTo(31);
    start(files(upload));
    await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("finished"));
    assertThat(count()).isEqualTo(31);
    var untold = one().getJsonArray("untold").getJsonObject(0);
    assertThat(untold.getString("reason")).isEqualTo("fields");
    assertThat(untold.getJsonArray("samples")).containsExactly("broken,row");
    await().atMost(Duration.ofSeconds(30)).until(() -> uploads().isEmpty());
  }

  @Test
  void periodIsToldWhateverOneLineSays() {
    var broken = text(1, 2).replaceAll("2026-10-0\\d [\\d:]{8}", "not a time");
    var survey = look(files(send("Master.csv", null, text(0, 1) + broken + text(2, 3)))).json();
    var details = survey.getJsonObject("details");
    assertThat(details.getString("first")).startsWith("2026-10-05 06:0");
    assertThat(details.getString("last")).startsWith("2026-10-05 06:0");
    assertThat(details.getInteger("rows")).isEqualTo(2);
  }

  @Test
  void whatIsNoListOfCallsIsRefused() throws IOException {
    assertThat(
            chief.send("POST", "/api/imports/files?name=a.exe", "text/csv", new byte[3]).problem())
        .isEqualTo("400 invalid name csv");
    var stray = "/api/imports/files?name=a.csv&upload=00000000-0000-0000-0000-000000000000";
    assertThat(chief.send("POST", stray, "text/csv", new byte[3]).problem())
        .isEqualTo("400 invalid upload unknown");
    var upload = send("a.csv", null, "Dear sir, please find attached\n");
    assertThat(look(files(upload)).problem()).isEqualTo("400 invalid upload noFiles");
    var operator = server.as(admin, "admin", Role.OPERATOR);
    assertThat(operator.get("/api/imports").problem()).isEqualTo("403 forbidden - role");
  }

  @Test
  void pausedGoesOnAndDoublesNothing() {
    batches.drainPermits();
    batches.release(2);
    var id = start(files(send("Master.csv", null, text(0, 9_000))));
    await().atMost(Duration.ofSeconds(30)).until(() -> told.get() == 2);
    assertThat(chief.post("/api/imports", files("x")).problem())
        .isEqualTo("400 invalid upload unknown");
    assertThat(chief.post("/api/imports/" + id + "/resume", NONE).problem())
        .isEqualTo("409 conflict state busy");
    assertThat(chief.post("/api/imports/" + id + "/pause", NONE).status()).isEqualTo(200);
    batches.release(1_000);
    await().atMost(Duration.ofSeconds(30)).until(() -> state().equals("paused"));
    assertThat(count()).isBetween(1L, 8_999L);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> chief.post("/api/imports/" + id + "/resume", NONE).status() == 200);
    await().atMost(Duration.ofSeconds(60)).until(() -> state().equals("finished"));
    assertThat(count()).isEqualTo(9_000);
    assertThat(one().getJsonObject("counts").getInteger("added")).isEqualTo(9_000);
    assertThat(chief.post("/api/imports/" + id + "/resume", NONE).problem())
        .isEqualTo("409 conflict state finished");
  }

  @Test
  void filesGoOnAfterTheServerWasStopped() throws Exception {
    batches.drainPermits();
    batches.release(2);
    start(files(send("Master.csv", null, text(0, 9_000))));
    await().atMost(Duration.ofSeconds(30)).until(() -> told.get() == 2);
    var closing = Thread.startVirtualThread(() -> assertThat(closed()).isTrue());
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    batches.release(1_000);
    assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
    server.close();
    serve();
    assertThat(one().getString("state")).isEqualTo("paused");
    assertThat(one().getString("reason")).isEqualTo("restart");
    imports.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> state().equals("finished"));
    assertThat(count()).isEqualTo(9_000);
  }

  @Test
  void databaseThatWasBrokenOffWaitsForItsPassword() {
    database
        .db()
        .run(
            "insert into history_import (pbx_id, source, state, started_by) values ($1,"
                + " 'mariadb://me@db/cdr', 'running', $2)",
            pbx,
            admin);
    imports.start();
    assertThat(one().getString("state")).isEqualTo("paused");
    assertThat(one().getString("reason")).isEqualTo("restart");
    assertThat(one().getJsonObject("source").getString("host")).isEqualTo("db");
  }

  private boolean closed() {
    try {
      imports.close();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private TestClient.Reply look(Object form) {
    return chief.post("/api/imports/look", form);
  }

  private String start(Object form) {
    return chief.post("/api/imports", form).json().getString("id");
  }

  private JsonObject one() {
    return chief.get("/api/imports").items().getJsonObject(0);
  }

  private String state() {
    return one().getString("state");
  }

  private String send(String name, String upload, String text) {
    return send(name, upload, text.getBytes(UTF_8));
  }

  private String send(String name, String upload, byte[] bytes) {
    var query =
        "?name="
            + java.net.URLEncoder.encode(name, UTF_8).replace("+", "%20")
            + (upload == null ? "" : "&upload=" + upload);
    return chief
        .send("POST", "/api/imports/files" + query, "application/octet-stream", bytes)
        .json()
        .getString("upload");
  }

  private static JsonObject files(String upload) {
    return new JsonObject(Map.of("kind", "files", "upload", upload));
  }

  /** Our own database, with one part changed. */
  private JsonObject form(String field, Object value) {
    var at = database.settings();
    return new JsonObject()
        .put("kind", "postgresql")
        .put("host", at.host())
        .put("port", at.port())
        .put("database", at.database())
        .put("user", at.user())
        .put("password", at.password())
        .put(field, value);
  }

  private List<Path> uploads() throws IOException {
    try (var sets = Files.list(home.resolve("import"))) {
      return sets.toList();
    }
  }

  private long count() {
    return database.db().get("select count(*) from call", row -> row.getLong(0));
  }

  private static String text(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> PastCalls.csv(DAY, n) + "\n")
        .collect(Collectors.joining());
  }

  private static void write(Path file, int from, int to) throws IOException {
    Files.writeString(file, text(from, to));
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
