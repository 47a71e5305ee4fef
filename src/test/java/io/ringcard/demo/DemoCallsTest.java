package io.ringcard.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ringcard.ami.AmiBlocks;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.call.Call;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.EndedBy;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.demo.CallPlan.Kind;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the product makes of the demo exchange's words is what the demo meant. */
class DemoCallsTest {

  private static final Party CLIENT = new Party("79165550142", "Ирина \\\"Ира\\\" O'Neil?");

  @TempDir Path folder;

  private DemoSettings settings(boolean unasked, double speed) {
    return new DemoSettings(0, "crm", "right", folder, 11, speed, ZoneOffset.UTC, unasked);
  }

  /** The calls of everything that the manager heard, as the assembler of the product sees them. */
  private static Map<String, Call> assembled(ManagerClient client) {
    var profile = PbxProfile.standard();
    var live = new LiveCalls(profile);
    var translator = new AmiTranslator(profile);
    var closed = new LinkedHashMap<String, Call>();
    var order = new long[1];
    var blocks =
        new AmiBlocks(block -> {
          var event = translator.translate(block, null);
          if (event != null) {
            for (var told : live.hear(order[0], event)) {
              if (told instanceof CallEvent.Closed(var call)) {
                closed.put(call.linkedid(), call);
              }
            }
          }
          order[0]++;
        });
    client.raw.forEach(text -> blocks.feed(text.getBytes(StandardCharsets.UTF_8)));
    return closed;
  }

  private static Result meant(Kind kind) {
    return switch (kind) {
      case DIRECT, QUEUE, OUTBOUND, BLIND_TRANSFER, ATTENDED_TRANSFER -> Result.ANSWERED;
      case DIRECT_ABANDONED, QUEUE_ABANDONED -> Result.ABANDONED;
      case OUTBOUND_NO_ANSWER -> Result.NO_ANSWER;
      case OUTBOUND_BUSY, DIRECT_BUSY -> Result.BUSY;
      case DIRECT_VOICEMAIL -> Result.VOICEMAIL;
    };
  }

  private static void agrees(Call call, CallPlan plan) {
    var outbound = plan.kind().name().startsWith("OUTBOUND");
    assertThat(call.direction()).isEqualTo(outbound ? Direction.OUTBOUND : Direction.INBOUND);
    assertThat(call.result()).as(plan.toString()).isEqualTo(meant(plan.kind()));
    assertThat(call.externalNumber()).endsWith(Objects.requireNonNull(plan.client().number()));
    assertThat(call.open()).isFalse();
    if (plan.answered()) {
      if (!plan.kind().name().endsWith("TRANSFER")) {
        assertThat(Objects.requireNonNull(call.talkTime()))
            .isCloseTo(plan.talk(), Duration.ofSeconds(1));
        assertThat(call.recordings()).containsExactly(call.linkedid() + ".wav");
      }
      assertThat(call.legs())
          .anyMatch(leg ->
              leg.extension().equals(plan.phone().extension())
                  && leg.result() == LegResult.ANSWERED);
      assertThat(call.endedBy()).isEqualTo(plan.clientEnds() ? EndedBy.CLIENT : EndedBy.OPERATOR);
    } else {
      assertThat(call.talkTime()).isIn(null, Duration.ZERO);
      assertThat(call.recordings()).hasSize(plan.kind() == Kind.DIRECT_VOICEMAIL ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void eachKindIsOneCall(Kind kind) throws IOException {
    var settings = settings(false, 100);
    var talks = meant(kind) == Result.ANSWERED;
    for (var clientEnds : new boolean[] {true, false}) {
      var plan =
          new CallPlan(
              kind,
              CLIENT,
              Phone.of("102"),
              Duration.ofMillis(7300),
              Duration.ofMillis(talks ? 23_400 : 0),
              clientEnds,
              kind.name().endsWith("TRANSFER") ? Phone.of("103") : null);
      try (var pbx = DemoPbx.start(settings);
          var client = ManagerClient.signedIn(pbx, settings)) {
        pbx.play(plan);
        await()
            .until(() ->
                !client.events("Newchannel").isEmpty()
                    && client.events("Hangup").size() == client.events("Newchannel").size());
        var calls = assembled(client);
        assertThat(calls).hasSize(1);
        var call = calls.values().iterator().next();
        agrees(call, plan);
        if (kind != Kind.OUTBOUND && kind != Kind.OUTBOUND_BUSY) {
          assertThat(Objects.requireNonNull(call.ringTime()).toMillis())
              .isCloseTo(kind == Kind.OUTBOUND_NO_ANSWER ? 7800L : 7300L, within(200L));
        }
        if (call.direction() == Direction.INBOUND) {
          assertThat(call.externalName()).isEqualTo("Ирина \"Ира\" O'Neil?");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BLIND_TRANSFER", "ATTENDED_TRANSFER"})
  void handedOnIsOneCallWithBothOperatorsSeconds(Kind kind) throws IOException {
    var settings = settings(false, 100);
    var plan =
        new CallPlan(
            kind,
            CLIENT,
            Phone.of("102"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            true,
            Phone.of("104"));
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      pbx.play(plan);
      var channels = kind == Kind.BLIND_TRANSFER ? 3 : 4;
      await().until(() -> client.events("Hangup").size() == channels);
      var calls = assembled(client);
      assertThat(calls).hasSize(1);
      var call = calls.values().iterator().next();
      agrees(call, plan);
      assertThat(call.transfers()).hasSize(1);
      var transfer = call.transfers().getFirst();
      assertThat(transfer.type().name())
          .isEqualTo(kind == Kind.BLIND_TRANSFER ? "BLIND" : "ATTENDED");
      assertThat(transfer.from() + transfer.to()).isEqualTo("102104");
      assertThat(call.recordings()).hasSize(2);
      var consulted = kind == Kind.BLIND_TRANSFER ? 0 : 10_500L;
      assertThat(talk(call, "102")).isCloseTo(15_000 + consulted, within(300L));
      assertThat(talk(call, "104")).isCloseTo(15_000, within(300L));
    }
  }

  private static long talk(Call call, String extension) {
    return call.legs().stream()
        .filter(leg -> leg.extension().equals(extension))
        .mapToLong(leg -> Objects.requireNonNull(leg.talkTime()).toMillis())
        .sum();
  }

  @Test
  void queueRingsEveryoneAndOneAnswers() throws IOException {
    var settings = settings(false, 100);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      pbx.play(
          new CallPlan(
              Kind.QUEUE,
              CLIENT,
              Phone.of("103"),
              Duration.ofSeconds(6),
              Duration.ofSeconds(15),
              true));
      await().until(() -> client.events("Hangup").size() == 5);
      var call = assembled(client).values().iterator().next();
      assertThat(call.queueVisits()).hasSize(1);
      assertThat(call.legs())
          .hasSize(4)
          .filteredOn(leg -> leg.result() == LegResult.ANSWERED_ELSEWHERE)
          .hasSize(3);
      assertThat(Objects.requireNonNull(call.waitTime()))
          .isCloseTo(Duration.ofSeconds(6), Duration.ofMillis(300));
    }
  }

  @Test
  void originatedIsOutboundAndOneCall() throws IOException {
    var settings = settings(false, 60);
    try (var pbx = DemoPbx.start(settings);
        var client = ManagerClient.signedIn(pbx, settings)) {
      for (var ending : new String[] {"0142", "0000", "9999"}) {
        client.send(
            "Action: Originate",
            "ActionID: " + ending,
            "Channel: PJSIP/101",
            "Context: click-to-call",
            "Exten: 7916555" + ending,
            "Priority: 1",
            "Async: true",
            "CallerID: \"79165550142\" <7916555" + ending + ">");
        await()
            .until(() ->
                client.events("Newchannel").stream()
                        .anyMatch(c -> c.get("Channel").startsWith("PJSIP/trunk"))
                    && client.events("Hangup").size() == client.events("Newchannel").size());
        var call = assembled(client).values().iterator().next();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result())
            .isEqualTo(
                switch (ending) {
                  case "0000" -> Result.BUSY;
                  case "9999" -> Result.NO_ANSWER;
                  default -> Result.ANSWERED;
                });
        assertThat(call.externalNumber()).endsWith("7916555" + ending);
        assertThat(call.operatorCalling()).isEqualTo("101");
        client.blocks.clear();
        client.raw.clear();
      }
    }
  }

  @Test
  void oneHourOfCallsAreTheCallsThatWerePlayed() throws IOException {
    try (var heard = Heard.fromTheFirst(settings(true, 500))) {
      var pbx = heard.pbx();
      var client = heard.client();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.events("QueueCallerLeave").size() > 25);
      var calls = assembled(client);
      assertThat(calls.size()).isGreaterThan(60);
      for (var played : pbx.played()) {
        var call = calls.get(played.linkedid());
        if (call != null && call.legs().stream().anyMatch(l -> fits(l, played.plan()))) {
          agrees(call, played.plan());
        }
      }
      var known = pbx.played().stream().map(DemoPbx.Played::linkedid).toList();
      assertThat(known).containsAll(calls.keySet());
    }
  }

  private static boolean fits(Call.Leg leg, CallPlan plan) {
    return leg.extension().equals(plan.phone().extension());
  }
}
