package io.ringcard.history;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.cel.CelStream;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both logs of an exchange, put together. */
class GatheringTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");
  private static final PbxProfile PROFILE = PbxProfile.standard();

  @TempDir Path home;

  static Stream<Path> captures() throws IOException {
    try (var files = Files.walk(CAPTURES, 3)) {
      return files
          .filter(file -> file.endsWith("cel.csv"))
          .map(Path::getParent)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void eventsDecideAsTheyDoWhenTheFileIsRead(Path capture) throws Exception {
    var told = byLinkedid(Gathered.of(List.of(capture.resolve("cel.csv")), List.of(), PROFILE));
    assertThat(told).isEqualTo(recorded(capture.resolve("cel.csv")));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void detailsAddNothingThatTheEventsContradict(Path capture) throws Exception {
    var details = capture.resolve("cdr.csv");
    if (!Files.exists(details) || Gathered.lines(details).isEmpty()) {
      return;
    }
    var events = List.of(capture.resolve("cel.csv"));
    assertThat(byLinkedid(Gathered.of(events, List.of(details), PROFILE)))
        .isEqualTo(recorded(events.getFirst()));
  }

  @Test
  void detailsGiveTheRecordingAndTheNumberCalledThatTheEventsLack() throws Exception {
    var rows = new LinkedHashMap<String, String>();
    Map.of(
            "start", "2026-11-23 06:33:14",
            "duration", "14",
            "billsec", "10",
            "disposition", "ANSWERED",
            "uniqueid", "1795415594.0",
            "linkedid", "1795415594.0",
            "did", "74959999999",
            "recordingfile", "2026/11/23/own-1795415594.0.wav")
        .forEach(rows::put);
    var gathering = gathering();
    try (var events =
        new CsvFiles(CAPTURES.resolve("plain/inbound-answered/cel.csv")).events(null)) {
      for (var row = events.next(); row != null; row = events.next()) {
        gathering.take(((HistoryRow.Event) row).row());
      }
    }
    gathering.take(CdrRow.of(name -> rows.getOrDefault(name, "")));
    assertThat(gathering.settleAll(Instant.MIN))
        .extracting(Gathering.Told::call)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.did()).as("the events know it").isEqualTo("74951230001");
          assertThat(call.recordings()).contains("own-1795415594.0.wav").hasSizeGreaterThan(1);
        });
  }

  @Test
  void callThatGoesOnIsLeftForTheNextTime() throws Exception {
    var lines = Gathered.lines(CAPTURES.resolve("plain/inbound-answered/cel.csv"));
    var cut = Files.write(home.resolve("cel.csv"), lines.subList(0, lines.size() / 2));
    var untold = new Untold();
    var gathering = new Gathering(PROFILE, "", Instant.EPOCH, untold);
    feed(gathering, cut);
    var soon = gathering.eventsUntil().plus(Gathering.FORGOTTEN);
    assertThat(gathering.settleAll(soon)).isEmpty();
    assertThat(untold.counts()).containsOnlyKeys("underWay");
    assertThat(gathering.mark(Instant.MAX).getEpochSecond()).isEqualTo(1795415594L);
  }

  @Test
  void callWhoseEndIsLostKeepsItsResultWithoutAnEnd() throws Exception {
    var lines = Gathered.lines(CAPTURES.resolve("plain/inbound-answered/cel.csv"));
    var untold = new Untold();
    var gathering = new Gathering(PROFILE, "", Instant.EPOCH, untold);
    feed(gathering, Files.write(home.resolve("cel.csv"), lines.subList(0, lines.size() / 2)));
    var days = gathering.eventsUntil().plus(Gathering.FORGOTTEN).plusSeconds(1);
    assertThat(gathering.settle(days))
        .extracting(Gathering.Told::call)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.certainty()).isEqualTo(Call.Certainty.END_UNKNOWN);
          assertThat(call.endedAt()).isNull();
          assertThat(call.open()).isFalse();
        });
    assertThat(untold.counts()).containsOnlyKeys("endUnknown");
  }

  @Test
  void anOldFileTellsNoEndAnyMore() throws Exception {
    var lines = Gathered.lines(CAPTURES.resolve("plain/inbound-answered/cel.csv"));
    var talk = lines.stream().map(line -> line.contains("BRIDGE_ENTER")).toList().lastIndexOf(true);
    var untold = new Untold();
    var gathering = new Gathering(PROFILE, "", Instant.EPOCH, untold);
    feed(gathering, Files.write(home.resolve("cel.csv"), lines.subList(0, talk + 1)));
    var later = gathering.eventsUntil().plus(Gathering.FORGOTTEN).plusSeconds(1);
    assertThat(gathering.settleAll(later))
        .extracting(Gathering.Told::call)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.result()).isEqualTo(Call.Result.ANSWERED);
          assertThat(call.certainty()).isEqualTo(Call.Certainty.END_UNKNOWN);
          assertThat(call.endedAt()).isNull();
          assertThat(call.open()).isFalse();
        });
    assertThat(untold.counts()).containsOnlyKeys("endUnknown");
  }

  @Test
  void featureCodesAreNoCalls() throws Exception {
    var untold = new Untold();
    var gathering = new Gathering(PROFILE, "", Instant.EPOCH, untold);
    var rows =
        Map.of(
            "start", "2026-11-23 06:33:14",
            "disposition", "ANSWERED",
            "channel", "PJSIP/101-00000001",
            "dst", "*97",
            "lastapp", "VoiceMailMain",
            "uniqueid", "1795415594.0");
    gathering.take(CdrRow.of(name -> rows.getOrDefault(name, "")));
    assertThat(gathering.settleAll(Instant.MIN)).isEmpty();
    assertThat(untold.counts()).containsOnlyKeys("none");
    assertThat(untold.counts().get("none").samples())
        .containsExactly(
            """
            calldate: 2026-11-23 06:33:14
            dst: *97
            channel: PJSIP/101-00000001
            lastapp: VoiceMailMain
            disposition: ANSWERED
            uniqueid: 1795415594.0
            linkedid: 1795415594.0\
            """);
  }

  private static Gathering gathering() {
    return new Gathering(PROFILE, "", Instant.EPOCH, new Untold());
  }

  private static void feed(Gathering gathering, Path file) throws SourceFault {
    try (var events = new CsvFiles(file).events(null)) {
      for (var row = events.next(); row != null; row = events.next()) {
        gathering.take(((HistoryRow.Event) row).row());
      }
    }
  }

  private static Map<String, Call> byLinkedid(List<Call> calls) {
    return calls.stream().collect(toMap(Call::linkedid, call -> call));
  }

  /** As {@code ./ringcard calls --cel} tells them. */
  private static Map<String, Call> recorded(Path file) throws IOException {
    var live = new LiveCalls(PROFILE);
    var calls = new LinkedHashMap<String, Call>();
    var stream =
        new CelStream(
            PROFILE,
            new CelStream.Sink() {
              @Override
              public void event(long order, PbxEvent event) {
                for (var told : live.hear(order, event)) {
                  if (told instanceof CallEvent.Absorbed absorbed) {
                    calls.remove(absorbed.linkedid());
                  }
                  calls.put(told.call().linkedid(), told.call().fromRecords());
                }
              }

              @Override
              public void broken(String reason, String line) {
                throw new IllegalStateException(reason);
              }
            });
    var bytes = Files.readAllBytes(file);
    stream.feed(bytes, bytes.length);
    stream.flush();
    return calls;
  }
}
