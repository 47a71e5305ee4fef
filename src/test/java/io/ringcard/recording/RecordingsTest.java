package io.ringcard.recording;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.Snapshots;
import io.ringcard.testkit.Strangers;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is heard as soon as it is whole, however it comes to be so, and costs nobody else. */
class RecordingsTest {

  private static final int RATE = 8_000;

  private final TestDatabase database = TestDatabase.fresh();
  @TempDir Path folder;
  private Path lies;
  private Recordings recordings;
  private CallLog log;

  @BeforeEach
  void make() throws IOException {
    lies = Files.createDirectory(folder.resolve("monitor"));
  }

  @AfterEach
  void close() {
    recordings.close();
    database.close();
  }

  @Test
  void aFileThatIsWholeWhenTheCallEndsWaitsForNoLook() throws IOException {
    open(Duration.ofHours(1), Duration.ofHours(1));
    Files.write(lies.resolve("1.1.wav"), wave(3, 1));
    end("1.1");
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
  }

  @Test
  void aFileThatIsClosedLaterIsHeardAtOnceByTheFoldersWord() throws IOException {
    open(Duration.ofHours(1), Duration.ofHours(1));
    var whole = wave(3, 1);
    var growing = whole.clone();
    ByteBuffer.wrap(growing).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 36).putInt(40, 0);
    Files.write(lies.resolve("1.1.wav"), growing);
    end("1.1");
    await()
        .during(300, MILLISECONDS)
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(state()).isEqualTo("pending"));
    Files.write(lies.resolve("1.1.wav"), whole);
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
  }

  @Test
  void whileItsLanesLieBesideItAFileMayStillBeReplaced() throws IOException {
    open(Duration.ofHours(1), Duration.ofHours(1));
    Files.write(lies.resolve("1.1-rx.wav"), wave(3, 1));
    Files.write(lies.resolve("1.1-tx.wav"), wave(3, 1));
    Files.write(lies.resolve("1.1.wav"), wave(3, 1));
    end("1.1");
    await()
        .during(300, MILLISECONDS)
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(state()).isEqualTo("pending"));
    Files.write(lies.resolve("1.1.part"), wave(3, 2));
    Files.move(
        lies.resolve("1.1.part"),
        lies.resolve("1.1.wav"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(lanes()).isEqualTo(2));
  }

  @Test
  void whatWasGivenUpIsLinkedWhenItComes() throws IOException {
    open(Duration.ofMillis(1), Duration.ofMillis(50));
    end("1.1");
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("missing"));
    Files.write(lies.resolve("1.1.wav"), wave(3, 1));
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
  }

  @Test
  void aBrokenFileCostsOnlyItselfAndMayBeMended() throws IOException {
    open(Duration.ofHours(1), Duration.ofMillis(50));
    Files.writeString(lies.resolve("1.1.wav"), "#EXTM3U\nfile:///etc/passwd\n");
    Files.write(lies.resolve("2.2.wav"), wave(1, 1));
    end("1.1");
    end("2.2");
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(states()).containsExactly("broken", "ready"));
    assertThat(recordings.count("broken")).isOne();
    Files.write(lies.resolve("1.1.wav"), wave(1, 1));
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(states()).containsExactly("ready", "ready"));
  }

  @Test
  void aProgramThatDoesNotRunSaysNothingOfAFile() throws IOException {
    var program = folder.resolve("program");
    open(program, Duration.ofHours(1), Duration.ofMillis(10));
    Files.write(lies.resolve("1.1.wav"), wave(1, 1));
    end("1.1");
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
    await()
        .during(500, MILLISECONDS)
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
    assertThat(undrawn()).isOne();
    Files.createSymbolicLink(program, FfmpegProgram.find(null));
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(undrawn()).isZero());
    assertThat(state()).isEqualTo("ready");
  }

  /** A mount point is there without what is mounted; below one that is, there is nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatLiesInAFolderThatIsAwayIsWaitedFor(boolean mountPointStays) throws IOException {
    var program = folder.resolve("program");
    open(program, Duration.ofMillis(1), Duration.ofMillis(10));
    Files.write(lies.resolve("1.1.wav"), wave(1, 1));
    end("1.1");
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(state()).isEqualTo("ready"));
    var elsewhere = Files.move(lies, folder.resolve("elsewhere"));
    if (mountPointStays) {
      Files.createDirectory(lies);
    }
    Files.createSymbolicLink(program, FfmpegProgram.find(null));
    end("2.2");
    await()
        .during(500, MILLISECONDS)
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(states()).containsExactly("ready", "pending"));
    assertThat(undrawn()).isOne();
    assertThat(attempts()).isZero();
    Files.deleteIfExists(lies);
    Files.write(elsewhere.resolve("2.2.wav"), wave(1, 1));
    Files.move(elsewhere, lies);
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(states()).containsExactly("ready", "ready"));
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(undrawn()).isZero());
  }

  private int attempts() {
    return database
        .db()
        .get("select sum(attempts)::int as sum from recording", row -> row.getInteger("sum"));
  }

  private int undrawn() {
    return new RecordingSql().undrawn(database.db(), Set.of()).size();
  }

  private void open(Duration missingAfter, Duration lookEvery) {
    open(null, missingAfter, lookEvery);
  }

  private void open(@Nullable Path program, Duration missingAfter, Duration lookEvery) {
    var settings = new RecordingSettings(lies, program, missingAfter, lookEvery);
    recordings = new Recordings(database.db(), settings, call -> {}).start();
    log = new CallLog(database.db(), new Strangers(), List.of(recordings), List.of());
    recordings.folders().use(Map.of(log.pbx("main").id(), lies));
  }

  private void end(String linkedid) {
    var closed = new CallEvent.Closed(Snapshots.answered(linkedid, "89165550142", 2, "101"));
    recordings.committed(log.write(log.pbx("main").id(), List.of(closed), 1));
  }

  private String state() {
    return states().getFirst();
  }

  private List<String> states() {
    return database
        .db()
        .list("select state from recording order by file", row -> row.getString("state"));
  }

  private int lanes() {
    return database
        .db()
        .get(
            "select coalesce(get_byte(waveform, 0), 0) as lanes from recording",
            row -> row.getInteger("lanes"));
  }

  private static byte[] wave(int seconds, int channels) {
    var data = seconds * RATE * 2 * channels;
    var bytes = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) channels).putInt(RATE).putInt(RATE * 2 * channels);
    bytes.putShort((short) (2 * channels)).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
    while (bytes.hasRemaining()) {
      bytes.putShort((short) (bytes.position() * 7));
    }
    return bytes.array();
  }
}
