package io.ringcard.recording;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.Snapshots;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.staff.Hearing;
import io.ringcard.testkit.Strangers;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linked by themselves, heard in part, by those who may, and never without a trace. */
class RecordingRoutesTest {

  private static final int RATE = 8_000;

  private final TestDatabase database = TestDatabase.fresh();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long boris = database.user("boris", "Борис", "operator");
  private final long sveta = database.user("sveta", "Света", "supervisor");
  private final List<Long> changed = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private Recordings recordings;
  private TestServer server;
  private CallLog log;
  private long pbx;

  @BeforeEach
  void open() {
    var settings =
        new RecordingSettings(folder, null, Duration.ofMillis(600), Duration.ofMillis(100));
    recordings = new Recordings(database.db(), settings, changed::add).start();
    log = new CallLog(database.db(), new Phones(), List.of(recordings), List.of());
    pbx = log.pbx("main").id();
    recordings.folders().use(Map.of(pbx, folder));
    var routes = new Routes();
    new RecordingRoutes(
            database.db(),
            recordings.folders(),
            new Hearing(database.db()),
            (person, call) -> false,
            Clock.systemUTC())
        .addTo(routes);
    server = TestServer.start(routes);
  }

  @AfterEach
  void close() {
    server.close();
    recordings.close();
    database.close();
  }

  @Test
  void lateFileIsLinkedAndHeardInPart() throws IOException {
    var bytes = wave(2);
    Files.write(folder.resolve("1.1.wav"), bytes);
    var path = ready("1.1");
    var part = as(anna, Role.OPERATOR).with("Range", "bytes=100-199").get(path + "/audio");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).contains("bytes 100-199/" + bytes.length);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
    var whole = as(anna, Role.OPERATOR).get(path + "/audio");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.bytes()).isEqualTo(bytes);
    assertThat(
            as(anna, Role.OPERATOR).with("Range", "bytes=999999999-").get(path + "/audio").status())
        .isEqualTo(416);
    await()
        .atMost(20, SECONDS)
        .until(() -> !as(anna, Role.OPERATOR).get(path + "/peaks").json().getBoolean("pending"));
    assertThat(as(anna, Role.OPERATOR).get(path + "/peaks").json().getJsonArray("lanes").size())
        .isOne();
    assertThat(changed).isNotEmpty();
  }

  @Test
  void eachListeningLeavesARow() throws IOException {
    Files.write(folder.resolve("1.1.wav"), wave(1));
    var path = ready("1.1");
    as(anna, Role.OPERATOR).get(path + "/audio");
    as(sveta, Role.SUPERVISOR).with("Range", "bytes=500-").get(path + "/audio");
    as(boris, Role.OPERATOR).get(path + "/audio");
    assertThat(
            database
                .db()
                .list(
                    "select user_id || ' ' || first_byte as told from listening order by id",
                    row -> row.getString("told")))
        .containsExactly(anna + " 0", sveta + " 500");
  }

  @Test
  void whatIsKeptLeavesARowOfItsOwnAndIsNotForOperators() throws IOException {
    Files.write(folder.resolve("1.1.wav"), wave(1));
    var path = ready("1.1") + "/audio?download=true";
    assertThat(as(anna, Role.OPERATOR).get(path).status()).isEqualTo(403);
    var kept = as(sveta, Role.SUPERVISOR).get(path);
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.header("Content-Disposition")).contains("attachment; filename=\"1.1.wav\"");
    assertThat(
            database
                .db()
                .list("select user_id from listening where download", row -> row.getLong(0)))
        .containsExactly(sveta);
  }

  @ParameterizedTest
  @CsvSource({
    "anna,OPERATOR,200",
    "boris,OPERATOR,404",
    "boris,SUPERVISOR,200",
    "boris,MANAGER,200",
    "boris,ADMINISTRATOR,200"
  })
  void whoMayHear(String login, Role role, int status) throws IOException {
    Files.write(folder.resolve("1.1.wav"), wave(1));
    var path = ready("1.1");
    var person = as(login.equals("anna") ? anna : boris, role);
    assertThat(person.get(path + "/audio").status()).isEqualTo(status);
    assertThat(person.get(path + "/peaks").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/recordings/999999/audio",
        "/api/recordings/..%2f..%2fetc%2fpasswd/audio",
        "/api/recordings/%2e%2e/audio",
        "/api/recordings/1/../../x"
      })
  void foreignIdsAndPathsAreNothing(String path) {
    assertThat(as(sveta, Role.SUPERVISOR).status("GET " + path + " HTTP/1.1")).isEqualTo(404);
  }

  @Test
  void whatNeverComesIsMissingAndWhatIsNoSoundIsBroken() throws IOException {
    Files.writeString(folder.resolve("2.2.wav"), "no sound");
    write("1.1");
    write("2.2");
    await().atMost(20, SECONDS).until(() -> states().equals(List.of("missing", "broken")));
  }

  @Test
  void whoLeavesBeforeTheSoundComesIsNoFault() throws IOException {
    Files.write(folder.resolve("1.1.wav"), wave(1));
    var path = ready("1.1");
    var faults = new CopyOnWriteArrayList<Throwable>();
    TestDatabase.vertx().exceptionHandler(faults::add);
    try {
      database
          .db()
          .inTransaction(tx -> {
            tx.run("lock table listening in exclusive mode");
            askAndLeave(path + "/audio");
            return true;
          });
      await().atMost(20, SECONDS).until(() -> count("listening") == 1);
      await().during(300, MILLISECONDS).atMost(20, SECONDS).until(faults::isEmpty);
      assertThat(as(anna, Role.OPERATOR).get(path + "/audio").status()).isEqualTo(200);
    } finally {
      TestDatabase.vertx().exceptionHandler(null);
    }
  }

  private void askAndLeave(String path) {
    var cookie = server.cookieOf(as(anna, Role.OPERATOR));
    var request = "GET %s HTTP/1.1\r\nHost: here\r\nCookie: %s\r\n\r\n".formatted(path, cookie);
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().atMost(20, SECONDS).until(() -> count("pg_locks where not granted") > 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int count(String rows) {
    return database
        .db()
        .<Integer>get("select count(*) from " + rows, row -> row.getInteger(0))
        .intValue();
  }

  private TestClient as(long userId, Role role) {
    return server.as(userId, "p" + userId, role);
  }

  private void write(String linkedid) {
    log.write(
        pbx,
        List.of(new CallEvent.Closed(Snapshots.answered(linkedid, "89165550142", 2, "101"))),
        1);
  }

  private String ready(String linkedid) {
    write(linkedid);
    await().atMost(20, SECONDS).until(() -> states().equals(List.of("ready")));
    return "/api/recordings/"
        + database.db().get("select id from recording", row -> row.getLong("id"));
  }

  private List<String> states() {
    return database
        .db()
        .list("select state from recording order by file", row -> row.getString("state"));
  }

  private static byte[] wave(int seconds) {
    var data = seconds * RATE * 2;
    var bytes = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    bytes.putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
    while (bytes.hasRemaining()) {
      bytes.putShort((short) (bytes.position() * 7));
    }
    return bytes.array();
  }

  private final class Phones extends Strangers {

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.ofNullable(Map.of("101", anna).get(extension));
    }
  }
}
