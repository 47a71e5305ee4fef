package io.ringcard.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextContactRuleTest {

  @ParameterizedTest
  @CsvSource({
    // a Monday afternoon in Moscow
    "2026-11-23T12:34:56Z, 3, Europe/Moscow, 2026-11-23T15:34:00Z",
    "2026-11-23T12:34:56Z, 23, Europe/Moscow, 2026-11-24T11:34:00Z",
    "2026-11-23T12:34:56Z, 24, Europe/Moscow, 2026-11-24T07:00:00Z",
    "2026-11-23T12:34:56Z, 72, Europe/Moscow, 2026-11-26T07:00:00Z",
    // a Friday: Saturday and Sunday become Monday
    "2026-11-27T12:00:00Z, 24, Europe/Moscow, 2026-11-30T07:00:00Z",
    "2026-11-27T12:00:00Z, 48, Europe/Moscow, 2026-11-30T07:00:00Z",
    "2026-11-27T12:00:00Z, 72, Europe/Moscow, 2026-11-30T07:00:00Z",
    // already the next day in Vladivostok
    "2026-11-23T15:00:00Z, 24, Asia/Vladivostok, 2026-11-25T00:00:00Z",
    // over the change to winter time
    "2026-10-24T12:00:00Z, 48, Europe/Berlin, 2026-10-26T09:00:00Z"
  })
  void workingMornings(Instant now, int hours, ZoneId zone, Instant due) {
    assertThat(NextContactRule.at(now, hours, zone)).isEqualTo(due);
  }
}
