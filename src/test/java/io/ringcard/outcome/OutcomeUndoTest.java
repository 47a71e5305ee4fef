package io.ringcard.outcome;

import static io.ringcard.outcome.SalesFloor.OFFER;
import static io.ringcard.outcome.SalesFloor.REFUSED;
import static io.ringcard.outcome.SalesFloor.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.client.Note;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.outcome.OutcomeBody.NextContact;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeUndoTest {

  private final SalesFloor floor = new SalesFloor();
  private final long call = floor.call();
  private final long deal = floor.deal(floor.client, 1);

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void asIfItHadNotBeen() {
    var since = floor.deals.get(deal).stepSince();
    var written = floor.write(floor.anna, put(OFFER, "просит смету"), call);
    assertThat(floor.undos.undo(floor.anna, written.undo()).left()).isEmpty();
    assertThat(floor.step(deal)).isEqualTo(1);
    assertThat(floor.deals.get(deal).stepSince()).isEqualTo(since);
    assertThat(floor.history(deal)).containsExactly(1L);
    assertThat(floor.plans.of(floor.db, floor.client)).isEmpty();
    assertThat(floor.notes.list(floor.client)).isEmpty();
    assertThat(floor.shown(call)).isNull();
  }

  @Test
  void theOneThatWasReplacedStandsAgainWithItsEffects() {
    var at = Instant.parse("2026-12-01T09:30:00Z");
    var next = new NextContact(at, "Смета", "meeting");
    var body = new OutcomeBody(OFFER, "просит смету", null, next, null);
    floor.write(floor.anna, body, call, "nextContact");
    var second = floor.write(floor.boris, put(REFUSED, "передумал"), call);
    assertThat(floor.refusals(deal)).isEqualTo(1);
    assertThat(floor.undos.undo(floor.boris, second.undo()).left()).isEmpty();
    assertThat(floor.refusals(deal)).isZero();
    assertThat(floor.step(deal)).isEqualTo(3);
    var plan = floor.plans.of(floor.db, floor.client).getFirst();
    assertThat(plan.at()).isEqualTo(at);
    assertThat(plan.topic()).isEqualTo("Смета");
    assertThat(plan.kind()).isEqualTo("meeting");
    assertThat(floor.plans.of(floor.db, floor.client)).hasSize(1);
    assertThat(floor.notes.list(floor.client).stream().map(Note::text))
        .containsExactly("просит смету");
    var shown = Objects.requireNonNull(floor.shown(call));
    assertThat(shown.by().name()).isEqualTo("Анна");
    assertThat(shown.outcome().id()).isEqualTo(OFFER);
  }

  @Test
  void theSamePersonsFormerOneStandsAgain() {
    floor.write(floor.anna, put(OFFER), call);
    var second = floor.write(floor.anna, put(REFUSED), call);
    floor.undos.undo(floor.anna, second.undo());
    assertThat(floor.step(deal)).isEqualTo(3);
    assertThat(floor.refusals(deal)).isZero();
    assertThat(Objects.requireNonNull(floor.shown(call)).outcome().id()).isEqualTo(OFFER);
  }

  @Test
  void whatOthersHaveChangedStaysAndIsTold() {
    var written = floor.write(floor.anna, put(OFFER), call);
    floor.db.run("update plan set at = at + interval '1 day', version = version + 1");
    assertThat(floor.undos.undo(floor.anna, written.undo()).left()).containsExactly("plan-added");
    assertThat(floor.plans.of(floor.db, floor.client)).hasSize(1);
    assertThat(floor.step(deal)).isEqualTo(1);
    assertThat(floor.shown(call)).isNull();
  }

  @Test
  void anotherOutcomeSinceIsAConflict() {
    var written = floor.write(floor.anna, put(OFFER), call);
    floor.write(floor.boris, put(REFUSED), call);
    assertThatThrownBy(() -> floor.undos.undo(floor.anna, written.undo()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        conflict -> assertThat(conflict.reason()).isEqualTo("changed")));
    assertThat(floor.refusals(deal)).isEqualTo(1);
  }

  @Test
  void theLastRefusalIsTakenBackWithAllThatItClosed() {
    var planned = floor.plan(deal, "2026-12-01T09:00:00Z");
    floor.write(floor.anna, put(REFUSED), floor.call());
    floor.write(floor.anna, put(REFUSED), floor.call());
    var last = floor.write(floor.anna, put(REFUSED), call);
    assertThat(floor.deals.get(deal).closedAt()).isNotNull();
    assertThat(floor.plans.get(floor.db, planned).status()).isEqualTo("cancelled");
    assertThat(floor.undos.undo(floor.anna, last.undo()).left()).isEmpty();
    assertThat(floor.deals.get(deal).closedAt()).isNull();
    assertThat(floor.refusals(deal)).isEqualTo(2);
    assertThat(floor.plans.get(floor.db, planned).status()).isEqualTo("planned");
  }

  @Test
  void aConversationHoldsTheContactThatWasDue() {
    var due = floor.plan(deal, "2026-11-23T09:00:00Z");
    var first = floor.write(floor.anna, put(OFFER), call);
    assertThat(floor.plans.get(floor.db, due).status()).isEqualTo("held");
    floor.undos.undo(floor.anna, first.undo());
    assertThat(floor.plans.get(floor.db, due).status()).isEqualTo("planned");
    floor.write(floor.anna, put(SalesFloor.NOT_REACHED), call);
    var moved = floor.plans.get(floor.db, due);
    assertThat(moved.status()).isEqualTo("planned");
    assertThat(moved.at()).isEqualTo(SalesFloor.NOW.plusSeconds(3_600));
    assertThat(floor.plans.of(floor.db, floor.client)).hasSize(1);
  }
}
