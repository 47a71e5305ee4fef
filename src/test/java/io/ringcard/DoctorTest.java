package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.calllog.Tallies;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor at everything but the exchange, which stays out of reach. */
@Timeout(60)
class DoctorTest {

  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();
  private int status;

  @Test
  void anExchangeOutOfReachIsRedAndTheRestIsLookedAt() throws Exception {
    assertMark("pbx.reach", "fail", "pbx.reach.refused");
    assertMark("pbx.rest", "warn", "pbx.rest.skipped");
    assertMark("ffmpeg", "ok", "ffmpeg.ok");
    assertMark("database", "ok", "database.unmade");
    assertMark("tls", "ok", "tls.loopback");
    assertMark("space", "ok", "space.ok");
    assertThat(status).isOne();
  }

  @Test
  void recordingsMissingOrNoFolder() throws Exception {
    settings.put("recordings.folder", folder.resolve("nowhere").toString());
    assertMark("recordings", "fail", "recordings.missing");
    settings.put("recordings.folder", Files.writeString(folder.resolve("file"), "").toString());
    assertMark("recordings", "fail", "recordings.missing");
  }

  @Test
  void recordingsOfFreePbxAreSeenInTheirDay() throws Exception {
    var day = Files.createDirectories(folder.resolve("monitor/2026/11/25"));
    Files.createDirectories(folder.resolve("monitor/2025/12/31"));
    Files.writeString(day.resolve("in-7812-7916-20261125-152801-1795620481.12.wav"), "");
    settings.put("recordings.folder", folder.resolve("monitor").toString());
    assertMark("recordings", "ok", "recordings.ok");
    Files.writeString(day.resolve("out-1.mp3"), "");
    assertMark("recordings.names", "warn", "recordings.names.unusable");
  }

  /** F25: what is missing is red, with the lines that mend it. */
  @Test
  void recordsOfTheExchange() throws Exception {
    assertMark("records", "fail", "records.unset");
    settings.put("pbx.cel", folder.resolve("Master.csv").toString());
    assertMark("records", "fail", "records.missing");
    assertThat(print("en").lines().map(String::strip)).containsAll(shipped());
    var file = Files.writeString(folder.resolve("Master.csv"), "");
    assertMark("records", "ok", "records.ok");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    assertMark("records", "warn", "records.old");
  }

  @Test
  void ffmpegThatIsNone() throws Exception {
    settings.put("recordings.ffmpeg", "/bin/false");
    assertMark("ffmpeg", "fail", "ffmpeg.dead");
    settings.put("recordings.ffmpeg", "/nowhere/ffmpeg");
    assertMark("ffmpeg", "fail", "ffmpeg.dead");
  }

  @Test
  void dataFolderOpenToOthers() throws Exception {
    settings.put("data", folder.resolve("new").toString());
    assertMark("data", "warn", "data.absent");
    Files.createDirectories(folder.resolve("new"));
    Files.setPosixFilePermissions(
        folder.resolve("new"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertMark("data", "fail", "data.open");
  }

  @Test
  void databaseThatFits() throws Exception {
    try (var database = TestDatabase.fresh()) {
      use(database, database.settings().database());
      for (var key : List.of("", ".letters", ".sorting", ".trigrams", ".connections", ".schema")) {
        assertMark("database" + key, "ok", "database" + key + ".ok");
      }
    }
  }

  @Test
  void databaseThatDoesNot() throws Exception {
    try (var database = TestDatabase.fresh()) {
      use(database, "nowhere");
      assertMark("database", "fail", "database.absent");
      use(database, database.settings().database());
      settings.put("database.password", "guessed");
      assertMark("database", "fail", "database.password");
      settings.put("database.port", "1");
      assertMark("database", "fail", "database.away");
    }
  }

  /** It may go away between two looks, as while the server is started anew. */
  @Test
  void databaseThatLetsNobodyInAnyMoreIsRed() throws Exception {
    try (var database = TestDatabase.fresh()) {
      var role = database.settings().database() + "_single";
      database.execute("create role " + role + " login password 'single' connection limit 1");
      try {
        use(database, database.settings().database());
        settings.put("database.user", role);
        settings.put("database.password", "single");
        assertMark("database", "fail", "database.away");
      } finally {
        database.execute("drop role " + role);
      }
    }
  }

  @Test
  void sumsThatTheCallsDoNotBearOut() throws Exception {
    try (var database = TestDatabase.fresh()) {
      use(database, database.settings().database());
      assertMark("tallies", "ok", "tallies.unbuilt");
      new Tallies().begin(database.db(), ZoneId.of("Europe/Moscow"));
      CallSeed.inbound(database.db(), Instant.parse("2026-11-23T06:10:00Z"))
          .spoke(null, 60)
          .write();
      assertMark("tallies", "ok", "tallies.ok");
      database.db().run("update tally set calls = calls + 1 where facet = 'hour' and unit = 'day'");
      assertMark("tallies", "fail", "tallies.differ");
      var mended = find(examine(List.of("--repair"), environment()), "tallies");
      assertThat(mended.get("finding").asText()).isEqualTo("tallies.repaired");
      assertMark("tallies", "ok", "tallies.ok");
    }
  }

  @Test
  void databaseInLocaleC() throws Exception {
    try (var database = TestDatabase.fresh()) {
      var name = database.settings().database() + "_c";
      database.execute("create database " + name + " owner ringcard locale 'C' template template0");
      use(database, name);
      assertMark("database.letters", "fail", "database.letters.blind");
      assertMark("database.schema", "warn", "database.schema.pending");
      try (var connection =
              DriverManager.getConnection(
                  "jdbc:postgresql://127.0.0.1:" + database.settings().port() + "/" + name,
                  database.settings().user(),
                  database.settings().password());
          var rows = connection.getMetaData().getTables(null, "public", null, null)) {
        assertThat(rows.next()).as("the doctor made a table").isFalse();
      }
      database.execute("drop database " + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-3d, 2, fail, tls.expired",
    "-1d, 20, warn, tls.soon",
    "-1d, 90, ok, tls.ok",
  })
  void certificateByItsDays(String start, String days, String mark, String said) throws Exception {
    var keys = new Keys(folder, "own", start, days);
    settings.put("tls.cert", keys.certificate().toString());
    settings.put("tls.key", keys.key().toString());
    assertMark("tls", mark, said);
  }

  @Test
  void certificateAndKeyOfStrangers() throws Exception {
    settings.put("tls.cert", new Keys(folder, "one", "-1d", "90").certificate().toString());
    settings.put("tls.key", new Keys(folder, "two", "-1d", "90").key().toString());
    assertMark("tls", "fail", "tls.strangers");
    settings.put("tls.key", Files.writeString(folder.resolve("no.pem"), "no key").toString());
    assertMark("tls", "fail", "tls.unread");
    settings.put("tls.cert", folder.resolve("nowhere.pem").toString());
    assertMark("tls", "fail", "tls.unread");
  }

  @Test
  void plainHttpBeyondThisMachine() throws Exception {
    settings.put("http.host", "0.0.0.0");
    assertMark("tls", "warn", "tls.plain");
    settings.put("http.trustedProxies", "127.0.0.1");
    assertMark("tls", "ok", "tls.proxy");
  }

  @ParameterizedTest
  @CsvSource({
    "'http: {port: many}', config.fault.type, ':1: http.port'",
    "'pbx:\n  host: a\n  user: b', config.fault.required, ':1: pbx.secret'",
    "'pbx: {host: a, user: b, secret: c}\nhttp:\n  trustedProxies: [example.org]', config.fault.address, ':3: http'",
    "'pbx: {host: a, user: b, secret: c}\nzone: Mars/Base', config.fault.unknown, ':2: zone'",
    "'pbx: {host: a}\npbx: {host: b}', config.fault.duplicate, ': pbx'",
    "'pbx: [', config.unread, 'line 1'",
  })
  void theFaultOfTheFileIsNamed(String yaml, String said, String where) throws Exception {
    var file = Files.writeString(folder.resolve("ringcard.yaml"), yaml);
    var report = examine(List.of("--config", file.toString()), Map.of());
    var config = find(report, "config");
    assertThat(config.get("finding").asText()).isEqualTo(said);
    assertThat(config.get("text").asText()).contains(where);
    assertThat(status).isOne();
  }

  @Test
  void theCallersLanguage() throws Exception {
    settings.put("pbx.port", "1");
    assertThat(print("ru_RU.UTF-8")).contains("НЕТ", "вставить в manager.conf");
    assertThat(print("de_DE.UTF-8")).contains("FAIL", "paste into manager.conf");
  }

  /** What the exchange that we ship says of its records. */
  private static List<String> shipped() throws Exception {
    return Stream.of("cel.conf", "cel_custom.conf", "asterisk-16/cel_custom.conf")
        .flatMap(name -> lines(Path.of("asterisk-config", name)).stream())
        .filter(line -> !line.isBlank() && !line.startsWith(";") && !line.startsWith("["))
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String print(String locale) throws Exception {
    var environment = environment();
    environment.put("CALLER_LOCALE", locale);
    var out = new ByteArrayOutputStream();
    DoctorCommand.run(List.of(), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private void use(TestDatabase database, String name) {
    settings.put("database.host", "127.0.0.1");
    settings.put("database.port", Integer.toString(database.settings().port()));
    settings.put("database.name", name);
    settings.put("database.user", database.settings().user());
    settings.put("database.password", database.settings().password());
  }

  private void assertMark(String key, String mark, String said) throws Exception {
    var check = find(examine(List.of(), environment()), key);
    assertThat(check.get("finding").asText()).isEqualTo(said);
    assertThat(check.get("mark").asText()).isEqualTo(mark);
  }

  private Map<String, String> environment() throws Exception {
    var data = Files.createDirectories(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    var all =
        new HashMap<>(
            Map.of(
                "pbx.host",
                "127.0.0.1",
                "pbx.port",
                "1",
                "pbx.user",
                "u",
                "pbx.secret",
                "s",
                "data",
                data.toString(),
                "recordings.folder",
                folder.toString()));
    all.putAll(settings);
    var environment = new HashMap<String, String>();
    all.forEach((key, value) ->
        environment.put("RINGCARD_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return environment;
  }

  private JsonNode examine(List<String> options, Map<String, String> environment) throws Exception {
    var arguments = new ArrayList<>(options);
    arguments.add("--json");
    var out = new ByteArrayOutputStream();
    status =
        DoctorCommand.run(
            arguments, environment, new PrintStream(out, true, StandardCharsets.UTF_8));
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static JsonNode find(JsonNode report, String key) {
    return StreamSupport.stream(report.get("checks").spliterator(), false)
        .filter(check -> check.get("check").asText().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** A certificate of its own making, with its key. */
  private record Keys(Path certificate, Path key) {

    private static final char[] WORD = "changeit".toCharArray();

    Keys(Path folder, String name, String start, String days) throws Exception {
      this(folder.resolve(name + "-cert.pem"), folder.resolve(name + "-key.pem"));
      var store = folder.resolve(name + ".p12");
      var made =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "me",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=ringcard",
                  "-startdate",
                  start,
                  "-validity",
                  days,
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  new String(WORD))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(made.waitFor()).isZero();
      var keys = java.security.KeyStore.getInstance(store.toFile(), WORD);
      write(certificate, "CERTIFICATE", keys.getCertificate("me").getEncoded());
      write(key, "PRIVATE KEY", keys.getKey("me", WORD).getEncoded());
    }

    private static void write(Path file, String what, byte[] der) throws Exception {
      var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      Files.writeString(
          file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }
  }
}
