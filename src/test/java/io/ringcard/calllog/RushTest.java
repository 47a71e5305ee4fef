package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RushTest {

  private static final long START = Long.MAX_VALUE - 1_000_000;

  private final Rush rush = new Rush(START);

  @Test
  void twoThousandASecondAreNone() {
    assertThat(rushed(10_000, Duration.ofNanos(500_000))).isZero();
  }

  @Test
  void twentyAtOnceAreNone() {
    assertThat(rushed(20, Duration.ZERO)).isZero();
    assertThat(rush.is(START)).isTrue();
  }

  @Test
  void ofTwentyThousandASecondAllButTheFirstAreOne() {
    assertThat(rushed(10_000, Duration.ofNanos(50_000))).isEqualTo(9_975);
  }

  /** However much came: the clock's range is not left, and nothing is owed for long. */
  @Test
  void soonOver() {
    assertThat(rushed(1_000_000, Duration.ZERO)).isEqualTo(999_980);
    assertThat(rush.is(START + Duration.ofMillis(6).toNanos())).isFalse();
  }

  private long rushed(int events, Duration apart) {
    return LongStream.range(0, events).filter(i -> rush.is(START + i * apart.toNanos())).count();
  }
}
