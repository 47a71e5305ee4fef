package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may happen to a stream on its way: doubled, cut, holed, replayed. */
class ReplayTest {

  static Stream<Path> scenarios() throws IOException {
    return CapturesTest.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void hearingEverythingTwiceChangesNothing(Path scenario) throws IOException {
    var once = Story.of(scenario);
    var twice = new ArrayList<Story.Heard>();
    once.forEach(heard -> {
      twice.add(heard);
      twice.add(heard);
    });
    assertThat(Story.calls(twice)).isEqualTo(Story.calls(once));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aRestartFromTheOldestNeededEventFindsTheSameCalls(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var live = new LiveCalls(Story.PROFILE);
    for (var i = 0; i < all.size(); i++) {
      live.hear(all.get(i).order(), all.get(i).event());
      if (i % 7 == 0) {
        var again = new LiveCalls(Story.PROFILE);
        var from = live.oldestNeeded();
        all.stream()
            .limit(i + 1)
            .filter(heard -> from.isPresent() && heard.order() >= from.getAsLong())
            .forEach(heard -> again.hear(heard.order(), heard.event()));
        assertThat(again.calls()).isEqualTo(live.calls());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aStreamCutAnywhereKeepsWhatWasKnown(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var random = new Random(3);
    for (var round = 0; round < 12; round++) {
      var cut = random.nextInt(all.size());
      for (var call : Story.calls(all.subList(0, cut)).values()) {
        assertThat(call.open()).isFalse();
        assertThat(call.result() == Call.Result.ANSWERED).isEqualTo(call.answeredAt() != null);
        assertThat(call.answeredAt() == null).isEqualTo(Duration.ZERO.equals(call.talkTime()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lostEventsCostNoMoreThanTheyTold(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var random = new Random(5);
    for (var round = 0; round < 12; round++) {
      var holed = all.stream().filter(heard -> random.nextInt(8) > 0).toList();
      assertThat(Story.calls(holed).values()).allSatisfy(call -> assertThat(call.open()).isFalse());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eachCallEndsOnceAndOnlyChangesAreTold(Path scenario) throws IOException {
    var live = new LiveCalls(Story.PROFILE);
    Map<String, Call> last = new LinkedHashMap<>();
    var ended = new ArrayList<String>();
    for (var heard : Story.of(scenario)) {
      for (var event : live.hear(heard.order(), heard.event())) {
        if (event instanceof CallEvent.Closed closed) {
          assertThat(ended).doesNotContain(closed.call().linkedid());
          ended.add(closed.call().linkedid());
        }
        if (!(event instanceof CallEvent.Absorbed)) {
          assertThat(event.call()).isNotEqualTo(last.put(event.call().linkedid(), event.call()));
        }
      }
    }
  }

  /** Those whose times stand in an index beside the stream. */
  static Stream<Path> untimed() throws IOException {
    return scenarios()
        .filter(path ->
            Stream.of("ami.idx.jsonl.gz", "ami-1.idx.jsonl.gz")
                .anyMatch(index -> Files.exists(path.resolve(index))));
  }

  @ParameterizedTest
  @MethodSource("untimed")
  void withoutTimesThereAreNoDurations(Path scenario) throws IOException {
    var raw = Files.createTempDirectory("untimed");
    for (var file : AmiCapture.files(scenario)) {
      Files.copy(file, raw.resolve(file.getFileName()));
    }
    var timed = List.copyOf(CallsCommand.calls(Story.PROFILE, AmiCapture.files(scenario)));
    var bare = List.copyOf(CallsCommand.calls(Story.PROFILE, AmiCapture.files(raw)));
    assertThat(bare).hasSameSizeAs(timed);
    for (var i = 0; i < bare.size(); i++) {
      assertThat(bare.get(i).endedAt()).isNull();
      assertThat(bare.get(i).result()).isEqualTo(timed.get(i).result());
      assertThat(bare.get(i).rung()).isEqualTo(timed.get(i).rung());
      assertThat(bare.get(i).answered()).isEqualTo(timed.get(i).answered());
      assertThat(bare.get(i).recordings()).isEqualTo(timed.get(i).recordings());
    }
  }
}
