package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringcard.history.Progress.Counts;
import io.ringcard.history.Progress.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an import tells of its pace. */
class RateTest {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private Instant now = START;
  private final Rate rate = new Rate(() -> now);
  private long rows;
  private double done;

  @Test
  void nobodyKnowsBeforeTheFirstBatch() {
    assertThat(rate.rowsPerSecond()).isNull();
    assertThat(rate.secondsLeft()).isNull();
    go(0, 0, 0);
    assertThat(rate.rowsPerSecond()).isNull();
    assertThat(rate.secondsLeft()).isNull();
  }

  /** A quick beginning, then years that are full of calls. */
  @Test
  void theLastMinuteCounts() {
    go(0, 0, 0);
    for (var i = 0; i < 10; i++) {
      go(6, 60_000, 0.05);
    }
    assertThat(rate.rowsPerSecond()).isEqualTo(10_000);
    assertThat(rate.secondsLeft()).isEqualTo(60);
    for (var i = 0; i < 10; i++) {
      go(6, 6_000, 0.005);
    }
    assertThat(rate.rowsPerSecond()).isEqualTo(1_000);
    assertThat(rate.secondsLeft()).isCloseTo(540, within(0.1));
  }

  /** Batches that take longer than that have a pace as well. */
  @Test
  void atLeastTheLastBatchCounts() {
    go(0, 0, 0);
    go(10, 1_000_000, 0.1);
    go(90, 900, 0.1);
    assertThat(rate.rowsPerSecond()).isEqualTo(10);
    go(0, 0, 0);
    assertThat(rate.secondsLeft()).isEqualTo(720);
  }

  private void go(int seconds, int more, double part) {
    now = now.plus(Duration.ofSeconds(seconds));
    rows += more;
    done += part;
    rate.take(
        new Progress(
            "1",
            1,
            "main",
            "cdr",
            List.of(),
            State.RUNNING,
            null,
            START.plus(Duration.ofMillis(Math.round(done * 1_000_000))),
            START,
            START.plus(Duration.ofMillis(1_000_000)),
            new Counts(rows, 0, 0, 0, 0),
            Map.of(),
            null,
            START,
            now,
            null,
            1));
  }
}
