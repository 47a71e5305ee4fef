package io.ringcard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.Tallies;
import io.ringcard.kernel.Ref;
import io.ringcard.report.DurationsQuery.By;
import io.ringcard.report.Pictures.Hour;
import io.ringcard.report.Pictures.Length;
import io.ringcard.report.Pictures.Talk;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicturesTest {

  /** 23:50 of Monday, 23 November in Moscow. */
  private static final Instant LATE = Instant.parse("2026-11-23T20:50:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long boris = database.user("boris", "Борис", "operator");
  private final Reports reports = new Reports(db, ZoneId.of("Europe/Moscow"), Clock.systemUTC());

  @BeforeEach
  void begin() {
    new Tallies().begin(db, ZoneId.of("Europe/Moscow"));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void theTalkOfEachOperatorAndDay() {
    CallSeed.inbound(db, LATE).spoke(anna, 60).spoke(boris, 30).write();
    CallSeed.inbound(db, LATE.plusSeconds(60)).spoke(anna, 40).write();
    CallSeed.inbound(db, LATE.plusSeconds(900)).spoke(anna, 5).write();
    CallSeed.inbound(db, LATE).rang(boris, "no_answer", 9).write();
    assertThat(pictures(null).talk())
        .containsExactly(
            new Talk(new Ref(Long.toString(anna), "Анна"), "2026-11-23", 100),
            new Talk(new Ref(Long.toString(anna), "Анна"), "2026-11-24", 5),
            new Talk(new Ref(Long.toString(boris), "Борис"), "2026-11-23", 30));
  }

  @Test
  void answeredCallsByLength() {
    for (var seconds : new double[] {29.999, 30, 59, 720, 5000}) {
      CallSeed.inbound(db, LATE).spoke(anna, seconds).write();
    }
    CallSeed.inbound(db, LATE).rang(anna, "no_answer", 9).write();
    CallSeed.internal(db, LATE).spoke(anna, 100).write();
    assertThat(pictures(null).lengths())
        .contains(new Length(0, 30, 1), new Length(30, 60, 2), new Length(720, null, 2))
        .hasSize(8);
    assertThat(pictures(null).lengths().stream().mapToLong(Length::calls).sum()).isEqualTo(5);
  }

  @Test
  void ofOnePersonOnlyTheOwnPartCounts() {
    CallSeed.inbound(db, LATE).spoke(anna, 100).spoke(boris, 10).write();
    assertThat(pictures(boris).lengths()).contains(new Length(0, 30, 1));
    assertThat(pictures(boris).talk()).extracting(Talk::seconds).containsExactly(10.0);
  }

  @Test
  void hoursAreThoseOfTheInstallation() {
    CallSeed.inbound(db, LATE).rang(anna, "no_answer", 9).write();
    CallSeed.outbound(db, LATE.plusSeconds(600)).spoke(anna, 10).write();
    CallSeed.outbound(db, LATE.plusSeconds(700)).spoke(anna, 10).write();
    assertThat(pictures(null).hours()).containsExactly(new Hour(1, 23, 1), new Hour(2, 0, 2));
  }

  private Pictures pictures(@Nullable Long operator) {
    return reports.pictures(
        new DurationsQuery(
            LATE.minusSeconds(3_600), LATE.plusSeconds(86_400), By.OPERATOR, null, operator, null));
  }
}
