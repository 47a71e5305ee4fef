package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.calllog.MendedLog;
import io.ringcard.cli.CutJudge.Judged;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The link is lost at every event of every capture, for gaps of several lengths. What could be
 * heard stands as without the loss; where something could not, the call says so, and nothing is
 * told that did not happen.
 */
class CutStreamsTest {

  private static final int[] GAPS = {0, 1, 2, 3, 5, 8, 13, 21, 40, 80};

  /** Its records do not tell the number that an Originate called. */
  private static final String CALLED_BY_EXCHANGE = "callback-client-first-operator-silent";

  private static final AtomicInteger CUTS = new AtomicInteger();
  private static final AtomicInteger LOST = new AtomicInteger();
  private static final AtomicInteger FLAGGED = new AtomicInteger();
  private static final AtomicInteger TURNED = new AtomicInteger();
  private static final AtomicInteger TWICE = new AtomicInteger();
  private static final AtomicInteger TWICE_FOR_GOOD = new AtomicInteger();

  @TempDir Path folder;

  static Stream<Path> scenarios() throws IOException {
    return CapturesTest.scenarios();
  }

  @AfterAll
  static void tell() {
    FaultTable.add(
        "F05 manager stream cut at every event of every capture",
        CUTS.get(),
        LOST.get(),
        TWICE_FOR_GOOD.get(),
        FLAGGED.get());
    FaultTable.add(
        "F05 … told as two calls until the exchange's records came",
        TWICE.get(),
        0,
        TWICE_FOR_GOOD.get(),
        TWICE.get());
    FaultTable.add(
        "F05 … told in the wrong direction until the exchange's records came",
        TURNED.get(),
        0,
        0,
        TURNED.get());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void nothingIsInventedAndWhatWasNotHeardIsFlagged(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var whole = Story.calls(all);
    var judged =
        IntStream.of(GAPS).parallel().boxed().flatMap(gap -> judged(all, whole, gap)).toList();
    assertThat(judged).flatExtracting(Judged::faults).isEmpty();
    judged.forEach(one -> {
      LOST.addAndGet(one.lost());
      FLAGGED.addAndGet(one.flagged());
    });
    var unknown = judged.stream().filter(one -> one.twice() || one.turned()).toList();
    if (!unknown.isEmpty()) {
      recordsMend(scenario, all, unknown);
    }
  }

  private static Stream<Judged> judged(List<Heard> all, Map<String, Call> whole, int gap) {
    return IntStream.rangeClosed(0, all.size() - gap)
        .filter(from -> !isAway(all, from + gap))
        .peek(_ -> CUTS.incrementAndGet())
        .mapToObj(from -> new CutJudge(new Cut(all, from, from + gap), whole).judge());
  }

  /** In the end the log is that of the whole stream, and so are the reports and the histories. */
  private void recordsMend(Path scenario, List<Heard> all, List<Judged> cuts) throws IOException {
    var records = scenario.resolve("cel.csv");
    var untold = scenario.endsWith(CALLED_BY_EXCHANGE) ? ".*\\.number|clients" : "";
    var whole = MendedLog.of(Story.told(all), records, folder);
    for (var judged : cuts) {
      var part = MendedLog.of(Story.told(judged.cut().told()), records, folder);
      (judged.twice() ? TWICE : TURNED).incrementAndGet();
      assertThat(part.heard()).isNotEqualTo(whole.heard());
      if (part.mended().size() > whole.mended().size()) {
        TWICE_FOR_GOOD.incrementAndGet();
      }
      assertThat(part)
          .as("%s without %s", scenario, judged.cut())
          .usingRecursiveComparison()
          .ignoringFields("heard")
          .ignoringFieldsMatchingRegexes(untold)
          .withEqualsForType(CutStreamsTest::isNear, Long.class)
          .isEqualTo(whole);
      assertThat(part.wrongSums()).isEmpty();
    }
  }

  private static boolean isNear(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? one == other : Math.abs(one - other) <= 1_100;
  }

  /** The exchange has stopped and not begun again: there is nothing to connect to. */
  private static boolean isAway(List<Heard> all, int place) {
    return all.subList(0, place).stream()
        .map(Heard::event)
        .filter(event -> event instanceof PbxEvent.Stopped || event instanceof PbxEvent.Booted)
        .reduce((before, last) -> last)
        .filter(PbxEvent.Stopped.class::isInstance)
        .isPresent();
  }
}
