package io.ringcard.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as an exchange writes them. */
class WrittenTimeTest {

  private static final LocalDateTime SECOND = LocalDateTime.of(2026, 11, 23, 6, 33, 14);

  @Test
  void partsOfASecondMayBeAbsent() {
    assertThat(WrittenTime.read("2026-11-23 06:33:14")).isEqualTo(SECOND);
    assertThat(WrittenTime.read("2026-11-23 06:33:14.5")).isEqualTo(SECOND.withNano(500_000_000));
    assertThat(WrittenTime.read("2026-11-23 06:33:14.351899"))
        .isEqualTo(SECOND.withNano(351_899_000));
    assertThat(WrittenTime.read("2026-11-23 06:33:14.000000001")).isEqualTo(SECOND.withNano(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday 06:33:14",
        "2026-11-23",
        "2026-11-23 06:33",
        "2026-11-23T06:33:14",
        "2026-11-23 06:33:1x",
        "2026-11-23 06:33:14.",
        "2026-11-23 06:33:14.0000000001",
        "2026-11-23 06:33:14,5",
        "2026-11-23 06:33:14.-5",
        "2026-11-23 06:33:60",
        "2026-11-23 24:00:00",
        "2026-02-30 06:33:14",
        "-026-11-23 06:33:14"
      })
  void whatIsNoTimeIsRefused(String time) {
    assertThatThrownBy(() -> WrittenTime.read(time)).isInstanceOf(DateTimeException.class);
  }
}
