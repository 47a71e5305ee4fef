package io.ringcard.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CelStreamTest {

  private static final long SECOND = Instant.parse("2026-11-23T06:33:14Z").getEpochSecond();

  private final List<PbxEvent> events = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final CelStream stream =
      new CelStream(
          PbxProfile.standard(),
          new CelStream.Sink() {
            @Override
            public void event(long order, PbxEvent event) {
              events.add(event);
            }

            @Override
            public void broken(String reason, String line) {
              broken.add(reason);
            }
          });

  @Test
  void zoneOfTheExchangeIsSeenFromItsIds() {
    feed(row("2026-11-23 09:33:14.5", "CHAN_START", "PJSIP/trunk-1", SECOND + ".0", ""));
    feed(row("2026-11-23 09:33:20", "CHAN_END", "PJSIP/trunk-1", SECOND + ".0", ""));
    stream.flush();
    assertThat(events)
        .extracting(PbxEvent::at)
        .containsExactly(
            Instant.parse("2026-11-23T06:33:14.5Z"), Instant.parse("2026-11-23T06:33:20Z"));
  }

  @Test
  void secondsSince1970NeedNoZone() {
    feed(row(SECOND + ".250000", "CHAN_START", "PJSIP/trunk-1", "own-id", ""));
    stream.flush();
    assertThat(events)
        .extracting(PbxEvent::at)
        .containsExactly(Instant.ofEpochSecond(SECOND).plusMillis(250));
  }

  @Test
  void idsThatBeginAnewTellARestart() {
    feed(row("2026-11-23 06:33:14.1", "CHAN_START", "PJSIP/trunk-1", "box-" + SECOND + ".41", ""));
    var later = "box-" + (SECOND + 60) + ".0";
    feed(row("2026-11-23 06:34:14.1", "CHAN_START", "PJSIP/trunk-1", later, ""));
    stream.flush();
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("ChannelOpened", "Booted", "ChannelOpened");
  }

  @Test
  void rowsWaitForThoseThatComeLate() {
    feed(row("2026-11-23 06:33:14.9", "CHAN_START", "PJSIP/102-1", SECOND + ".1", ""));
    assertThat(events).isEmpty();
    feed(row("2026-11-23 06:33:14.1", "CHAN_START", "PJSIP/trunk-1", SECOND + ".0", ""));
    feed(row("2026-11-23 06:33:18.0", "ANSWER", "PJSIP/trunk-1", SECOND + ".0", ""));
    assertThat(events)
        .extracting(event -> ((PbxEvent.ChannelOpened) event).channel().name())
        .containsExactly("PJSIP/trunk-1", "PJSIP/102-1");
  }

  @Test
  void whoeverBeginsAgainBeginsWithTheEldestOpenCall() {
    var first = row("2026-11-23 06:33:14.1", "CHAN_START", "PJSIP/trunk-1", SECOND + ".0", "");
    feed(first + row("2026-11-23 06:33:24.1", "CHAN_START", "PJSIP/trunk-2", SECOND + ".1", ""));
    stream.flush();
    assertThat(stream.oldestOffset(OptionalLong.of(0))).isZero();
    assertThat(stream.oldestOffset(OptionalLong.of(1))).isEqualTo(first.length());
    assertThat(stream.oldestOffset(OptionalLong.empty())).isGreaterThan(first.length());
  }

  @Test
  void whoHungUpAskedBeforeTheOthersWereHungUp() {
    var source = "{\"\"hangupcause\"\":16,\"\"hangupsource\"\":\"\"PJSIP/trunk-1\"\"}";
    feed(row("2026-11-23 06:33:19.000", "HANGUP", "PJSIP/101-1", SECOND + ".1", SECOND + ".0", ""));
    feed(row("2026-11-23 06:33:19.001", "HANGUP", "PJSIP/trunk-1", SECOND + ".0", source));
    stream.flush();
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            PbxEvent.HangupRequested.class,
            asked -> assertThat(asked.channel().name()).isEqualTo("PJSIP/trunk-1"));
  }

  @Test
  void rowWithoutTimeOrChannelIsSetAside() {
    feed(row("yesterday", "ANSWER", "PJSIP/101-1", SECOND + ".0", ""));
    feed(row("2026-11-23 06:33:19", "ANSWER", "", "", ""));
    assertThat(broken).containsExactly("time", "channel");
  }

  private void feed(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.feed(bytes, bytes.length);
  }

  private static String row(
      String time, String event, String channel, String uniqueid, String extra) {
    return row(time, event, channel, uniqueid, uniqueid, extra);
  }

  private static String row(
      String time, String event, String channel, String uniqueid, String linkedid, String extra) {
    var fields =
        List.of(
            time, event, "", "", "", "", "", "", "", channel, "", "", "3", "", uniqueid, linkedid,
            "", "", "", extra);
    return "\"" + String.join("\",\"", fields) + "\"\n";
  }
}
