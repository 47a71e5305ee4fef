package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRuleTest {

  @ParameterizedTest
  @CsvSource({
    // a Monday afternoon in Moscow
    "2026-11-23T12:34:56Z, 3, hours, , Europe/Moscow, 2026-11-23T15:34:00Z",
    "2026-11-23T12:34:56Z, 30, hours, , Europe/Moscow, 2026-11-24T18:34:00Z",
    "2026-11-23T12:34:56Z, 1, days, , Europe/Moscow, 2026-11-24T07:00:00Z",
    "2026-11-23T12:34:56Z, 3, days, 15:30, Europe/Moscow, 2026-11-26T12:30:00Z",
    // a Friday: Saturday and Sunday become Monday, or do not count
    "2026-11-27T12:00:00Z, 1, days, , Europe/Moscow, 2026-11-30T07:00:00Z",
    "2026-11-27T12:00:00Z, 3, days, , Europe/Moscow, 2026-11-30T07:00:00Z",
    "2026-11-27T12:00:00Z, 1, workdays, , Europe/Moscow, 2026-11-30T07:00:00Z",
    "2026-11-27T12:00:00Z, 3, workdays, 09:00, Europe/Moscow, 2026-12-02T06:00:00Z",
    "2026-11-28T12:00:00Z, 1, workdays, , Europe/Moscow, 2026-11-30T07:00:00Z",
    // already the next day in Vladivostok
    "2026-11-23T15:00:00Z, 1, days, , Asia/Vladivostok, 2026-11-25T00:00:00Z",
    // over the change to winter time
    "2026-10-24T12:00:00Z, 2, days, , Europe/Berlin, 2026-10-26T09:00:00Z"
  })
  void due(Instant now, int amount, String unit, @Nullable String time, ZoneId zone, Instant due) {
    assertThat(new ContactRule(amount, unit, time, "call", null).at(now, zone)).isEqualTo(due);
  }
}
