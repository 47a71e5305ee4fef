package io.ringcard.missed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.missed.WorkingHours.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of a promise stands still while nobody is there. */
class WorkingHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final @Nullable Day NONE = null;

  private static final WorkingHours OFFICE =
      week(day("09:00", "18:00"), day("09:00", "17:00"), NONE, NONE);

  private static final WorkingHours ALWAYS =
      new WorkingHours(BERLIN, Collections.nCopies(7, day("00:00", "24:00")), Set.of());

  /** 2026-11-20 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-18T10:00, 30, 2026-11-18T10:30",
    "2026-11-18T17:40, 30, 2026-11-19T09:10",
    "2026-11-18T17:30, 30, 2026-11-18T18:00",
    "2026-11-18T18:00, 30, 2026-11-19T09:30",
    "2026-11-18T06:00, 30, 2026-11-18T09:30",
    "2026-11-20T16:50, 30, 2026-11-23T09:20",
    "2026-11-20T20:00, 30, 2026-11-23T09:30",
    "2026-11-21T12:00, 30, 2026-11-23T09:30",
    "2026-11-19T12:00, 1440, 2026-11-24T10:00",
  })
  void aPromiseIsDueInWorkingTime(String from, long minutes, String due) {
    assertThat(OFFICE.after(at(from), Duration.ofMinutes(minutes))).isEqualTo(at(due));
    assertThat(OFFICE.between(at(from), at(due))).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void itOpensThenOrNext() {
    assertThat(OFFICE.opening(at("2026-11-18T10:00"))).isEqualTo(at("2026-11-18T10:00"));
    assertThat(OFFICE.opening(at("2026-11-20T17:00"))).isEqualTo(at("2026-11-23T09:00"));
    assertThat(OFFICE.between(at("2026-11-20T17:00"), at("2026-11-23T09:00"))).isZero();
    assertThat(OFFICE.longestRest()).isEqualTo(2);
    assertThat(week(NONE, day("09:00", "17:00"), NONE, day("10:00", "12:00")).longestRest())
        .as("from Monday to Thursday")
        .isEqualTo(4);
    assertThat(ALWAYS.longestRest()).isZero();
  }

  /** Clocks go on at 2:00 on 29 March 2026 and back at 3:00 on 25 October, both Sundays. */
  @Test
  void clocksAreChangedAtNight() {
    var night = new WorkingHours(BERLIN, Collections.nCopies(7, day("00:00", "06:00")), Set.of());
    var short5 = night.between(at("2026-03-29T00:00"), at("2026-03-29T12:00"));
    assertThat(short5).isEqualTo(Duration.ofHours(5));
    var long7 = night.between(at("2026-10-25T00:00"), at("2026-10-25T12:00"));
    assertThat(long7).isEqualTo(Duration.ofHours(7));
    assertThat(night.after(at("2026-03-29T01:30"), Duration.ofHours(1)))
        .isEqualTo(at("2026-03-29T03:30"));
    var sunday = new WorkingHours(BERLIN, Collections.nCopies(7, day("02:30", "18:00")), Set.of());
    assertThat(sunday.opening(at("2026-03-29T00:00")))
        .as("that time is not on the clock, the next one is")
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(OFFICE.after(at("2026-03-27T16:45"), Duration.ofMinutes(30)))
        .as("an office that sleeps at that hour has the same day")
        .isEqualTo(at("2026-03-30T09:15"));
    assertThat(ALWAYS.after(at("2026-10-24T12:00"), Duration.ofHours(24)))
        .isEqualTo(at("2026-10-24T12:00").plus(Duration.ofHours(24)));
  }

  /** 2026-12-25 is a Friday, 2027-01-01 the next one. */
  @Test
  void nobodyWorksOnAClosedDay() {
    var closed = Set.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-28"));
    var hours = new WorkingHours(BERLIN, OFFICE.week(), closed);
    assertThat(hours.after(at("2026-12-24T17:50"), Duration.ofMinutes(30)))
        .isEqualTo(at("2026-12-29T09:20"));
    assertThat(hours.between(at("2026-12-24T17:50"), at("2026-12-29T09:20")))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(hours.opening(at("2026-12-25T10:00"))).isEqualTo(at("2026-12-29T09:00"));
    assertThat(hours.longestRest()).as("from Friday to Monday").isEqualTo(4);
    var once = new WorkingHours(BERLIN, ALWAYS.week(), closed);
    assertThat(once.isAlways()).isFalse();
    assertThat(once.longestRest()).isEqualTo(1);
  }

  @Test
  void workingTimeAddsUp() {
    var random = new Random(3);
    var start = at("2026-03-01T00:00");
    for (var i = 0; i < 2_000; i++) {
      var one = start.plusSeconds(random.nextInt(40 * 86_400));
      var two = one.plusSeconds(random.nextInt(10 * 86_400));
      var three = two.plusSeconds(random.nextInt(10 * 86_400));
      assertThat(OFFICE.between(one, two).plus(OFFICE.between(two, three)))
          .isEqualTo(OFFICE.between(one, three));
      var minutes = Duration.ofMinutes(1 + random.nextInt(1440));
      var due = OFFICE.after(one, minutes);
      assertThat(OFFICE.between(one, due)).isEqualTo(minutes);
      assertThat(OFFICE.between(one, due.minusSeconds(1))).isLessThan(minutes);
      assertThat(ALWAYS.after(one, minutes)).isEqualTo(one.plus(minutes));
      assertThat(ALWAYS.between(one, two)).isEqualTo(Duration.between(one, two));
    }
  }

  /** From Monday to Thursday the first, then Friday, Saturday and Sunday. */
  private static WorkingHours week(
      @Nullable Day first, @Nullable Day friday, @Nullable Day saturday, @Nullable Day sunday) {
    var days = new ArrayList<@Nullable Day>(Collections.nCopies(4, first));
    days.add(friday);
    days.add(saturday);
    days.add(sunday);
    return new WorkingHours(BERLIN, days, Set.of());
  }

  private static Day day(String from, String to) {
    return Day.of(from, to);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
