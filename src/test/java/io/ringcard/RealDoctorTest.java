package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.cli.CallsCommand;
import io.ringcard.testkit.AmiWire;
import io.ringcard.testkit.AsteriskContainer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The doctor at a real exchange: well with the configuration that we ship, and red, with the line
 * that mends it, when one right or setting is taken away.
 */
@Tag("asterisk")
@Timeout(120)
class RealDoctorTest {

  private static AsteriskContainer exchange;

  @TempDir Path folder;

  @BeforeAll
  static void startExchange() {
    exchange = AsteriskContainer.startOrSkip();
    exchange.shell("cp -r /etc/asterisk /etc/asterisk.whole");
  }

  @AfterAll
  static void stopExchange() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @AfterEach
  void mend() {
    exchange.shell("cp -r /etc/asterisk.whole/. /etc/asterisk/");
    reload();
  }

  @Test
  void ourConfigurationIsWell() throws Exception {
    assertThat(marks(examine())).containsOnlyKeys("ok");
  }

  @ParameterizedTest(name = "without {0} {1}")
  @CsvSource({
    "read, system, 'read = system,call,agent,dialplan,cdr'",
    "read, call, 'read = system,call,agent,dialplan,cdr'",
    "read, agent, 'read = system,call,agent,dialplan,cdr'",
    "read, dialplan, 'read = system,call,agent,dialplan,cdr'",
    "read, cdr, 'read = system,call,agent,dialplan,cdr'",
    "write, call, 'write = call,originate,agent,reporting'",
    "write, originate, 'write = call,originate,agent,reporting'",
    "write, agent, 'write = call,originate,agent,reporting'",
    "write, reporting, 'write = call,originate,agent,reporting'",
  })
  void eachRightIsMissed(String side, String right, String line) throws Exception {
    change("manager.conf", "/^" + side + " =/s/\\b" + right + "\\b//;s/,,/,/;s/= ,/= /;s/,$//");
    var report = examine();
    assertThat(red(report)).containsExactly("right." + side + "." + right);
    assertThat(paste(report)).contains(line);
  }

  @ParameterizedTest(name = "write {0}")
  @CsvSource({"command", "config", "system"})
  void eachDangerIsSeen(String danger) throws Exception {
    change("manager.conf", "s/^write = /write = " + danger + ",/");
    var report = examine();
    assertThat(red(report)).containsExactly("right.danger");
    assertThat(text(report, "right.danger")).endsWith("write " + danger);
    assertThat(paste(report)).contains("write = call,originate,agent,reporting");
  }

  @Test
  void allIsSeenAsEveryDanger() throws Exception {
    change("manager.conf", "s/^write = .*/write = all/");
    assertThat(text(examine(), "right.danger")).contains("command, config, system");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "manager.conf, s/^timestampevents.*/timestampevents = no/, pbx.times, timestampevents = yes",
    "cdr_manager.conf, s/^enabled.*/enabled = no/, right.read.cdr, enabled = yes",
    "manager.conf, 's/^permit.*/permit = 192.0.2.1/', pbx.login, secret = …",
    "extensions.conf, s/^.click-to-call./[elsewhere]/, pbx.context, [click-to-call]",
  })
  void eachSettingIsMissed(String file, String edit, String key, String line) throws Exception {
    change(file, edit);
    if (key.equals("pbx.login")) {
      exchange.shell("sed -i '/^permit/d' /etc/asterisk/local/manager-ringcard.conf");
      reload();
    }
    var report = examine();
    assertThat(red(report)).containsExactly(key);
    assertThat(paste(report)).contains(line);
  }

  @Test
  void aWrongSecretIsNoWrongRight() throws Exception {
    var report = examine(Map.of("pbx.secret", "guessed"));
    assertThat(red(report)).containsExactly("pbx.login");
    assertThat(text(report, "pbx.rest")).contains("not looked at");
  }

  /** The queues as they are, without how long ago somebody came into them. */
  private static String queues() {
    return exchange.cliCommand("queue show").replaceAll("\\d+ secs ago", "now");
  }

  @Test
  void theVisitIsNoCallAndChangesNothing() throws Exception {
    try (var ami = new AmiWire(exchange)) {
      ami.login(exchange);
      var before = queues();
      assertThat(examine().get("ok").asBoolean()).isTrue();
      assertThat(queues()).isEqualTo(before);
      await()
          .untilAsserted(() ->
              assertThat(exchange.cliCommand("core show channels count"))
                  .startsWith("0 active channels"));
      ami.awaitQuiet();
      assertThat(ami.events("Newchannel")).isNotEmpty();
      var heard = Files.createDirectory(folder.resolve("heard"));
      Files.write(heard.resolve("ami.raw"), ami.raw());
      var calls = new ByteArrayOutputStream();
      var status =
          new CallsCommand(new PrintStream(calls, true, StandardCharsets.UTF_8), System.err)
              .run(List.of(heard.toString()));
      assertThat(status).isZero();
      assertThat(calls.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  private void change(String file, String edit) {
    exchange.shell("sed -i '" + edit + "' /etc/asterisk/" + file);
    reload();
  }

  private static void reload() {
    exchange.cliCommand("manager reload");
    exchange.cliCommand("dialplan reload");
    exchange.cliCommand("module reload cdr_manager.so");
  }

  private JsonNode examine() throws Exception {
    return examine(Map.of());
  }

  private JsonNode examine(Map<String, String> others) throws Exception {
    var settings =
        new HashMap<>(
            Map.of(
                "pbx.host", "127.0.0.1",
                "pbx.port", Integer.toString(exchange.amiPort()),
                "pbx.user", exchange.user(),
                "pbx.secret", exchange.secret(),
                "pbx.cel", records().toString(),
                "recordings.folder", recordings().toString(),
                "data", data().toString()));
    settings.putAll(others);
    var environment = new HashMap<String, String>();
    settings.forEach((key, value) ->
        environment.put("RINGCARD_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    var out = new ByteArrayOutputStream();
    DoctorCommand.run(
        List.of("--json"), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private Path recordings() throws Exception {
    var recordings = Files.createDirectories(folder.resolve("monitor"));
    Files.writeString(recordings.resolve("pbx-1.wav"), "");
    return recordings;
  }

  private Path records() throws Exception {
    return Files.writeString(folder.resolve("Master.csv"), "");
  }

  private Path data() throws Exception {
    var data = Files.createDirectories(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    return data;
  }

  private static Map<String, List<String>> marks(JsonNode report) {
    return checks(report)
        .collect(
            Collectors.groupingBy(
                check -> check.get("mark").asText(),
                Collectors.mapping(check -> check.get("check").asText(), Collectors.toList())));
  }

  private static List<String> red(JsonNode report) {
    return marks(report).getOrDefault("fail", List.of());
  }

  private static String text(JsonNode report, String key) {
    return checks(report)
        .filter(check -> check.get("check").asText().equals(key))
        .findFirst()
        .orElseThrow()
        .get("text")
        .asText();
  }

  /** All that the red checks want pasted. */
  private static String paste(JsonNode report) {
    return checks(report)
        .filter(check -> check.get("mark").asText().equals("fail"))
        .map(check -> check.get("paste").findValuesAsText("lines"))
        .map(lines -> String.join("\n", lines))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<JsonNode> checks(JsonNode report) {
    return StreamSupport.stream(report.get("checks").spliterator(), false);
  }
}
