package io.ringcard.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.cel.CelSpools;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that an exchange runs, against the real server. */
class UploadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCRIPT = "asterisk-config/ringcard-upload.sh";

  private final TestDatabase database = TestDatabase.fresh();
  private final long pbx =
      database
          .db()
          .get("insert into pbx (name) values ('far') returning id", row -> row.getLong(0));
  private final StringBuilder sent = new StringBuilder();
  private TestServer server;
  private String token;
  private CelSpools spools;
  private int rows;
  @TempDir Path home;
  private Path exchange;
  private Path master;
  private Path here;

  @BeforeEach
  void open() throws IOException {
    exchange = Files.createDirectories(home.resolve("exchange"));
    master = exchange.resolve("Master.csv");
    here = home.resolve("here");
    Files.createDirectories(exchange.resolve("monitor"));
    spools = new CelSpools(here.resolve("records"));
    var routes = new Routes();
    new UploadRoutes(
            database.db(), spools, id -> Optional.of(here.resolve("monitor")), Clock.systemUTC())
        .addTo(routes);
    server = TestServer.start(routes);
    var admin = server.as(1, "max", Role.ADMINISTRATOR);
    token = admin.exchange("POST", "/api/uploads/" + pbx + "/token").json().getString("token");
    configure("");
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  @Test
  void rowsComeOnceThroughRotationCopyAndTruncation() throws Exception {
    write(3, false);
    assertThat(run()).as("what was there before is history").isZero();
    assertThat(received()).isEmpty();
    write(4, true);
    assertThat(run()).isZero();
    write(2, true);
    Files.move(master, exchange.resolve("Master.csv.1"));
    write(5, true);
    assertThat(run()).isZero();
    write(1, true);
    Files.copy(master, exchange.resolve("Master.csv-20261125"));
    Files.write(master, new byte[0]);
    write(3, true);
    assertThat(run()).isZero();
    assertThat(received()).isEqualTo(sent.toString());
    assertThat(run()).isZero();
    assertThat(received()).as("nothing new").isEqualTo(sent.toString());
  }

  @Test
  void memoryThatIsLostDoublesNothing() throws Exception {
    configure("HISTORY=yes\n");
    write(20, true);
    assertThat(run()).isZero();
    delete(exchange.resolve("state"));
    write(1, true);
    assertThat(run()).isZero();
    assertThat(received()).isEqualTo(sent.toString());
    Files.move(master, exchange.resolve("Master.csv.1"));
    write(2, true);
    delete(exchange.resolve("state"));
    assertThat(run()).isZero();
    assertThat(received()).isEqualTo(sent.toString());
  }

  @Test
  void killedAgainAndAgainItLosesAndDoublesNothing() throws Exception {
    configure("HISTORY=yes\nCHUNK=700\n");
    write(40, true);
    for (var kill = 1; kill <= 5; kill++) {
      var enough = kill * 900;
      var process = start();
      await().atMost(PATIENCE).until(() -> received().length() >= enough || !process.isAlive());
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      if (kill == 3) {
        Files.move(master, exchange.resolve("Master.csv.1"));
      }
      write(5, true);
    }
    assertThat(run()).isZero();
    assertThat(received()).isEqualTo(sent.toString());
  }

  @Test
  void finishedRecordingsAreThereWholeAndOthersWait() throws Exception {
    configure("RECORDINGS=" + exchange.resolve("monitor") + "\nCHUNK=1000\n");
    var sound = wave(5_000);
    recording("1795415594.12.wav", sound);
    recording("2026/11/25/in-74951230001-79165550142-20261125-101500-1795415594.13.wav", wave(900));
    var torn = wave(3_000);
    ByteBuffer.wrap(torn).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0);
    recording("1795415594.14.wav", torn);
    recording("strange name.wav", wave(100));
    assertThat(run()).isZero();
    assertThat(here.resolve("monitor/1795415594.12.wav")).hasBinaryContent(sound);
    assertThat(files(here.resolve("monitor")))
        .containsExactlyInAnyOrder(
            "1795415594.12.wav",
            "2026/11/25/in-74951230001-79165550142-20261125-101500-1795415594.13.wav");
    recording("1795415594.14.wav", wave(4_000));
    assertThat(run()).isZero();
    assertThat(here.resolve("monitor/1795415594.14.wav")).hasBinaryContent(wave(4_000));
  }

  @Test
  void recordingGoesOnWhereAKillBrokeItOff() throws Exception {
    configure("RECORDINGS=" + exchange.resolve("monitor") + "\nCHUNK=2000\n");
    var sound = wave(60_000);
    recording("1795415594.20.wav", sound);
    var process = start();
    await().atMost(PATIENCE).until(() -> partial() > 4_000 || !process.isAlive());
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertThat(run()).isZero();
    assertThat(here.resolve("monitor/1795415594.20.wav")).hasBinaryContent(sound);
    assertThat(partial()).isZero();
  }

  @Test
  void wrongTokenIsRefusedBeforeAllElse() throws Exception {
    write(1, true);
    token = "wrong";
    configure("HISTORY=yes\n");
    assertThat(run()).isNotZero();
    assertThat(here).doesNotExist();
    assertThat(send("records?file=../../etc&offset=x", "wrong", "x").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records?file=..%2F..%2Fetc%2Fpasswd&offset=0",
        "records?file=0123456789abcdef&offset=-1",
        "records?file=0123456789abcdef&offset=99999999999999999999",
        "records?offset=0",
        "recordings?name=..%2Fmaster.wav&size=4&sha256=SUM&offset=0",
        "recordings?name=%2Fetc%2Fmaster.wav&size=4&sha256=SUM&offset=0",
        "recordings?name=2026%2F11%2F25%2F..%2F..%2Fmaster.wav&size=4&sha256=SUM&offset=0",
        "recordings?name=a%0Ab.wav&size=4&sha256=SUM&offset=0",
        "recordings?name=.upload&size=4&sha256=SUM&offset=0",
        "recordings?name=a.wav&size=0&sha256=SUM&offset=0",
        "recordings?name=a.wav&size=4&sha256=..%2F..&offset=0"
      })
  void hostileNamesAndNumbersAreRefused(String path) throws Exception {
    var answer = send(path.replace("SUM", "0".repeat(64)), token, "four");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(files(home).stream().filter(file -> file.startsWith("here"))).isEmpty();
  }

  @Test
  void tooMuchAndTheWrongPlaceAndTheWrongSumAreSaid() throws Exception {
    var file = "0123456789abcdef";
    assertThat(
            send(
                    "records?file=" + file + "&offset=0",
                    token,
                    "x".repeat(UploadRoutes.LARGEST_PIECE + 1))
                .statusCode())
        .isEqualTo(413);
    assertThat(send("records?file=" + file + "&offset=0", token, "some").statusCode())
        .isEqualTo(200);
    var apart = send("records?file=" + file + "&offset=0", token, "some");
    assertThat(apart.statusCode()).isEqualTo(409);
    assertThat(apart.body()).contains("\"offset\":4");
    var huge = "recordings?name=a.wav&size=3000000000&sha256=" + "0".repeat(64) + "&offset=0";
    assertThat(send(huge, token, "x").statusCode()).isEqualTo(413);
    var wrong = "recordings?name=a.wav&size=4&sha256=" + "0".repeat(64) + "&offset=0";
    assertThat(send(wrong, token, "four").body()).contains("broken");
    assertThat(files(here.resolve("monitor"))).isEmpty();
  }

  @Test
  void newTokenEndsTheFormer() throws Exception {
    var old = token;
    open();
    assertThat(send("records?file=0123456789abcdef&offset=0", old, "x").statusCode())
        .isEqualTo(401);
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        exchange.resolve("conf"),
        "URL=http://127.0.0.1:%d\nTOKEN=%s\nCEL=%s\nSTATE=%s\n%s"
            .formatted(server.port(), token, master, exchange.resolve("state"), more));
  }

  private Process start() throws IOException {
    return new ProcessBuilder("sh", SCRIPT, exchange.resolve("conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(exchange.resolve("log").toFile()))
        .start();
  }

  private int run() throws Exception {
    var process = start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    if (process.exitValue() != 0) {
      System.out.println(Files.readString(exchange.resolve("log")));
    }
    return process.exitValue();
  }

  private void write(int count, boolean wanted) throws IOException {
    var text =
        IntStream.range(0, count)
            .mapToObj(i ->
                "\"2026-11-25 10:00:%02d.%06d\",\"CHAN_START\",\"%s\"\n"
                    .formatted(rows % 60, rows++, "Имя".repeat(rows % 7)))
            .reduce("", String::concat);
    Files.writeString(master, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (wanted) {
      sent.append(text);
    }
  }

  private String received() throws IOException {
    var all = new ByteArrayOutputStream();
    for (var part : spools.of(pbx).files()) {
      all.write(Files.readAllBytes(part));
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(String path, String with, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/upload/" + path))
            .header("Authorization", "Bearer " + with)
            .header("X-Requested-With", "ringcard")
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private void recording(String name, byte[] bytes) throws IOException {
    var file = exchange.resolve("monitor").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(180)));
  }

  private static byte[] wave(int samples) {
    var sound = new byte[44 + samples];
    new Random(samples).nextBytes(sound);
    ByteBuffer.wrap(sound)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(sound.length - 8);
    return sound;
  }

  private long partial() throws IOException {
    var folder = here.resolve("monitor/.upload");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var parts = Files.list(folder)) {
      return parts.mapToLong(part -> part.toFile().length()).sum();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (var one : new ArrayList<>(all.toList()).reversed()) {
        Files.delete(one);
      }
    }
  }
}
