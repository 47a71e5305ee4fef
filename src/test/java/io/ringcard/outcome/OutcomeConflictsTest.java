package io.ringcard.outcome;

import static io.ringcard.outcome.SalesFloor.MEETING;
import static io.ringcard.outcome.SalesFloor.OFFER;
import static io.ringcard.outcome.SalesFloor.REFUSED;
import static io.ringcard.outcome.SalesFloor.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallView;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeConflictsTest {

  private static final int ROUNDS = 20;

  private final SalesFloor floor = new SalesFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void outcomesThatCrossOnTwoDealsStandBoth() throws Exception {
    var roof = floor.deal(floor.client, 1);
    var fence = floor.deal(floor.client, 1);
    var one = floor.call();
    var other = floor.call();
    var meet = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> there = () -> swing(floor.anna, one, roof, fence, meet);
      Callable<Integer> back = () -> swing(floor.boris, other, fence, roof, meet);
      for (var done : threads.invokeAll(List.of(there, back))) {
        assertThat(done.get()).isEqualTo(ROUNDS);
      }
    }
    assertThat(floor.refusals(roof)).isEqualTo(1);
    assertThat(floor.refusals(fence)).isEqualTo(1);
    assertThat(broken()).isZero();
  }

  private int swing(Principal by, long call, long from, long to, CyclicBarrier meet)
      throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      meet.await(30, TimeUnit.SECONDS);
      floor.write(by, about(round % 2 == 0 ? from : to, REFUSED), call, "dealId");
    }
    return ROUNDS;
  }

  /** Transactions that PostgreSQL had to break off; locking in one order leaves none. */
  private long broken() {
    return floor.db.get(
        "select deadlocks from pg_stat_database where datname = current_database()",
        row -> row.getLong(0));
  }

  @Test
  void ofTwoWhoSawTheSameOneIsToldWhatHappened() throws Exception {
    var deal = floor.deal(floor.client, 1);
    var call = floor.call();
    var meet = new CyclicBarrier(2);
    var refused = new ArrayList<Problem.Conflict>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Boolean> anna = () -> seen(floor.anna, OFFER, call, meet, refused);
      Callable<Boolean> boris = () -> seen(floor.boris, MEETING, call, meet, refused);
      var stood = 0;
      for (var done : threads.invokeAll(List.of(anna, boris))) {
        stood += done.get() ? 1 : 0;
      }
      assertThat(stood).isEqualTo(1);
    }
    var conflict = refused.getFirst();
    assertThat(conflict.reason()).isEqualTo("stale");
    assertThat(conflict.current().get("current"))
        .isInstanceOfSatisfying(
            CallView.class, view -> assertThat(view.outcome()).isEqualTo(floor.shown(call)));
    var shown = Objects.requireNonNull(floor.shown(call));
    assertThat(floor.step(deal)).isEqualTo(shown.outcome().id().equals(OFFER) ? 3 : 4);
    assertThat(floor.plans.of(floor.db, floor.client)).hasSize(1);
  }

  private boolean seen(
      Principal by, String outcome, long call, CyclicBarrier meet, List<Problem.Conflict> refused)
      throws Exception {
    meet.await(30, TimeUnit.SECONDS);
    try {
      floor.write(by, new OutcomeBody(outcome, null, null, null, 0), call);
      return true;
    } catch (ProblemException e) {
      refused.add((Problem.Conflict) e.problem());
      return false;
    }
  }
}
