package io.ringcard.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.calllog.CallViews;
import io.ringcard.client.Note;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Label;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.outcome.OutcomeBody.NextContact;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.Moves;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant TOMORROW_MORNING = Instant.parse("2026-11-24T07:00:00Z");

  private static final String MEETING = "1";
  private static final String OFFER = "3";
  private static final String THINKING = "4";
  private static final String CALL_BACK = "5";
  private static final String REFUSED = "6";

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Principal anna = person("anna", "Анна", Role.OPERATOR);
  private final Principal boris = person("boris", "Борис", Role.OPERATOR);
  private final Principal sveta = person("sveta", "Света", Role.SUPERVISOR);
  private final long client = client("Иванов");
  private final long call =
      CallSeed.inbound(db, NOW.minusSeconds(300))
          .client(client)
          .rang(boris.userId(), "no_answer", 15)
          .spoke(anna.userId(), 60)
          .write();
  private final Plans plans = new Plans(db);
  private final Notes notes = new Notes(db);
  private final Moves moves = new Moves();
  private final Deals deals = new Deals(db, plans::nextOfDeals);
  private final Catalogue catalogue = new Catalogue(db);
  private final Outcomes outcomes =
      new Outcomes(db, new CallViews(db), deals, plans, catalogue, consequences());

  private Consequences consequences() {
    var zone = ZoneId.of("Europe/Moscow");
    return new Consequences(plans, notes, new Replanning(zone, () -> NOW), zone, () -> NOW);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void catalogueInOrderOfKeys() {
    db.run("update outcome set active = false where id = 9");
    var offered = catalogue.list(false);
    assertThat(offered.stream().map(Outcome::key)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(offered.get(2).steps()).containsExactly("3");
    assertThat(catalogue.list(true).getLast().active()).isFalse();
    assertInvalid("outcome", "unknown", put("9"));
    assertInvalid("outcome", "unknown", put("999"));
  }

  @Test
  void aRetiredStepIsNamedAtItsRuleUntilTheStepsAreWritten() {
    db.run("update step set retired_at = now() where id = 3");
    var rule = catalogue.get(db, 3);
    assertThat(rule.steps()).isEmpty();
    assertThat(rule.retired()).extracting(Label::en).containsExactly("Offer sent");
    var deal = deal(client, 1);
    write(anna, put("3"));
    assertThat(step(deal)).isEqualTo(1);
    var color = new CatalogueBody(rule.version(), null, null, 4, null, null, null, null, null);
    var other = catalogue.change(3, color, "color"::equals);
    assertThat(other.retired()).hasSize(1);
    var steps =
        new CatalogueBody(other.version(), null, null, null, List.of("4"), null, null, null, null);
    var mended = catalogue.change(3, steps, "steps"::equals);
    assertThat(mended.steps()).containsExactly("4");
    assertThat(mended.retired()).isEmpty();
  }

  @Test
  void movesTheOnlyOpenDealAndPlansByRule() {
    var deal = deal(client, 1);
    var written = write(anna, put(CALL_BACK));
    assertThat(written.deal()).isNotNull();
    assertThat(written.deal().id()).isEqualTo(Long.toString(deal));
    assertThat(plan(written).at()).isEqualTo(TOMORROW_MORNING);
    assertThat(plan(written).kind()).isEqualTo("call");
    assertThat(plan(written).assignee().name()).isEqualTo("Анна");
    assertThat(plan(written).deal()).extracting("id").isEqualTo(Long.toString(deal));
    assertThat(written.deal().next()).isEqualTo(plan(written));
    var outcome = Objects.requireNonNull(written.call().outcome());
    assertThat(outcome.outcome().label().ru()).isEqualTo("Перезвонить");
    assertThat(outcome.by().name()).isEqualTo("Анна");
    assertThat(written.call().deal()).extracting("name").isEqualTo("Сделка");
    assertThat(step(deal)).isEqualTo(1);
    write(anna, put(OFFER));
    assertThat(step(deal)).isEqualTo(3);
  }

  @Test
  void secondOutcomeTakesBackTheFirst() {
    var deal = deal(client, 1);
    var since = deals.get(deal).stepSince();
    var first = write(anna, put(OFFER, "просит смету"));
    assertThat(step(deal)).isEqualTo(3);
    assertThat(notes.list(client)).hasSize(1);
    var second = write(boris, put(REFUSED, "передумал"));
    assertThat(second.left()).isEmpty();
    assertThat(step(deal)).isEqualTo(1);
    assertThat(deals.get(deal).stepSince()).isEqualTo(since);
    assertThat(deals.get(deal).refusals()).isEqualTo(1);
    assertThat(plans.of(db, client)).isEmpty();
    assertThat(first.plan()).isNotNull();
    assertThat(notes.list(client).stream().map(Note::text)).containsExactly("передумал");
    assertThat(Objects.requireNonNull(second.call().outcome()).by().name()).isEqualTo("Борис");
    write(anna, put(THINKING));
    assertThat(deals.get(deal).refusals()).isZero();
    assertThat(notes.list(client)).isEmpty();
    assertThat(plans.of(db, client)).hasSize(1);
    assertThat(history(deal)).containsExactly(1L);
  }

  @Test
  void theSameAgainRunsNothingTwice() {
    var deal = deal(client, 1);
    for (var i = 0; i < 4; i++) {
      write(anna, put(REFUSED, "нет"));
    }
    assertThat(deals.get(deal).refusals()).isEqualTo(1);
    assertThat(deals.get(deal).closedAt()).isNull();
    assertThat(notes.list(client)).hasSize(1);
    write(anna, put(MEETING));
    write(anna, put(MEETING));
    assertThat(plans.of(db, client)).hasSize(1);
    assertThat(history(deal)).containsExactly(1L, 4L);
  }

  @Test
  void twoPeopleAtOnceLeaveTheEffectsOfOne() throws Exception {
    var deal = deal(client, 1);
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<OutcomeWritten> offers = () -> write(anna, put(OFFER, "раз"));
      Callable<OutcomeWritten> meets = () -> write(boris, put(MEETING, "два"));
      for (var done : threads.invokeAll(List.of(offers, meets, offers, meets))) {
        done.get();
      }
    }
    var shown = Objects.requireNonNull(new CallViews(db).find(call).orElseThrow().outcome());
    assertThat(step(deal)).isEqualTo(shown.outcome().id().equals(OFFER) ? 3 : 4);
    assertThat(plans.of(db, client)).hasSize(1);
    assertThat(notes.list(client).stream().map(Note::text)).containsExactly(shown.note());
  }

  @Test
  void whatSomebodyBuiltUponIsLeft() {
    var deal = deal(client, 1);
    var first = write(anna, put(MEETING, "заметка"));
    moves.move(db, deal, 5, boris.userId(), null);
    db.run("update plan set status = 'held', version = 1 where id = $1", id(plan(first)));
    var second = write(anna, put(THINKING));
    assertThat(second.left()).containsExactlyInAnyOrder("deal-step", "plan-added");
    assertThat(step(deal)).isEqualTo(5);
    assertThat(plans.of(db, client)).hasSize(2);
    assertThat(write(anna, put(THINKING)).left()).isEmpty();
  }

  @Test
  void thirdRefusalLosesTheDeal() {
    var deal = deal(client, 2);
    write(anna, put(REFUSED), call());
    write(anna, put(REFUSED), call());
    assertThat(deals.get(deal).closedAt()).isNull();
    var last = call();
    var written = write(anna, put(REFUSED), last);
    var lost = Objects.requireNonNull(written.deal());
    assertThat(lost.step().kind()).isEqualTo("lost");
    assertThat(lost.closedAt()).isNotNull();
    assertThat(lost.refusals()).isEqualTo(3);
    assertThat(Objects.requireNonNull(lost.reason()).label().en()).isEqualTo("Too many refusals");
    assertThat(written.plan()).isNull();
    var corrected = write(anna, put(THINKING), last);
    assertThat(step(deal)).isEqualTo(2);
    assertThat(deals.get(deal).refusals()).isEqualTo(2);
    assertThat(deals.get(deal).closedAt()).isNull();
    assertThat(deals.get(deal).reason()).isNull();
    assertThat(corrected.deal()).extracting(Deal::id).isEqualTo(Long.toString(deal));
    assertThat(corrected.plan()).isNotNull();
  }

  @Test
  void oneOfSeveralDealsHasToBeNamed() {
    var roof = deal(client, 1);
    var fence = deal(client, 1);
    assertThat(write(anna, put(OFFER)).deal()).isNull();
    assertThat(step(roof)).isEqualTo(1);
    var named = new OutcomeBody(OFFER, null, Long.toString(fence), null, null);
    assertThat(write(anna, named, call, "dealId").deal())
        .extracting(Deal::id)
        .isEqualTo(Long.toString(fence));
    assertThat(step(fence)).isEqualTo(3);
    assertThat(step(roof)).isEqualTo(1);
  }

  @Test
  void nullMeansNone() {
    var deal = deal(client, 1);
    var written =
        write(anna, new OutcomeBody(OFFER, null, null, null, null), call, "dealId", "nextContact");
    assertThat(written.deal()).isNull();
    assertThat(written.plan()).isNull();
    assertThat(step(deal)).isEqualTo(1);
  }

  @Test
  void closedDealIsNamedButNotMoved() {
    var won = deal(client, 7);
    db.run("update deal set closed_at = now() where id = $1", won);
    assertThat(write(anna, put(OFFER)).deal()).isNull();
    var named = new OutcomeBody(REFUSED, null, Long.toString(won), null, null);
    assertThat(write(anna, named, call, "dealId").deal()).isNotNull();
    assertThat(step(won)).isEqualTo(7);
    assertThat(deals.get(won).refusals()).isZero();
  }

  @Test
  void nextContactAsTheOperatorSays() {
    var at = Instant.parse("2026-12-01T09:30:00Z");
    var body =
        new OutcomeBody(CALL_BACK, null, null, new NextContact(at, " Смета ", "meeting"), null);
    var plan = plan(write(anna, body, call, "nextContact"));
    assertThat(plan.at()).isEqualTo(at);
    assertThat(plan.topic()).isEqualTo("Смета");
    assertThat(plan.kind()).isEqualTo("meeting");
  }

  @Test
  void supervisorPlansForWhoTalked() {
    assertThat(plan(write(sveta, put(CALL_BACK))).assignee().name()).isEqualTo("Анна");
    var stranger = person("dina", "Дина", Role.OPERATOR);
    assertThatThrownBy(() -> write(stranger, put(CALL_BACK)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Forbidden("not-participant")));
  }

  @Test
  void wrongDealsAreNamedFieldsAndNothingIsWritten() {
    write(anna, put(OFFER, "прежняя"));
    var others = Long.toString(deal(client("Петров"), 1));
    assertInvalid(
        "dealId", "other-client", new OutcomeBody(REFUSED, "x", others, null, null), "dealId");
    assertInvalid("dealId", "unknown", new OutcomeBody(REFUSED, "x", "999", null, null), "dealId");
    assertThat(notes.list(client).stream().map(Note::text)).containsExactly("прежняя");
    assertThat(plans.of(db, client)).hasSize(1);
  }

  @Test
  void callWithoutClient() {
    var unknown = CallSeed.inbound(db, NOW).number("+79161234567").spoke(anna.userId(), 9).write();
    var written = write(anna, put(CALL_BACK, "кто-то"), unknown);
    assertThat(written.plan()).isNull();
    assertThat(Objects.requireNonNull(written.call().outcome()).note()).isEqualTo("кто-то");
    var body = new OutcomeBody(CALL_BACK, null, null, new NextContact(NOW, null, null), null);
    assertThatThrownBy(() -> write(anna, body, unknown, "nextContact"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem()).isEqualTo(new Problem.Invalid("nextContact", "no-client")));
  }

  @Test
  void liveCallsOnlyOnceAnswered() {
    var ringing = CallSeed.inbound(db, NOW).rang(anna.userId(), "ringing", 3).live().write();
    assertThatThrownBy(() -> write(anna, put(CALL_BACK), ringing))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.Conflict.class));
    var talking = CallSeed.inbound(db, NOW).client(client).spoke(anna.userId(), 5).live().write();
    assertThat(write(anna, put(CALL_BACK), talking).plan()).isNotNull();
    var missed = CallSeed.inbound(db, NOW).rang(anna.userId(), "no_answer", 20).write();
    assertThat(write(anna, put("8"), missed).call().outcome()).isNotNull();
    assertThatThrownBy(() -> write(anna, put(CALL_BACK), 999))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.NotFound("id")));
  }

  @Test
  void mergedCallLivesOnInTheOther() {
    var deal = deal(client, 1);
    write(anna, put(REFUSED));
    var other = call();
    db.run("update call set merged_into = $2 where id = $1", call, other);
    db.run("update call_outcome set call_id = $2 where call_id = $1", call, other);
    var written = write(anna, put(OFFER), call);
    assertThat(written.call().id()).isEqualTo(Long.toString(other));
    assertThat(deals.get(deal).refusals()).isZero();
    assertThat(step(deal)).isEqualTo(3);
  }

  private OutcomeWritten write(Principal by, OutcomeBody body) {
    return write(by, body, call);
  }

  private OutcomeWritten write(Principal by, OutcomeBody body, long of, String... given) {
    return outcomes.write(by, of, body, Set.of(given)::contains);
  }

  private static OutcomeBody put(String outcome) {
    return new OutcomeBody(outcome, null, null, null, null);
  }

  private static OutcomeBody put(String outcome, String note) {
    return new OutcomeBody(outcome, note, null, null, null);
  }

  private void assertInvalid(String field, String reason, OutcomeBody body, String... given) {
    assertThatThrownBy(() -> write(anna, body, call, given))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid(field, reason)));
  }

  private Principal person(String login, String name, Role role) {
    return new Principal(database.user(login, name, role.slug()), login, name, role);
  }

  private long call() {
    return CallSeed.inbound(db, NOW).client(client).spoke(anna.userId(), 60).write();
  }

  private long client(String name) {
    return db.get(
        "insert into client (name) values ($1) returning id", row -> row.getLong(0), name);
  }

  private long deal(long of, long step) {
    var id =
        db.get(
            "insert into deal (title, client_id, step_id) values ('Сделка', $1, $2) returning id",
            row -> row.getLong(0),
            of,
            step);
    db.run("insert into deal_step (deal_id, step_id) values ($1, $2)", id, step);
    return id;
  }

  private long step(long deal) {
    return Long.parseLong(deals.get(deal).step().id());
  }

  private List<Long> history(long deal) {
    return db.list(
        "select step_id from deal_step where deal_id = $1 order by at, id",
        row -> row.getLong("step_id"),
        deal);
  }

  private static Plan plan(@Nullable OutcomeWritten written) {
    return Objects.requireNonNull(Objects.requireNonNull(written).plan());
  }

  private static long id(Plan plan) {
    return Long.parseLong(plan.id());
  }
}
