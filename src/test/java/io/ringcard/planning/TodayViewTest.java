package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.MissedDesk;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TodayViewTest {

  /** 00:30 of 24 November in Moscow, still the 23rd in UTC. */
  private static final Instant NOW = Instant.parse("2026-11-23T21:30:00Z");

  private static final Instant TODAY = Instant.parse("2026-11-23T21:05:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Principal anna =
      new Principal(database.user("anna", "Анна", "operator"), "anna", "Анна", Role.OPERATOR);
  private final Principal sveta =
      new Principal(
          database.user("sveta", "Света", "supervisor"), "sveta", "Света", Role.SUPERVISOR);
  private final long boris = database.user("boris", "Борис", "operator");
  private final long client =
      db.get("insert into client (name) values ('Иванов') returning id", row -> row.getLong(0));
  private final TodayView view = view("Europe/Moscow", NOW);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void overdueByTheMinuteTodayUntilTheInstallationsMidnight() {
    var yesterday = plan(anna.userId(), "2026-11-23T20:59:59Z", "planned");
    var justPassed = plan(anna.userId(), "2026-11-23T21:29:59Z", "planned");
    var justNow = plan(anna.userId(), "2026-11-23T21:30:00Z", "planned");
    var evening = plan(anna.userId(), "2026-11-24T20:59:59Z", "planned");
    plan(anna.userId(), "2026-11-24T21:00:00Z", "planned");
    plan(anna.userId(), "2026-11-23T12:00:00Z", "held");
    plan(anna.userId(), "2026-11-24T12:00:00Z", "cancelled");
    plan(boris, "2026-11-24T12:00:00Z", "planned");
    var today = view.of(anna, false);
    assertThat(today.day()).isEqualTo(LocalDate.of(2026, 11, 24));
    assertThat(today.overdue().stream().map(Plan::id)).containsExactly(yesterday, justPassed);
    assertThat(today.today().stream().map(Plan::id)).containsExactly(justNow, evening);
  }

  @Test
  void dayOfTheClockChangeHasTwentyFiveHours() {
    var berlin = view("Europe/Berlin", Instant.parse("2026-10-24T22:00:00Z"));
    var first = plan(anna.userId(), "2026-10-24T22:00:00Z", "planned");
    var last = plan(anna.userId(), "2026-10-25T22:59:00Z", "planned");
    plan(anna.userId(), "2026-10-25T23:00:00Z", "planned");
    assertThat(berlin.of(anna, false).today().stream().map(Plan::id)).containsExactly(first, last);
  }

  @Test
  void teamSeesItsOwn() {
    var mine = plan(anna.userId(), "2026-11-24T10:00:00Z", "planned");
    var his = plan(boris, "2026-11-24T11:00:00Z", "planned");
    assertThat(view.of(sveta, true).today().stream().map(Plan::id)).containsExactly(mine, his);
    assertThat(view.of(anna, true).today().stream().map(Plan::id)).containsExactly(mine);
    db.run("insert into team (name) values ('Продажи')");
    db.run("update app_user set team_id = 1 where login in ('sveta', 'boris')");
    assertThat(view.of(sveta, true).today().stream().map(Plan::id)).containsExactly(his);
    assertThat(view.of(sveta, false).today()).isEmpty();
  }

  @Test
  void whoeverWaitsOnTheDeskIsMissed() {
    missed("+79160000001", 0).rang(anna.userId(), "no_answer", 20).write();
    var last = missed("+79160000001", 60).rang(anna.userId(), "no_answer", 20).write();
    missed("+79160000002", 0).rang(anna.userId(), "no_answer", 20).write();
    CallSeed.outbound(db, TODAY.plusSeconds(120)).number("+79160000002").spoke(boris, 30).write();
    missed("+79160000003", 0).client(client).rang(anna.userId(), "busy", 20).write();
    CallSeed.inbound(db, TODAY.plusSeconds(120))
        .number("+79169999999")
        .client(client)
        .spoke(boris, 30)
        .write();
    var yesterday = missed("+79160000004", -3600).rang(anna.userId(), "no_answer", 20).write();
    var before = missed("+79160000005", 300).rang(anna.userId(), "no_answer", 20).write();
    CallSeed.inbound(db, TODAY).number("+79160000005").spoke(anna.userId(), 30).write();
    assertThat(ids(anna, false)).containsExactly(yesterday, last, before);
    db.run("insert into missed_mark (call_id, owner_id) values ($1, $2)", last, boris);
    assertThat(ids(anna, false)).containsExactly(yesterday, before);
    assertThat(ids(anna, true)).containsExactly(yesterday, last, before);
  }

  @Test
  void whoeverTalksNowIsNotMissed() {
    missed("+79160000001", 0).rang(anna.userId(), "no_answer", 20).write();
    CallSeed.inbound(db, TODAY.plusSeconds(300)).number("+79160000001").live().write();
    assertThat(ids(anna, false)).hasSize(1);
    CallSeed.inbound(db, TODAY.plusSeconds(400))
        .number("+79160000001")
        .spoke(boris, 30)
        .live()
        .write();
    assertThat(ids(anna, false)).isEmpty();
  }

  @Test
  void whatRangNobodyIsTheTeams() {
    var queue = missed("+79160000001", 0).queue("sales").result("abandoned").write();
    var nobodys = missed("+79160000002", 1).write();
    var his = missed("+79160000003", 2).rang(boris, "no_answer", 20).write();
    assertThat(ids(anna, false)).isEmpty();
    assertThat(ids(sveta, true)).containsExactly(queue, nobodys, his);
  }

  private CallSeed missed(String number, long secondsLater) {
    return CallSeed.inbound(db, TODAY.plusSeconds(secondsLater)).number(number);
  }

  private List<Long> ids(Principal person, boolean team) {
    return view.of(person, team).missed().stream()
        .map(MissedCaller::call)
        .map(CallView::id)
        .map(Long::valueOf)
        .toList();
  }

  private TodayView view(String zone, Instant now) {
    var there = ZoneId.of(zone);
    return new TodayView(db, new CallViews(db), MissedDesk.of(db, there, now), there, () -> now);
  }

  private String plan(long assignee, String at, String status) {
    return db.get(
        "insert into plan (client_id, assignee_id, created_by, at, status)"
            + " values ($1, $2, $2, $3::text::timestamptz, $4) returning id::text as id",
        row -> row.getString("id"),
        client,
        assignee,
        at,
        status);
  }
}
