package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplanningTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long client =
      db.get("insert into client (name) values ('Иванов') returning id", row -> row.getLong(0));
  private final Plans plans = new Plans(db);

  /** A Friday, half past twelve in Moscow; the database's own day, so that effects count. */
  private Instant now = Instant.parse("2030-03-01T09:30:20Z");

  private final Replanning replanning = new Replanning(MOSCOW, () -> now);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void eachAttemptMovesTheDueContactByItsPause() {
    var plan = plan("2030-03-01T09:00:00Z");
    notAnswered();
    assertThat(at(plan)).isEqualTo("2030-03-01T10:30:00Z");
    later(Duration.ofHours(1));
    notAnswered();
    assertThat(at(plan)).isEqualTo("2030-03-01T13:30:00Z");
    later(Duration.ofHours(3));
    notAnswered();
    assertThat(at(plan)).isEqualTo("2030-03-04T07:00:00Z");
    now = Instant.parse("2030-03-04T07:05:00Z");
    notAnswered();
    assertThat(at(plan)).isEqualTo("2030-03-04T07:00:00Z");
    assertThat(plans.of(db, client)).hasSize(1);
  }

  @Test
  void afterTheLastPauseSomethingElseOnce() {
    db.run(
        """
        update persistence set pauses = '[]',
          afterwards = '{"amount": 1, "unit": "days", "time": "11:00", "kind": "letter", "topic": "Не дозвонились: {client}"}'
        """);
    notAnswered();
    var letter = plans.of(db, client).getFirst();
    assertThat(letter.kind()).isEqualTo("letter");
    assertThat(letter.topic()).isEqualTo("Не дозвонились: Иванов");
    notAnswered();
    assertThat(plans.of(db, client)).hasSize(1);
  }

  @Test
  void withoutAContactDueThereIsANewOneForTheCaller() {
    notAnswered();
    var added = plans.of(db, client).getFirst();
    assertThat(added.at()).isEqualTo("2030-03-01T10:30:00Z");
    assertThat(added.assignee().name()).isEqualTo("Анна");
    assertThat(added.kind()).isEqualTo("call");
  }

  @Test
  void whoeverIsToBeCalledAnywayIsLeft() {
    var tomorrow = plan("2030-03-02T09:00:00Z");
    notAnswered();
    assertThat(plans.of(db, client)).hasSize(1);
    assertThat(at(tomorrow)).isEqualTo("2030-03-02T09:00:00Z");
  }

  @Test
  void onceForEachCallHoweverOftenItIsWritten() {
    var plan = plan("2030-03-01T09:00:00Z");
    var call = notAnswered();
    write(call, Result.NO_ANSWER, LegResult.NO_TALK, now);
    write(call, Result.BUSY, LegResult.NO_TALK, now);
    assertThat(at(plan)).isEqualTo("2030-03-01T10:30:00Z");
    assertThat(effects()).isOne();
  }

  @Test
  void whatIsReadAgainLaterOrNeverRangAtTheClientSetsOffNothing() {
    plan("2030-03-01T09:00:00Z");
    write(call(), Result.NO_ANSWER, LegResult.NO_TALK, now.minus(Duration.ofHours(2)));
    write(call(), Result.NO_ANSWER, LegResult.NO_ANSWER, now);
    write(call(), Result.FAILED, LegResult.NO_TALK, now);
    write(call(), Result.ANSWERED, LegResult.ANSWERED, now);
    assertThat(effects()).isZero();
  }

  @Test
  void aTalkBeginsTheCountAnew() {
    notAnswered();
    db.run("update call_effect set at = $1", now.minus(Duration.ofDays(2)));
    CallSeed.inbound(db, now.minus(Duration.ofDays(1))).client(client).spoke(anna, 60).write();
    db.run("update plan set status = 'held'");
    notAnswered();
    assertThat(plans.nextOf(db, client).orElseThrow().at()).isEqualTo("2030-03-01T10:30:00Z");
  }

  @Test
  void switchedOffItDoesNothing() {
    db.run("update persistence set replanning = false");
    notAnswered();
    assertThat(plans.of(db, client)).isEmpty();
  }

  @Test
  void isTakenBackUnlessSomebodyChangedTheContact() {
    var plan = plan("2030-03-01T09:00:00Z");
    var first = notAnswered();
    assertThat(takeBack(first)).isTrue();
    assertThat(at(plan)).isEqualTo("2030-03-01T09:00:00Z");
    var second = notAnswered();
    db.run("update plan set at = at + interval '1 day', version = version + 1");
    assertThat(takeBack(second)).isFalse();
    assertThat(at(plan)).isEqualTo("2030-03-02T10:30:00Z");
  }

  private boolean takeBack(long call) {
    var effects = new Effects();
    var effect = effects.standing(db, call, List.of(Replanning.KIND)).getFirst();
    effects.undone(db, effect);
    return replanning.takeBack(db, effect);
  }

  private void later(Duration by) {
    now = now.plus(by);
  }

  private long notAnswered() {
    var call = call();
    write(call, Result.NO_ANSWER, LegResult.NO_TALK, now);
    return call;
  }

  private long call() {
    return CallSeed.outbound(db, now).client(client).rang(anna, "no_talk", 20).write();
  }

  private void write(long call, Result result, LegResult leg, Instant endedAt) {
    var part = new Participant("101", anna, leg, null, null, null, null);
    var started = endedAt.minusSeconds(20);
    var row =
        new CallRow(
            call,
            1,
            "1.1",
            false,
            Direction.OUTBOUND,
            result,
            "+79161234567",
            client,
            started,
            null,
            endedAt,
            null,
            List.of(part),
            List.of());
    db.inTransaction(tx -> {
      replanning.written(tx, null, row);
      return row;
    });
  }

  private long plan(String at) {
    return db.get(
        """
        insert into plan (client_id, assignee_id, at, created_by, created_at)
        values ($1, $2, $3, $2, $4) returning id
        """,
        row -> row.getLong(0),
        client,
        anna,
        Instant.parse(at),
        now.minus(Duration.ofDays(9)));
  }

  private String at(long plan) {
    return plans.get(db, plan).at().toString();
  }

  private long effects() {
    return db.get("select count(*) from call_effect", row -> row.getLong(0));
  }
}
