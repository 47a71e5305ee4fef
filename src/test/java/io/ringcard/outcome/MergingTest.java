package io.ringcard.outcome;

import static io.ringcard.calllog.Snapshots.answered;
import static io.ringcard.calllog.Snapshots.talking;
import static io.ringcard.outcome.SalesFloor.MEETING;
import static io.ringcard.outcome.SalesFloor.OFFER;
import static io.ringcard.outcome.SalesFloor.REFUSED;
import static io.ringcard.outcome.SalesFloor.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.CallEvent;
import io.ringcard.call.CallEvent.Absorbed;
import io.ringcard.call.CallEvent.Changed;
import io.ringcard.call.CallEvent.Closed;
import io.ringcard.calllog.CallLog;
import io.ringcard.planning.HeldByTalk;
import io.ringcard.planning.Plan;
import io.ringcard.store.Db;
import io.ringcard.testkit.Strangers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes of two calls that turn out to be one conversation, and of a journal read again. */
class MergingTest {

  private static final String NUMBER = "+79165550142";

  private final SalesFloor floor = new SalesFloor();
  private final Db db = floor.db;
  private final HeldByTalk held = new HeldByTalk(SalesFloor.ZONE, 10);
  private final CallLog log =
      new CallLog(
          db,
          new Lookup(),
          List.of(held, floor.replanning),
          List.of(new Merging(floor.outcomes, floor.consequences, held)));
  private final long pbx = log.pbx("main").id();
  private final long deal = floor.deal(floor.client, 1);
  private final List<CallEvent> first = List.of(new Closed(answered("1.1", NUMBER, 60, "101")));
  private final List<CallEvent> second = List.of(new Closed(answered("2.2", NUMBER, 60, "102")));
  private final List<CallEvent> merge =
      List.of(
          new Absorbed("2.2", 0, answered("1.1", NUMBER, 120, "101", "102")),
          new Closed(answered("1.1", NUMBER, 120, "101", "102")));

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void theLaterOutcomeStandsOnce() {
    var into = write(first);
    var absorbed = write(second);
    floor.write(floor.anna, put(REFUSED, "нет"), into);
    floor.write(floor.boris, put(REFUSED, "точно нет"), absorbed);
    assertThat(floor.refusals(deal)).isEqualTo(2);
    write(merge);
    assertStandsOnce(into);
    replay();
    assertStandsOnce(into);
  }

  private void assertStandsOnce(long into) {
    assertThat(floor.refusals(deal)).isEqualTo(1);
    var shown = Objects.requireNonNull(floor.shown(into));
    assertThat(shown.by().name()).isEqualTo("Борис");
    assertThat(floor.notes.list(floor.client)).hasSize(1);
    assertThat(floor.history(deal)).containsExactly(1L);
  }

  @Test
  void ofOnePersonsTwoTheLaterStays() {
    var into = write(first);
    var absorbed = write(second);
    floor.write(floor.sveta, put(MEETING), absorbed);
    floor.write(floor.sveta, put(OFFER), into);
    write(merge);
    assertThat(floor.step(deal)).isEqualTo(3);
    assertThat(floor.history(deal)).containsExactly(1L, 3L);
    assertThat(floor.plans.of(db, floor.client)).hasSize(1);
    assertThat(Objects.requireNonNull(floor.shown(into)).outcome().id()).isEqualTo(OFFER);
    assertThat(outcomes()).isOne();
  }

  @Test
  void theOutcomeOfTheAbsorbedCallMovesAlongAndIsReplacedThere() {
    var into = write(first);
    var absorbed = write(second);
    floor.write(floor.boris, put(OFFER), absorbed);
    write(merge);
    assertThat(Objects.requireNonNull(floor.shown(into)).outcome().id()).isEqualTo(OFFER);
    assertThat(floor.plans.of(db, floor.client)).hasSize(1);
    var written = floor.write(floor.boris, put(REFUSED), absorbed);
    assertThat(written.call().id()).isEqualTo(Long.toString(into));
    assertThat(floor.step(deal)).isEqualTo(1);
    assertThat(floor.plans.of(db, floor.client)).isEmpty();
    floor.undos.undo(floor.boris, written.undo());
    assertThat(floor.step(deal)).isEqualTo(3);
    assertThat(floor.refusals(deal)).isZero();
  }

  @Test
  void oneConversationHoldsOneContact() {
    var early = floor.plan(deal, "2026-11-20T09:00:00Z");
    var late = floor.plan(deal, "2026-11-23T09:00:00Z");
    write(first);
    write(second);
    assertThat(List.of(status(early), status(late))).containsExactly("held", "held");
    write(merge);
    assertThat(List.of(status(early), status(late))).containsExactly("held", "planned");
    replay();
    assertThat(List.of(status(early), status(late))).containsExactly("held", "planned");
  }

  @Test
  void aReplayRepeatsNoEffect() {
    var due = floor.plan(deal, "2026-11-23T09:00:00Z");
    var call = write(first);
    floor.write(floor.anna, put(OFFER, "заметка"), call);
    var plans = floor.plans.of(db, floor.client).stream().map(Plan::version).toList();
    var version = floor.deals.get(deal).version();
    write(first);
    write(first);
    assertThat(floor.deals.get(deal).version()).isEqualTo(version);
    assertThat(floor.plans.of(db, floor.client).stream().map(Plan::version)).isEqualTo(plans);
    assertThat(status(due)).isEqualTo("held");
    assertThat(floor.notes.list(floor.client)).hasSize(1);
  }

  @Test
  void theContactThatAnOutcomeHeldDuringTheTalkIsTheTalksInTheEnd() {
    var due = floor.plan(deal, "2026-11-23T09:00:00Z");
    var call = write(List.of(new Changed(talking("1.1", NUMBER, "101"))));
    var written = floor.write(floor.anna, put(OFFER), call);
    assertThat(status(due)).isEqualTo("held");
    write(first);
    floor.undos.undo(floor.anna, written.undo());
    assertThat(status(due)).isEqualTo("held");
  }

  private void replay() {
    write(first);
    write(second);
    write(merge);
  }

  private long write(List<CallEvent> batch) {
    return log.write(pbx, batch, 1).getLast().after().id();
  }

  private long outcomes() {
    return db.get("select count(*) from call_outcome", row -> row.getLong(0));
  }

  private String status(long plan) {
    return floor.plans.get(db, plan).status();
  }

  private final class Lookup extends Strangers {

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return numbers.stream().collect(Collectors.toMap(number -> number, number -> floor.client));
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.of(extension.equals("101") ? floor.anna.userId() : floor.boris.userId());
    }
  }
}
