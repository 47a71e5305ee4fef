package io.ringcard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.calllog.Tallies;
import io.ringcard.kernel.ProblemException;
import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

  /** 09:10 of 23 November in Moscow. */
  private static final Instant MORNING = Instant.parse("2026-11-23T06:10:00Z");

  private static final Instant FROM = Instant.parse("2026-11-22T21:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-23T21:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long boris = database.user("boris", "Борис", "operator");
  private final Reports reports = reports("Europe/Moscow");

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void medianAndPercentileByHand() {
    for (var seconds : List.of(10.0, 20.0, 30.0, 40.0)) {
      inbound().spoke(anna, seconds).write();
    }
    inbound().rang(anna, "no_answer", 15).write();
    var row = report(By.OPERATOR).rows().getFirst();
    assertThat(row.medianTalkSeconds()).isEqualTo(25.0);
    assertThat(row.p90TalkSeconds()).isEqualTo(37.0);
    assertThat(row.averageTalkSeconds()).isEqualTo(25.0);
    assertThat(row.talkSeconds()).isEqualTo(100.0);
    assertThat(row.ringSeconds()).isEqualTo(4 * 4 + 15);
    assertThat(row.calls()).isEqualTo(5);
    assertThat(row.answered()).isEqualTo(4);
    assertThat(row.missed()).isEqualTo(1);
  }

  @Test
  void percentilesOfManyTalksAreExact() {
    var random = new Random(11);
    var talks = random.doubles(101, 1, 900).map(Math::round).sorted().toArray();
    for (var talk : talks) {
      inbound().spoke(anna, talk).write();
    }
    var total = report(By.DAY).total();
    assertThat(total.medianTalkSeconds()).isEqualTo(talks[50]);
    assertThat(total.p90TalkSeconds()).isEqualTo(talks[90]);
    assertThat(total.talkSeconds()).isEqualTo(DoubleStream.of(talks).sum());
  }

  @Test
  void operatorsGetOnlyTheSecondsTheySpoke() {
    inbound()
        .waited(12)
        .hold(3)
        .ring(20)
        .rang(boris, "no_answer", 5)
        .spoke(anna, 60)
        .spoke(boris, 30)
        .write();
    inbound().waited(7).rang(anna, "answered_elsewhere", 8).spoke(boris, 10).write();
    var durations = report(By.OPERATOR);
    var ofAnna = row(durations, "Анна");
    assertThat(ofAnna.talkSeconds()).isEqualTo(60);
    assertThat(ofAnna.calls()).isEqualTo(2);
    assertThat(ofAnna.answered()).isEqualTo(1);
    assertThat(ofAnna.missed()).isZero();
    assertThat(ofAnna.ringSeconds()).isEqualTo(12);
    assertThat(ofAnna.waitSeconds()).isEqualTo(12);
    assertThat(ofAnna.holdSeconds()).isEqualTo(3);
    var ofBoris = row(durations, "Борис");
    assertThat(ofBoris.talkSeconds()).isEqualTo(40);
    assertThat(ofBoris.medianTalkSeconds()).isEqualTo(20);
    assertThat(ofBoris.missed()).isZero();
    assertThat(ofBoris.waitSeconds()).isEqualTo(7);
    assertThat(durations.total().calls()).isEqualTo(2);
    assertThat(durations.total().talkSeconds()).isEqualTo(100);
    assertThat(durations.total().waitSeconds()).isEqualTo(19);
    assertThat(durations.total()).isEqualTo(report(By.HOUR).total());
  }

  @Test
  void missedOfAnOperator() {
    inbound().rang(anna, "no_answer", 15).rang(anna, "no_answer", 15).write();
    inbound().rang(anna, "busy", 0).write();
    inbound()
        .rang(anna, "no_answer", 15)
        .rang(anna, "answered_elsewhere", 3)
        .spoke(boris, 9)
        .write();
    inbound().rang(anna, "no_answer", 15).spoke(anna, 9).write();
    CallSeed.outbound(db, MORNING).rang(anna, "no_talk", 0).write();
    var row = row(report(By.OPERATOR), "Анна");
    assertThat(row.calls()).isEqualTo(5);
    assertThat(row.answered()).isEqualTo(1);
    assertThat(row.missed()).isEqualTo(3);
    var total = report(By.OPERATOR).total();
    assertThat(total.missed()).isEqualTo(2);
    assertThat(total.answered()).isEqualTo(2);
  }

  @Test
  void internalCallsOnlyWhenAskedFor() {
    CallSeed.internal(db, MORNING).spoke(anna, 50).write();
    CallSeed.outbound(db, MORNING).spoke(anna, 20).write();
    assertThat(report(By.DAY).total().calls()).isEqualTo(1);
    var internal = reports.durations(query(FROM, TO, By.DAY, "internal", null, null));
    assertThat(internal.total().talkSeconds()).isEqualTo(50);
    assertThat(reports.durations(query(FROM, TO, By.DAY, "inbound", null, null)).rows()).isEmpty();
  }

  @Test
  void liveMergedAndOtherDaysDoNotCount() {
    inbound().spoke(anna, 5).live().write();
    var into = inbound().spoke(anna, 5).write();
    var merged = inbound().spoke(anna, 5).write();
    CallSeed.change(
        db, merged, tx -> tx.run("update call set merged_into = $2 where id = $1", merged, into));
    CallSeed.inbound(db, FROM.minusMillis(1)).spoke(anna, 5).write();
    CallSeed.inbound(db, FROM).spoke(anna, 5).write();
    CallSeed.inbound(db, TO).spoke(anna, 5).write();
    assertThat(report(By.DAY).total().calls()).isEqualTo(2);
  }

  @Test
  void daysAndHoursAreTheInstallations() {
    CallSeed.inbound(db, Instant.parse("2026-11-22T20:59:59Z")).spoke(anna, 5).write();
    CallSeed.inbound(db, Instant.parse("2026-11-22T21:00:00Z")).spoke(anna, 5).write();
    inbound().spoke(anna, 5).write();
    var wide = query(FROM.minusSeconds(86_400), TO, By.DAY, null, null, null);
    assertThat(names(reports.durations(wide))).containsExactly("2026-11-22", "2026-11-23");
    var hours = query(FROM.minusSeconds(86_400), TO, By.HOUR, null, null, null);
    assertThat(names(reports.durations(hours))).containsExactly("00", "09", "23");
    assertThat(reports.durations(wide).zone()).isEqualTo("Europe/Moscow");
  }

  @Test
  void dayOfTheClockChange() {
    var berlin = reports("Europe/Berlin");
    for (var at :
        List.of(
            "2026-10-24T22:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T22:59:59Z",
            "2026-10-25T23:00:00Z")) {
      CallSeed.inbound(db, Instant.parse(at)).spoke(anna, 5).write();
    }
    var from = Instant.parse("2026-10-24T00:00:00Z");
    var days = berlin.durations(query(from, from.plusSeconds(200_000), By.DAY, null, null, null));
    assertThat(names(days)).containsExactly("2026-10-25", "2026-10-26");
    assertThat(days.rows().stream().map(DurationRow::calls)).containsExactly(4L, 1L);
    var hours = berlin.durations(query(from, from.plusSeconds(200_000), By.HOUR, null, null, null));
    assertThat(names(hours)).containsExactly("00", "02", "23");
    assertThat(hours.rows().get(1).calls()).isEqualTo(2);
  }

  @Test
  void queuesStandSideBySide() {
    inbound().queue("sales", "support").spoke(anna, 10).write();
    inbound().queue("sales").result("abandoned").waited(30).write();
    inbound().spoke(anna, 20).write();
    var durations = report(By.QUEUE);
    assertThat(names(durations)).containsExactly("sales", "support", null);
    assertThat(row(durations, "sales").calls()).isEqualTo(2);
    assertThat(row(durations, "sales").missed()).isEqualTo(1);
    assertThat(row(durations, "sales").waitSeconds()).isEqualTo(30);
    assertThat(durations.total().calls()).isEqualTo(3);
    var one = reports.durations(query(FROM, TO, By.QUEUE, null, null, "support"));
    assertThat(names(one)).containsExactly("support");
    assertThat(one.total().talkSeconds()).isEqualTo(10);
  }

  @Test
  void outcomesCountByTheLastOne() {
    var call = inbound().spoke(anna, 10).write();
    outcome(call, anna, 3, MORNING);
    outcome(call, boris, 1, MORNING.plusSeconds(60));
    inbound().spoke(anna, 20).write();
    var durations = report(By.OUTCOME);
    var key = durations.rows().getFirst().key();
    assertThat(key.id()).isEqualTo("1");
    assertThat(key.label()).isNotNull();
    assertThat(key.label().ru()).isEqualTo("Встреча");
    assertThat(key.color()).isEqualTo(10);
    assertThat(durations.rows()).hasSize(2);
    assertThat(durations.rows().getLast().key().id()).isNull();
    assertThat(durations.rows().getLast().talkSeconds()).isEqualTo(20);
  }

  @Test
  void teamsCountACallOnce() {
    db.run("insert into team (name) values ('Продажи')");
    for (var person : List.of(anna, boris)) {
      db.inTransaction(tx -> {
        new Tallies()
            .moveTeam(
                tx, person, () -> tx.run("update app_user set team_id = 1 where id = $1", person));
        return person;
      });
    }
    inbound().spoke(anna, 60).spoke(boris, 30).write();
    inbound().spoke(null, 5).write();
    var durations = report(By.TEAM);
    assertThat(names(durations)).containsExactly("Продажи", null);
    assertThat(row(durations, "Продажи").calls()).isEqualTo(1);
    assertThat(row(durations, "Продажи").talkSeconds()).isEqualTo(90);
  }

  @Test
  void oneOperatorsPartOfEverything() {
    inbound().queue("sales").spoke(anna, 60).spoke(boris, 30).write();
    inbound().spoke(boris, 10).write();
    var days = reports.durations(query(FROM, TO, By.DAY, null, anna, null));
    assertThat(days.rows()).hasSize(1);
    assertThat(days.total().talkSeconds()).isEqualTo(60);
    assertThat(days.total().calls()).isEqualTo(1);
    assertThat(names(reports.durations(query(FROM, TO, By.OPERATOR, null, anna, null))))
        .containsExactly("Анна");
    assertThat(reports.today(boris)).isEqualTo(new Figures(2, 2, 0, 40));
    assertThat(reports.today(999)).isEqualTo(new Figures(0, 0, 0, 0));
  }

  @Test
  void nothingIsZeroNotAnError() {
    var durations = report(By.OPERATOR);
    assertThat(durations.rows()).isEmpty();
    assertThat(durations.total().calls()).isZero();
    assertThat(durations.total().medianTalkSeconds()).isNull();
    assertThatThrownBy(() -> query(TO, FROM, By.DAY, null, null, null))
        .isInstanceOf(ProblemException.class);
    var hostile = query(FROM, TO, By.QUEUE, null, null, "'; drop table call; --");
    assertThat(reports.durations(hostile).rows()).isEmpty();
  }

  private CallSeed inbound() {
    return CallSeed.inbound(db, MORNING);
  }

  private void outcome(long call, long user, long outcome, Instant at) {
    CallSeed.change(
        db,
        call,
        tx ->
            tx.run(
                "insert into call_outcome (call_id, user_id, outcome_id, at) values ($1, $2, $3, $4)",
                call,
                user,
                outcome,
                io.ringcard.store.Columns.utc(at)));
  }

  private Durations report(By by) {
    return reports.durations(query(FROM, TO, by, null, null, null));
  }

  private static DurationsQuery query(
      Instant from,
      Instant to,
      By by,
      @Nullable String direction,
      @Nullable Long operator,
      @Nullable String queue) {
    return new DurationsQuery(from, to, by, direction, operator, queue);
  }

  private static DurationRow row(Durations durations, String name) {
    return durations.rows().stream()
        .filter(row -> name.equals(row.key().name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<@Nullable String> names(Durations durations) {
    return durations.rows().stream().map(row -> row.key().name()).toList();
  }

  private Reports reports(String zone) {
    new Tallies().begin(db, ZoneId.of(zone));
    return new Reports(db, ZoneId.of(zone), () -> MORNING);
  }
}
