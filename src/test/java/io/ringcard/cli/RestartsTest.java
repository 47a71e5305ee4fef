package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.LiveCalls;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exchange starts anew, or its clock jumps, at every event of every capture. */
class RestartsTest {

  private static final Instant BOOT = Instant.parse("2026-11-01T00:00:00Z");
  private static final List<Duration> JUMPS =
      List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(-1));

  private static final AtomicInteger RESTARTS = new AtomicInteger();
  private static final AtomicInteger ENDS_UNKNOWN = new AtomicInteger();
  private static final AtomicInteger JUMPED = new AtomicInteger();

  static Stream<Path> scenarios() throws IOException {
    return CapturesTest.scenarios();
  }

  @AfterAll
  static void tell() {
    FaultTable.add(
        "F08 exchange restarted within a second at every event",
        RESTARTS.get(),
        0,
        0,
        ENDS_UNKNOWN.get());
    FaultTable.add("F10 exchange's clock jumps at every event", JUMPED.get(), 0, 0, 0);
  }

  /** Also with a clock that was set back, by which the calls are younger than the new start. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void aRestartEndsWhatWasOpenAndNothingNewJoinsIt(Path scenario) throws IOException {
    var all = Story.of(scenario).stream().filter(heard -> isOfCalls(heard.event())).toList();
    for (var back : List.of(Duration.ofSeconds(1), Duration.ofHours(-1))) {
      IntStream.range(1, all.size()).parallel().forEach(i -> restart(all, i, back));
    }
  }

  private static void restart(List<Heard> all, int place, Duration back) {
    var last = all.get(place - 1).event().at();
    if (last == null) {
      return;
    }
    var live = new LiveCalls(Story.PROFILE);
    live.hear(0, new PbxEvent.Booted(BOOT, BOOT));
    all.subList(0, place).forEach(heard -> live.hear(heard.order(), heard.event()));
    var open = live.calls().stream().filter(Call::open).toList();
    var order = all.get(place - 1).order();
    live.hear(order, new PbxEvent.LinkLost(last));
    var again = last.plus(back);
    var closed = new LinkedHashMap<String, Call>();
    CallsCommand.keep(closed, live.hear(order, new PbxEvent.Booted(again, again)));
    assertThat(live.calls()).isEmpty();
    for (var was : open) {
      var call = Objects.requireNonNull(closed.get(was.linkedid()));
      assertThat(call.open()).isFalse();
      assertThat(call.gap()).isTrue();
      assertThat(call.certainty() == Certainty.END_UNKNOWN).isEqualTo(call.endedAt() == null);
    }
    RESTARTS.incrementAndGet();
    ENDS_UNKNOWN.addAndGet(open.size());
  }

  private static boolean isOfCalls(PbxEvent event) {
    return !(event instanceof PbxEvent.Booted
        || event instanceof PbxEvent.Stopped
        || event instanceof PbxEvent.LinkLost);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aJumpOfItsClockMakesNoNegativeDurationAndNoOtherResult(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var truth = Story.calls(all);
    for (var jump : JUMPS) {
      IntStream.range(1, all.size()).parallel().forEach(i -> jump(all, i, jump, truth));
    }
  }

  private static void jump(List<Heard> all, int place, Duration jump, Map<String, Call> truth) {
    var told = Story.calls(jumped(all, place, jump));
    assertThat(told.keySet()).isEqualTo(truth.keySet());
    told.forEach((linkedid, call) -> {
      var was = Objects.requireNonNull(truth.get(linkedid));
      assertThat(call.result()).isEqualTo(was.result());
      assertThat(call.endedBy()).isEqualTo(was.endedBy());
      assertThat(call.answered()).isEqualTo(was.answered());
      assertThat(durations(call)).noneMatch(Duration::isNegative);
    });
    JUMPED.incrementAndGet();
  }

  /** Everything from this place on bears another time. */
  private static List<Heard> jumped(List<Heard> all, int place, Duration jump) {
    var jumped = new ArrayList<>(all.subList(0, place));
    for (var heard : all.subList(place, all.size())) {
      jumped.add(new Heard(heard.order(), Story.later(heard.event(), jump)));
    }
    return jumped;
  }

  private static List<Duration> durations(Call call) {
    var legs = call.legs().stream().map(Call.Leg::talkTime);
    return Stream.concat(
            legs, Stream.of(call.talkTime(), call.ringTime(), call.waitTime(), call.holdTime()))
        .filter(Objects::nonNull)
        .toList();
  }
}
