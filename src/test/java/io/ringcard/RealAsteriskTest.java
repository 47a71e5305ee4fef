package io.ringcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.AmiWire;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.Capture;
import io.ringcard.testkit.Lanes;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import io.ringcard.testkit.SipCall.Seen;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The exchange itself, before anything of ours listens: the rights of the manager user, the events
 * with their times, recordings in two lanes as long as the talk, CEL rows on disk. Truth is what
 * the SIP ends saw. The streams are left in {@code target/ami-real}.
 */
@Tag("asterisk")
class RealAsteriskTest {

  private static final double SECOND = 1.0;

  private static AsteriskContainer exchange;
  private static Phones phones;
  private static Outside outside;

  @BeforeAll
  static void start() {
    exchange = AsteriskContainer.startOrSkip();
    phones = new Phones(exchange);
    outside = new Outside(exchange);
  }

  @AfterAll
  static void stop() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @Test
  void rightsAreEnough() {
    try (var ami = new AmiWire(exchange)) {
      assertThat(ami.login(exchange)).containsEntry("Response", "Success");
      ami.await("fully booted", block -> "FullyBooted".equals(block.get("Event")));
      for (var action :
          List.of(
              "Ping",
              "CoreStatus",
              "CoreSettings",
              "CoreShowChannels",
              "Status",
              "QueueStatus",
              "QueueSummary",
              "DeviceStateList",
              "BridgeList",
              "ParkedCalls")) {
        assertThat(ami.action(action)).as(action).containsEntry("Response", "Success");
      }
      assertThat(ami.action("CoreStatus")).containsKeys("CoreStartupDate", "CoreStartupTime");
    }
  }

  @Test
  void rightsAreNoMore() {
    try (var ami = new AmiWire(exchange)) {
      ami.login(exchange);
      var forbidden =
          Map.ofEntries(
              Map.entry("Command", new String[] {"Command: core show version"}),
              Map.entry("GetConfig", new String[] {"Filename: manager.conf"}),
              Map.entry("UpdateConfig", new String[] {"SrcFilename: a", "DstFilename: b"}),
              Map.entry("ModuleLoad", new String[] {"LoadType: reload"}),
              Map.entry("Reload", new String[0]),
              Map.entry("MixMonitor", new String[] {"Channel: x", "File: /etc/asterisk/x"}),
              Map.entry("Setvar", new String[] {"Variable: FILE(/tmp/x)", "Value: y"}),
              Map.entry("Getvar", new String[] {"Variable: SHELL(id)"}),
              Map.entry("Filter", new String[] {"Operation: Add", "Filter: x"}));
      forbidden.forEach((action, headers) ->
          assertThat(ami.action(action, headers)).as(action).containsEntry("Response", "Error"));
      for (var application : List.of("System", "TrySystem", "MixMonitor", "AGI")) {
        assertThat(
                ami.action(
                    "Originate",
                    "Channel: Local/101@click-to-call",
                    "Application: " + application,
                    "Data: id"))
            .as(application)
            .containsEntry("Response", "Error");
      }
    }
  }

  @Test
  void strangersAreRefused() {
    try (var ami = new AmiWire(exchange)) {
      assertThat(ami.action("Login", "Username: ringcard", "Secret: ringcard"))
          .containsEntry("Response", "Error");
    }
  }

  @Test
  void directCallOfAHostileName() {
    var name = "Иван \"Гром\" <b>'; drop";
    try (var ami = listen()) {
      var operator = phones.answers("101", 1500);
      var caller = outside.calls("74951230001", "+79161234567", name, 4000);
      var truth = caller.ended();
      var ringing = operator.ended();
      ami.awaitQuiet();
      keep(
          "direct-hostile-name",
          ami,
          told("inbound", "+79161234567", ringing.ringSeconds(), truth, "101"));

      var first = ami.events("Newchannel").getFirst();
      assertThat(first)
          .containsEntry("Exten", "74951230001")
          .containsEntry("CallerIDNum", "+79161234567")
          .containsEntry("Uniqueid", first.get("Linkedid"));
      assertThat(first.get("CallerIDName")).contains("Иван", "Гром", "<b>");
      assertThat(first.get("Uniqueid")).startsWith("pbx-");
      assertTimes(ami);
      assertThat(seconds(ami, "DialBegin", "DialEnd"))
          .isCloseTo(ringing.ringSeconds(), within(SECOND));
      assertThat(seconds(ami, "BridgeEnter", "BridgeLeave"))
          .isCloseTo(truth.talkSeconds(), within(SECOND));
      assertRecording(first.get("Uniqueid"), truth);
      assertCel(first.get("Linkedid"), "CHAN_START", "ANSWER", "BRIDGE_ENTER", "LINKEDID_END");
    }
  }

  @Test
  void queueRingsAllAndTheSecondAnswers() {
    try (var ami = listen()) {
      var first = phones.rings("101");
      var second = phones.answers("102", 2000, 3000);
      var caller = outside.calls("74951230002", "79160000021", "", 20_000);
      var truth = second.ended();
      assertThat(first.ended().answered()).isEmpty();
      assertThat(caller.ended().answered()).isPresent();
      ami.awaitQuiet();
      keep(
          "queue-second-answers",
          ami,
          told("inbound", "79160000021", truth.ringSeconds(), truth, "102"));

      assertTimes(ami);
      assertThat(ami.events("QueueCallerJoin")).hasSize(1);
      assertThat(ami.events("AgentCalled")).hasSizeGreaterThanOrEqualTo(2);
      assertThat(ami.events("AgentConnect").getFirst())
          .containsEntry("MemberName", "Boris Operator");
      assertThat(seconds(ami, "QueueCallerJoin", "AgentConnect"))
          .isCloseTo(truth.ringSeconds(), within(SECOND));
      assertRecording(ami.events("QueueCallerJoin").getFirst().get("Uniqueid"), truth);
    }
  }

  @Test
  void clickToCall() {
    try (var ami = listen()) {
      var agent = phones.answers("102", 700);
      var client = outside.answers(1500, 3000);
      assertThat(
              ami.action(
                  "Originate",
                  "Channel: PJSIP/102",
                  "Context: click-to-call",
                  "Exten: 79161112233",
                  "Priority: 1",
                  "Timeout: 20000",
                  "CallerID: 79161112233",
                  "Async: true"))
          .containsEntry("Response", "Success");
      var truth = client.ended();
      agent.ended();
      ami.awaitQuiet();
      keep(
          "click-to-call", ami, told("outbound", "79161112233", truth.ringSeconds(), truth, "102"));

      assertTimes(ami);
      var trunk =
          ami.events("Newchannel").stream()
              .filter(event -> event.get("Channel").startsWith("PJSIP/trunk-"))
              .findFirst()
              .orElseThrow();
      assertThat(truth.ringSeconds()).isCloseTo(1.5, within(0.5));
      assertRecording(trunk.get("Uniqueid"), truth);
    }
  }

  @Test
  void operatorDialsOut() {
    try (var ami = listen()) {
      var client = outside.answers(500, 20_000);
      var operator = phones.dials("101", "89161112233", 2000);
      var truth = operator.ended();
      var called = client.ended();
      ami.awaitQuiet();
      keep(
          "operator-dials-out",
          ami,
          told("outbound", "79161112233", called.ringSeconds(), truth, "101"));

      assertThat(ami.events("DialBegin").getFirst())
          .containsEntry("DialString", "79161112233@trunk");
      var trunk = ami.events("DialBegin").getFirst().get("DestUniqueid");
      assertRecording(trunk, truth);
    }
  }

  @Test
  void whoGivesUpLeavesNoRecording() {
    try (var ami = listen()) {
      phones.rings("101");
      var truth = outside.givesUp("74951230001", "79160000031", 1000).ended();
      ami.awaitQuiet();
      keep("gives-up", ami, told("inbound", "79160000031", truth.ringSeconds(), truth));

      assertThat(truth.answered()).isEmpty();
      var id = ami.events("Newchannel").getFirst().get("Uniqueid");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(exchange.recordingsFolder().toFile().list((f, n) -> n.startsWith(id)))
                  .isEmpty());
    }
  }

  @Test
  void aRestartIsAnotherBoot() {
    var before = boot();
    exchange.restart();
    var between = boot();
    // a boot is told to the second
    await().until(() -> now().isAfter(LocalDateTime.parse(between.replace(' ', 'T'))));
    exchange.crash();
    assertThat(List.of(before, between, boot())).doesNotHaveDuplicates();
  }

  @Test
  void busyAndUnknownAreToldApart() {
    phones.refusesBusy("101");
    assertThat(outside.calls("74951230001", "79160000041", "", 1000).ended().finalStatus())
        .isEqualTo(486);
    outside.refuses("404 Not Found");
    assertThat(phones.dials("102", "79160000042", 1000).ended().finalStatus()).isEqualTo(404);
    phones.offline("103");
    assertThat(phones.dials("102", "103", 1000).ended().finalStatus()).isIn(404, 480, 503);
  }

  /**
   * F26: a phone that is not registered leaves the caller's channel alone; a number of no dialplan
   * would leave nothing at all, which is why the phones begin in a context that ends nowhere.
   */
  @Test
  void whoIsNotThereLeavesTheCallersChannel() {
    phones.offline("103");
    try (var ami = listen()) {
      for (var number : List.of("103", "555", "+442079460000")) {
        assertThat(phones.dials("102", number, 1000).ended().finalStatus()).isEqualTo(404);
        ami.await(number + " dialled", block -> number.equals(block.get("Exten")));
      }
      ami.awaitQuiet();
      keep("nobody-is-there", ami, Map.of("result", "failed"));
      assertThat(ami.events("Newchannel"))
          .extracting(caller -> caller.get("Exten"))
          .containsExactly("103", "555", "+442079460000");
      assertThat(ami.events("DialBegin")).isEmpty();
      assertThat(ami.events("Hangup")).hasSize(3);
    }
  }

  @Test
  void aClientIsNotHandedOnToNobody() {
    try (var ami = listen()) {
      var operator = phones.transfers("102", 500, 500, "555");
      var client = outside.calls("74951230005", "79160000044", "", 20_000);
      operator.ended();
      client.ended();
      ami.awaitQuiet();
      assertThat(ami.events("Hangup")).isNotEmpty();
      assertThat(ami.events("BlindTransfer"))
          .noneMatch(event -> "Success".equals(event.get("Result")));
    }
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String boot() {
    try (var ami = listen()) {
      var status = ami.action("CoreStatus");
      return status.get("CoreStartupDate") + " " + status.get("CoreStartupTime");
    }
  }

  private static AmiWire listen() {
    var ami = new AmiWire(exchange);
    ami.login(exchange);
    return ami;
  }

  private static void assertTimes(AmiWire ami) {
    assertThat(ami.events("Newchannel"))
        .allSatisfy(event -> assertThat(event).containsKey("Timestamp"));
    assertThat(ami.events("RTCPSent")).isEmpty();
  }

  private static double seconds(AmiWire ami, String from, String to) {
    return time(ami, to) - time(ami, from);
  }

  private static double time(AmiWire ami, String event) {
    return Double.parseDouble(ami.events(event).getFirst().getOrDefault("Timestamp", "0"));
  }

  private static void assertRecording(String uniqueId, Seen truth) {
    var file = exchange.recordingsFolder().resolve(uniqueId + ".wav");
    Awaitility.await("stereo file")
        .until(() -> Files.exists(file) && Lanes.read(file).lanes() == 2);
    var sound = Lanes.read(file);
    assertThat(sound.seconds()).isCloseTo(truth.talkSeconds(), within(SECOND));
    assertThat(sound.ourTone(0)).as("we are left").isGreaterThan(0.3);
    assertThat(sound.clientTone(1)).as("the client is right").isGreaterThan(0.3);
    assertThat(sound.clientTone(0)).as("the client is not left").isLessThan(0.05);
    assertThat(sound.ourTone(1)).as("we are not right").isLessThan(0.05);
  }

  private static void assertCel(String linkedId, String... types) {
    Awaitility.await("CEL rows")
        .untilAsserted(() -> {
          var rows = Files.readAllLines(exchange.celFolder().resolve("Master.csv"), UTF_8);
          var mine = rows.stream().filter(row -> row.contains('"' + linkedId + '"')).toList();
          for (var type : types) {
            assertThat(mine).anyMatch(row -> row.contains(",\"" + type + "\","));
          }
        });
  }

  private static void keep(String name, AmiWire ami, Map<String, ?> truth) {
    Capture.keep(name, exchange, ami, truth);
  }

  /** In the words of {@code expected.json}; seconds with one decimal. */
  private static Map<String, ?> told(
      String direction, String number, double ringSeconds, Seen talk, String... operators) {
    return Map.of(
        "direction",
        direction,
        "external_number",
        number,
        "result",
        operators.length == 0 ? "abandoned" : "answered",
        "operators_answered",
        List.of(operators),
        "ring_seconds",
        Math.round(ringSeconds * 10) / 10.0,
        "talk_seconds",
        Math.round(talk.talkSeconds() * 10) / 10.0);
  }
}
