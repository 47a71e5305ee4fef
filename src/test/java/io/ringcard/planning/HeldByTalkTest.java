package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallRow;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldByTalkTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /** 23:30 of 23 November in Moscow. */
  private static final Instant TALK = Instant.parse("2026-11-23T20:30:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long client =
      db.get("insert into client (name) values ('Иванов') returning id", row -> row.getLong(0));
  private final Principal person = new Principal(anna, "anna", "Анна", Role.OPERATOR);
  private final Plans plans = new Plans(db);
  private final HeldByTalk talks = new HeldByTalk(MOSCOW, 10);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void holdsTheEarliestCallDueThatDay() {
    var late = plan("2026-11-23T20:59:00Z", "call");
    var early = plan("2026-11-20T09:00:00Z", "call");
    var meeting = plan("2026-11-19T09:00:00Z", "meeting");
    talked(10_000);
    assertThat(status(early)).isEqualTo("held");
    assertThat(status(late)).isEqualTo("planned");
    assertThat(status(meeting)).isEqualTo("planned");
  }

  @Test
  void tomorrowIsNotMeant() {
    var tomorrow = plan("2026-11-23T21:00:00Z", "call");
    talked(60_000);
    assertThat(status(tomorrow)).isEqualTo("planned");
  }

  @Test
  void shortTalkHoldsNothing() {
    var plan = plan("2026-11-23T09:00:00Z", "call");
    talked(9_999);
    assertThat(status(plan)).isEqualTo("planned");
  }

  @Test
  void internalAndUnansweredCallsHoldNothing() {
    var plan = plan("2026-11-23T09:00:00Z", "call");
    write(row(call(), false, Direction.INTERNAL, Result.ANSWERED, 60_000L));
    write(row(call(), false, Direction.INBOUND, Result.VOICEMAIL, 60_000L));
    write(row(call(), true, Direction.INBOUND, Result.ANSWERED, 60_000L));
    write(row(call(), false, Direction.INBOUND, Result.ANSWERED, null));
    assertThat(status(plan)).isEqualTo("planned");
  }

  @Test
  void replayHoldsNothingMore() {
    var first = plan("2026-11-22T09:00:00Z", "call");
    var second = plan("2026-11-23T09:00:00Z", "call");
    var call = talked(60_000);
    write(row(call, false, Direction.INBOUND, Result.ANSWERED, 61_000L));
    assertThat(status(first)).isEqualTo("held");
    assertThat(status(second)).isEqualTo("planned");
    talked(60_000);
    assertThat(status(second)).isEqualTo("held");
  }

  @Test
  void whatAPersonUndidStaysUndone() {
    var plan = plan("2026-11-23T09:00:00Z", "call");
    var call = talked(60_000);
    var again = new PlanBody(1, null, null, null, null, null, null, "planned");
    assertThat(plans.change(person, plan, again, "status"::equals).status()).isEqualTo("planned");
    write(row(call, false, Direction.INBOUND, Result.ANSWERED, 60_000L));
    assertThat(status(plan)).isEqualTo("planned");
    talked(60_000);
    assertThat(status(plan)).isEqualTo("held");
  }

  @Test
  void whatWasPlannedInTheTalkIsNotMeant() {
    var call = call();
    var own =
        db.get(
            "insert into plan (client_id, assignee_id, created_by, at, call_id, created_at)"
                + " values ($1, $2, $2, '2026-11-23T20:45:00Z', $3, '2026-11-23T20:00:00Z')"
                + " returning id",
            row -> row.getLong(0),
            client,
            anna,
            call);
    var during = plan("2026-11-23T20:50:00Z", "call");
    db.run("update plan set created_at = '2026-11-23T20:31:00Z' where id = $1", during);
    write(row(call, false, Direction.INBOUND, Result.ANSWERED, 300_000L));
    assertThat(status(own)).isEqualTo("planned");
    assertThat(status(during)).isEqualTo("planned");
  }

  private long talked(long millis) {
    var call = call();
    write(row(call, false, Direction.INBOUND, Result.ANSWERED, millis));
    return call;
  }

  private long call() {
    return CallSeed.inbound(db, TALK).client(client).spoke(anna, 60).write();
  }

  private void write(CallRow row) {
    db.inTransaction(tx -> {
      talks.written(tx, null, row);
      return row.id();
    });
  }

  private CallRow row(
      long id, boolean open, Direction direction, Result result, @Nullable Long talkMillis) {
    return new CallRow(
        id,
        1,
        "1.1",
        open,
        direction,
        result,
        "+79161234567",
        client,
        TALK,
        TALK,
        null,
        talkMillis,
        List.of(),
        List.of());
  }

  private long plan(String at, String kind) {
    return db.get(
        "insert into plan (client_id, assignee_id, created_by, at, kind, created_at)"
            + " values ($1, $2, $2, $3::text::timestamptz, $4, '2026-11-01') returning id",
        row -> row.getLong(0),
        client,
        anna,
        at,
        kind);
  }

  private String status(long plan) {
    return plans.get(db, plan).status();
  }
}
