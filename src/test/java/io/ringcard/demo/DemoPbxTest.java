package io.ringcard.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.demo.CallPlan.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo exchange as a manager sees it. */
class DemoPbxTest {

  private static final Party CLIENT = new Party("79165550142", null);

  @TempDir Path folder;

  private DemoSettings settings(double speed, boolean unasked) {
    return new DemoSettings(0, "crm", "right", folder, 7, speed, ZoneOffset.UTC, unasked);
  }

  private static CallPlan plan(Kind kind, int talkSeconds) {
    return new CallPlan(
        kind,
        CLIENT,
        Phone.of("102"),
        Duration.ofSeconds(7),
        Duration.ofSeconds(talkSeconds),
        true);
  }

  private static Map<String, String> awaitResponse(ManagerClient client, String id) {
    await().until(() -> client.responses().stream().anyMatch(r -> id.equals(r.get("ActionID"))));
    return client.responses().stream()
        .filter(r -> id.equals(r.get("ActionID")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wrongSecretIsRefusedAndDisconnected() throws IOException {
    try (var pbx = DemoPbx.start(settings(1, false));
        var client = new ManagerClient(pbx.port())) {
      assertThat(client.banner).startsWith("Asterisk Call Manager/");
      client.send("Action: Login", "ActionID: 1", "Username: crm", "Secret: wrong");
      assertThat(awaitResponse(client, "1")).containsEntry("Message", "Authentication failed");
      await().until(() -> client.ended);
    }
  }

  @Test
  void nothingBeforeLogin() throws IOException {
    try (var pbx = DemoPbx.start(settings(1, false));
        var client = new ManagerClient(pbx.port())) {
      client.send("Action: CoreShowChannels", "ActionID: 1");
      assertThat(awaitResponse(client, "1")).containsEntry("Message", "Permission denied");
    }
  }

  @Test
  void loginByChallenge() throws Exception {
    try (var pbx = DemoPbx.start(settings(1, false));
        var client = new ManagerClient(pbx.port())) {
      client.send("Action: Challenge", "ActionID: 1", "AuthType: MD5");
      var challenge = awaitResponse(client, "1").get("Challenge");
      var digest =
          MessageDigest.getInstance("MD5")
              .digest((challenge + "right").getBytes(StandardCharsets.UTF_8));
      client.send(
          "Action: Login",
          "ActionID: 2",
          "AuthType: MD5",
          "Username: crm",
          "Key: " + HexFormat.of().formatHex(digest));
      assertThat(awaitResponse(client, "2")).containsEntry("Message", "Authentication accepted");
      await().until(() -> client.events("FullyBooted").size() == 1);
    }
  }

  @Test
  void unknownActionIsAnError() throws IOException {
    var settings = settings(1, false);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      client.send("Action: Command", "ActionID: 3", "Command: core show version");
      assertThat(awaitResponse(client, "3")).containsEntry("Response", "Error");
      client.send("Action: Ping", "ActionID: 4");
      assertThat(awaitResponse(client, "4")).containsEntry("Ping", "Pong");
      client.send("Action: CoreSettings", "ActionID: 5");
      assertThat(awaitResponse(client, "5")).containsKey("AsteriskVersion");
      client.send("Action: CoreStatus", "ActionID: 6");
      assertThat(awaitResponse(client, "6")).containsKeys("CoreStartupDate", "CoreStartupTime");
    }
  }

  @Test
  void directCallSaysWhatAsteriskSays() throws IOException {
    var settings = settings(50, false);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      pbx.play(plan(Kind.DIRECT, 20));
      await().until(() -> client.events("Hangup").size() == 2);
      assertThat(client.blocks)
          .extracting(b -> b.getOrDefault("Event", ""))
          .containsSubsequence(
              "Newchannel",
              "Newchannel",
              "DialBegin",
              "Newstate",
              "DialState",
              "Newstate",
              "MixMonitorStart",
              "DialEnd",
              "BridgeCreate",
              "BridgeEnter",
              "BridgeEnter",
              "HangupRequest",
              "BridgeLeave",
              "BridgeLeave",
              "BridgeDestroy",
              "Hangup",
              "Hangup");
      assertThat(client.events("Newchannel").getFirst())
          .containsEntry("CallerIDNum", "79165550142")
          .containsEntry("Exten", "74951230005")
          .containsKey("Timestamp");
      var file = client.events("Newchannel").getFirst().get("Linkedid") + ".wav";
      await().until(() -> Files.exists(folder.resolve(file)));
      assertThat(client.events("VarSet"))
          .anyMatch(v ->
              "MIXMONITOR_FILENAME".equals(v.get("Variable"))
                  && v.get("Value").endsWith("/" + file));
      assertThat(Files.size(folder.resolve(file))).isEqualTo(44 + 20L * 8000 * 4);
    }
  }

  @Test
  void channelsAreShownWhileTheyLast() throws IOException {
    var settings = settings(1, false);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      var ringsLong = Duration.ofMinutes(2);
      pbx.play(
          new CallPlan(
              Kind.QUEUE, CLIENT, Phone.of("102"), ringsLong, Duration.ofSeconds(20), true));
      await().until(() -> client.events("AgentCalled").size() == 4);
      client.send("Action: CoreShowChannels", "ActionID: 9");
      await().until(() -> client.events("CoreShowChannelsComplete").size() == 1);
      assertThat(client.events("CoreShowChannel"))
          .hasSize(5)
          .allMatch(c -> "9".equals(c.get("ActionID")));
      var trunk = client.events("CoreShowChannel").getFirst().get("Channel");
      client.send("Action: Hangup", "ActionID: 10", "Channel: " + trunk);
      assertThat(awaitResponse(client, "10")).containsEntry("Response", "Success");
      await().until(() -> client.events("Hangup").size() == 5);
      client.send("Action: Hangup", "ActionID: 11", "Channel: " + trunk);
      assertThat(awaitResponse(client, "11")).containsEntry("Message", "No such channel");
    }
  }

  @Test
  void originateRingsThePhoneFirst() throws IOException {
    var settings = settings(20, false);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      client.send(
          "Action: Originate",
          "ActionID: abc#7",
          "Channel: PJSIP/101",
          "Context: click-to-call",
          "Exten: 79165550142",
          "Priority: 1",
          "Async: true",
          "ChannelId: ring-1.5",
          "CallerID: \"Ирина\" <79165550142>",
          "Variable: CRM_CALL=7");
      assertThat(awaitResponse(client, "abc#7"))
          .containsEntry("Message", "Originate successfully queued");
      await().until(() -> client.events("OriginateResponse").size() == 1);
      assertThat(client.events("OriginateResponse").getFirst())
          .containsEntry("ActionID", "abc#7")
          .containsEntry("Response", "Success")
          .containsEntry("Uniqueid", "ring-1.5");
      await().until(() -> client.events("Hangup").size() == 2);
      var channels = client.events("Newchannel");
      assertThat(channels.getFirst().get("Channel")).startsWith("PJSIP/101-");
      assertThat(channels.get(1))
          .containsEntry("Linkedid", "ring-1.5")
          .extractingByKey("Channel")
          .asString()
          .startsWith("PJSIP/trunk-");
      assertThat(client.events("VarSet"))
          .anyMatch(v -> "CRM_CALL".equals(v.get("Variable")) && "7".equals(v.get("Value")));
    }
  }

  @Test
  void originateOfNonsenseIsRefused() throws IOException {
    var settings = settings(1, false);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      client.send("Action: Originate", "ActionID: 1", "Channel: PJSIP/101", "Exten: abc");
      assertThat(awaitResponse(client, "1")).containsEntry("Response", "Error");
      client.send("Action: Originate", "ActionID: 2", "Exten: 79165550142", "Priority: 1");
      assertThat(awaitResponse(client, "2")).containsEntry("Message", "Channel not specified");
      client.send(
          "Action: Originate",
          "ActionID: 3",
          "Channel: PJSIP/101",
          "Exten: 79165550142",
          "Priority: 1",
          "ChannelId: ../../passwd");
      assertThat(awaitResponse(client, "3")).containsEntry("Message", "Uniqueid not usable");
    }
  }

  @Test
  void firstPhoneRingsWithinTwentySecondsAndAboutEveryMinute() throws IOException {
    try (var heard = Heard.fromTheFirst(settings(400, true))) {
      var pbx = heard.pbx();
      var client = heard.client();
      await().atMost(Duration.ofSeconds(60)).until(() -> pbx.played().size() > 80);
      var start = time(client.events("FullyBooted").getFirst());
      var rings =
          client.events("Newchannel").stream()
              .filter(c -> c.get("Channel").startsWith("PJSIP/101-"))
              .filter(c -> c.get("ChannelState").equals("0"))
              .map(DemoPbxTest::time)
              .toList();
      assertThat(rings.getFirst() - start).isLessThan(20);
      for (var i = 1; i < rings.size(); i++) {
        assertThat(rings.get(i) - rings.get(i - 1)).isLessThan(130);
      }
      assertThat(pbx.played().stream().map(p -> p.plan().kind()).collect(Collectors.toSet()))
          .containsAll(List.of(Kind.DIRECT, Kind.QUEUE, Kind.OUTBOUND));
      assertThat(mostAtOnce(client)).isLessThanOrEqualTo(3);
    }
  }

  private static double time(Map<String, String> event) {
    return Double.parseDouble(event.get("Timestamp"));
  }

  /** Each call has one channel to the outside. */
  private static int mostAtOnce(ManagerClient client) {
    var open = 0;
    var most = 0;
    for (var block : client.blocks) {
      if (block.getOrDefault("Channel", "").startsWith("PJSIP/trunk")) {
        switch (block.getOrDefault("Event", "")) {
          case "Newchannel" -> open++;
          case "Hangup" -> open--;
          default -> {}
        }
        most = Math.max(most, open);
      }
    }
    return most;
  }

  @Test
  void sameSeedPlaysTheSameCalls() throws IOException {
    try (var one = DemoPbx.start(settings(2000, true));
        var two =
            DemoPbx.start(
                new DemoSettings(
                    0, "crm", "right", folder.resolve("two"), 7, 2000, ZoneOffset.UTC, true))) {
      await().until(() -> one.played().size() > 40 && two.played().size() > 40);
      assertThat(one.played().subList(0, 40).stream().map(DemoPbx.Played::plan))
          .isEqualTo(two.played().subList(0, 40).stream().map(DemoPbx.Played::plan).toList());
    }
  }

  @Test
  void slowReaderIsDroppedAndOthersGoOn() throws IOException {
    var settings = settings(5000, true);
    try (var pbx = DemoPbx.start(settings);
        var slow = new Socket("127.0.0.1", pbx.port());
        var quick = new ManagerClient(pbx.port())) {
      slow.setReceiveBufferSize(1024);
      slow.getOutputStream()
          .write(
              "Action: Login\r\nUsername: crm\r\nSecret: right\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            try {
              slow.getOutputStream().write('\n');
              return false;
            } catch (IOException e) {
              return true;
            }
          });
      quick.send("Action: Login", "Events: off", "Username: crm", "Secret: right");
      quick.send("Action: Ping", "ActionID: still");
      awaitResponse(quick, "still");
    }
  }
}
