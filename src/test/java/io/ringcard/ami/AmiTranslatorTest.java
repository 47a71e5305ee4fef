package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AmiTranslatorTest {

  private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
  private static final String CHANNEL =
      "Channel: PJSIP/101-00000001\r\nUniqueid: 17.1\r\nLinkedid: 17.0\r\n";

  @Test
  void theEventsOwnTimeComesFirst() {
    var event = translate("Event: Hold\r\nTimestamp: 1795460842.463518\r\n" + CHANNEL);
    assertThat(event).isInstanceOf(PbxEvent.Held.class);
    assertThat(at(event)).isEqualTo(Instant.ofEpochSecond(1795460842, 463_518_000));
    assertThat(at(translate("Event: Hold\r\n" + CHANNEL))).isEqualTo(RECEIVED);
    assertThat(at(translate("Event: Hold\r\nTimestamp: soon\r\n" + CHANNEL))).isEqualTo(RECEIVED);
  }

  @Test
  void namesAreUnescaped() {
    var event =
        translate(
            "Event: Newchannel\r\nCallerIDNum: 7900\r\nCallerIDName: a\\\\b\\'c\\nd\r\n" + CHANNEL);
    assertThat(event)
        .isInstanceOfSatisfying(
            PbxEvent.ChannelOpened.class,
            opened -> assertThat(opened.name()).isEqualTo("a\\b'c\nd"));
  }

  @Test
  void onlyALineThatAlwaysRingsWhenSomebodyCallsTellsThatItIsCalled() {
    assertThat(isCalled("PJSIP/101-0000002a", "0")).isTrue();
    assertThat(isCalled("PJSIP/trunk-0000002a", "4")).isFalse();
    assertThat(isCalled("SIP/trunk-0000002a", "0")).isFalse();
  }

  private static boolean isCalled(String channel, String state) {
    var event =
        translate(
            "Event: Newchannel\r\nChannel: %s\r\nChannelState: %s\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n"
                .formatted(channel, state));
    return event instanceof PbxEvent.ChannelOpened opened && opened.called();
  }

  @Test
  void mixMonitorsArgumentsNameItsFiles() {
    var event =
        translate(
            "Event: Newexten\r\nApplication: MixMonitor\r\nAppData: /spool/a.wav,br(/spool/a-rx.wav)t(/spool/a-tx.wav)i(ID),ls\r\n"
                + CHANNEL);
    assertThat(event)
        .isInstanceOfSatisfying(
            PbxEvent.RecordingStarted.class,
            started -> {
              assertThat(started.files()).containsExactly("a.wav", "a-rx.wav", "a-tx.wav");
              assertThat(started.onlyBridged()).isTrue();
            });
  }

  @Test
  void whatTellsNothingIsNothing() {
    assertThat(translate("Event: RTCPSent\r\n" + CHANNEL)).isNull();
    assertThat(translate("Event: VarSet\r\nVariable: SECRET\r\nValue: 1\r\n" + CHANNEL)).isNull();
    assertThat(translate("Event: VarSet\r\nVariable: DIALSTATUS\r\nValue: \r\n" + CHANNEL))
        .isNull();
    assertThat(translate("Response: Success\r\nMessage: x\r\n")).isNull();
    assertThat(translate("Event: Hangup\r\nCause: 16\r\n")).isNull();
    assertThat(translate("Event: FullyBooted\r\nUptime: many\r\n")).isNull();
  }

  @Test
  void aListOfChannelsIsOneEvent() {
    var snapshot = new AmiSnapshot();
    assertThat(
            snapshot.take(
                block(
                    "Event: CoreShowChannel\r\nChannelState: 6\r\nDuration: 01:00:07\r\nBridgeId: b\r\n"
                        + CHANNEL),
                RECEIVED))
        .isNull();
    var restored = snapshot.take(block("Event: CoreShowChannelsComplete\r\n"), RECEIVED);
    assertThat(restored).isNotNull();
    assertThat(restored.channels()).hasSize(1);
    var live = restored.channels().getFirst();
    assertThat(live.up()).isTrue();
    assertThat(live.bridge()).isEqualTo("b");
    assertThat(live.age()).isEqualTo(Duration.ofSeconds(3607));
  }

  private static @Nullable Instant at(@Nullable PbxEvent event) {
    return event == null ? null : event.at();
  }

  private static @Nullable PbxEvent translate(String headers) {
    return new AmiTranslator(PbxProfile.standard()).translate(block(headers), RECEIVED);
  }

  private static AmiBlock block(String headers) {
    List<AmiBlock> blocks = new ArrayList<>();
    new AmiBlocks(blocks::add).feed((headers + "\r\n").getBytes(UTF_8));
    return blocks.getFirst();
  }
}
