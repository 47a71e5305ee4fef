package io.ringcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.Tallies;
import io.ringcard.history.PastCalls;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An import that dies without a word in its middle, and is begun again. */
@Timeout(300)
class KilledImportTest {

  private static final int CALLS = 16_000;
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Instant DAY = Instant.parse("2026-01-05T06:00:00Z");

  @TempDir Path home;
  private final TestDatabase database = TestDatabase.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void losesAndDoublesNothing() throws IOException, InterruptedException {
    var lines = IntStream.range(0, CALLS).mapToObj(n -> PastCalls.csv(DAY, n)).toList();
    Files.write(home.resolve("Master.csv"), lines);
    var first = start();
    await().pollInterval(SOON).atMost(Duration.ofMinutes(2)).until(() -> count() > 0);
    first.destroyForcibly().waitFor();
    var then = count();
    assertThat(then).isLessThan(CALLS);
    assertThat(database.db().list("select state from history_import", row -> row.getString(0)))
        .containsExactly("running");
    var second = start();
    var said = new String(second.getInputStream().readAllBytes(), UTF_8);
    assertThat(second.waitFor()).as(said).isZero();
    assertThat(count()).isEqualTo(CALLS);
    assertThat(said).contains("finished").containsPattern("calls added +" + CALLS + "\\b");
    assertThat(said)
        .containsPattern("rows read +" + CALLS + "\\b")
        .containsPattern("known before +0\\b");
    assertThat(
            database
                .db()
                .list(
                    "select count(*) from (select distinct linkedid, started_at, talk_ms, number"
                        + " from call where talk_ms = 30000) c",
                    row -> row.getInteger(0)))
        .containsExactly(CALLS);
    assertThat(new Tallies().differences(database.db())).as("the reports' sums").isEmpty();
  }

  @Test
  void brokenOffItTellsHowFarItIsAndThatItGoesOn() throws IOException, InterruptedException {
    var lines = IntStream.range(0, 4 * CALLS).mapToObj(n -> PastCalls.csv(DAY, n)).toList();
    Files.write(home.resolve("Master.csv"), lines);
    var run = start();
    await().pollInterval(SOON).atMost(Duration.ofMinutes(2)).until(() -> count() > 0);
    run.toHandle().destroy();
    var said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertThat(said).contains(": paused; the same command goes on from here");
    assertThat(said).containsPattern("calls added +" + count() + "\\b");
    assertThat(database.db().list("select state from history_import", row -> row.getString(0)))
        .containsExactly("paused");
  }

  @Test
  void faultIsToldInWords() throws IOException {
    var nowhere = "mariadb://nobody@127.0.0.1:1/asteriskcdrdb";
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, false, UTF_8);
    var status = ImportCommand.run(List.of("--from", nowhere, "--pbx", "main"), environment(), out);
    assertThat(status).isOne();
    assertThat(said.toString(UTF_8)).contains("failed: nothing listens at this port");
    var mistyped = List.of("--from", home.resolve("Mistyped.csv").toString(), "--pbx", "main");
    assertThatThrownBy(() -> ImportCommand.run(mistyped, environment(), out))
        .hasMessageContaining("there is no such file or folder");
    assertThatThrownBy(() -> ImportCommand.run(List.of("--from", ""), environment(), out))
        .hasMessageContaining("--from names the source");
  }

  @Test
  void exchangeThatNobodyKnowsIsMadeOnRequestAlone() throws IOException {
    var source = Files.writeString(home.resolve("Master.csv"), PastCalls.csv(DAY, 0) + "\n");
    var from = List.of("--from", source.toString());
    var out = new PrintStream(OutputStream.nullOutputStream());
    assertThatThrownBy(() -> ImportCommand.run(with(from, "--pbx", "mian"), environment(), out))
        .hasMessageContaining("no exchange is called 'mian'; --pbx names one of: main;");
    assertThat(exchanges()).isEmpty();
    assertThat(ImportCommand.run(with(from, "--pbx", "main"), environment(), out)).isZero();
    assertThatThrownBy(() -> ImportCommand.run(with(from, "--pbx", "mian"), environment(), out))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(exchanges()).containsExactly("main");
    assertThat(ImportCommand.run(with(from, "--new-pbx", "old"), environment(), out)).isZero();
    assertThat(exchanges()).containsExactly("main", "old");
    assertThat(count()).isEqualTo(2);
  }

  private static List<String> with(List<String> from, String... more) {
    return Stream.concat(from.stream(), Stream.of(more)).toList();
  }

  private List<String> exchanges() {
    return database.db().list("select name from pbx order by id", row -> row.getString(0));
  }

  private int count() {
    return database
        .db()
        .<Integer>get("select count(*) from call", row -> row.getInteger(0))
        .intValue();
  }

  private Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx256m",
                "-cp",
                classPath(),
                "io.ringcard.Main",
                "import",
                "--from",
                home.toString()));
    builder.environment().putAll(environment());
    builder.directory(home.toFile());
    builder.redirectError(home.resolve("errors.log").toFile());
    return builder.start();
  }

  private Map<String, String> environment() {
    var at = database.settings();
    return Map.ofEntries(
        entry("RINGCARD_DATA", home.resolve("data").toString()),
        entry("RINGCARD_DATABASE_HOST", at.host()),
        entry("RINGCARD_DATABASE_PORT", Integer.toString(at.port())),
        entry("RINGCARD_DATABASE_NAME", at.database()),
        entry("RINGCARD_DATABASE_USER", at.user()),
        entry("RINGCARD_DATABASE_PASSWORD", at.password()),
        entry("RINGCARD_PBX_HOST", "127.0.0.1"),
        entry("RINGCARD_PBX_USER", "nobody"),
        entry("RINGCARD_PBX_SECRET", "none"),
        entry("RINGCARD_RECORDINGS_FOLDER", home.resolve("monitor").toString()));
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
