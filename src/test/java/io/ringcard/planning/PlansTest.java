package io.ringcard.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.PlanFilter.Cursor;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlansTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Principal anna =
      new Principal(database.user("anna", "Анна", "operator"), "anna", "Анна", Role.OPERATOR);
  private final long boris = database.user("boris", "Борис", "operator");
  private final long client = client("Иванов");
  private final Plans plans = new Plans(db);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void plannedForTheWriterUnlessSaid() {
    db.run("insert into client_phone (client_id, position, number) values ($1, 0, '112')", client);
    var plan = create(NOON);
    assertThat(plan.assignee().name()).isEqualTo("Анна");
    assertThat(plan.kind()).isEqualTo("call");
    assertThat(plan.status()).isEqualTo("planned");
    assertThat(plan.number()).isEqualTo("112");
    assertThat(plan.topic()).isNull();
    assertThat(plan.deal()).isNull();
    assertThat(plan.step()).isNull();
    var other =
        plans.create(
            anna, body(null, Long.toString(boris), NOON, "meeting", null), Optional.empty());
    assertThat(other.assignee().name()).isEqualTo("Борис");
    assertThat(other.kind()).isEqualTo("meeting");
  }

  @Test
  void unknownIdsAreNamedFields() {
    var deal = deal(client("Петров"));
    assertInvalid(
        "client", "unknown", new PlanBody(null, "999", null, null, NOON, null, null, null));
    assertInvalid("deal", "unknown", body("999", null, NOON, null, null));
    assertInvalid("deal", "other-client", body(Long.toString(deal), null, NOON, null, null));
    assertInvalid("assignee", "unknown", body(null, "999", NOON, null, null));
    assertThat(plans.of(db, client)).isEmpty();
  }

  @Test
  void changeLeavesWhatWasNotGiven() {
    var plan =
        plans.create(
            anna,
            new PlanBody(null, Long.toString(client), null, null, NOON, "Смета", null, null),
            Optional.empty());
    var held = plans.change(anna, id(plan), status(0, "held"), Set.of("status")::contains);
    assertThat(held.status()).isEqualTo("held");
    assertThat(held.topic()).isEqualTo("Смета");
    assertThat(held.at()).isEqualTo(NOON);
    assertThat(held.version()).isEqualTo(1);
    assertThatThrownBy(() -> plans.change(anna, id(plan), status(0, "cancelled"), "status"::equals))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((Problem.Conflict) e.problem()).current())
                    .containsEntry("current", held.withUndo(null)));
    var cleared = plans.change(anna, id(plan), status(1, "planned"), Set.of("topic")::contains);
    assertThat(cleared.topic()).isNull();
    assertThat(cleared.status()).isEqualTo("planned");
  }

  @Test
  void theSameKeyPlansOnce() {
    var body = body(null, null, NOON, null, null);
    var first = plans.create(anna, body, Optional.of("k"));
    assertThat(plans.create(anna, body, Optional.of("k")))
        .extracting(Plan::id)
        .isEqualTo(first.id());
    assertThat(plans.of(db, client)).hasSize(1);
  }

  @Test
  void pagesGoOnAmongEqualTimes() {
    for (var i = 0; i < 7; i++) {
      create(NOON);
    }
    create(NOON.minusSeconds(1));
    create(NOON.plusNanos(1_000));
    var seen = new ArrayList<String>();
    Cursor cursor = null;
    do {
      var page = plans.list(filter(List.of(anna.userId()), "planned", cursor));
      page.items().forEach(plan -> seen.add(plan.id()));
      var next = page.next();
      cursor = next == null ? null : Cursor.parse(next).orElseThrow();
      create(NOON.minusSeconds(600));
    } while (cursor != null);
    assertThat(seen).hasSize(9).startsWith("8").endsWith("9");
    assertThat(new HashSet<>(seen)).hasSize(9);
    assertThat(Cursor.parse("x")).isEmpty();
    assertThat(Cursor.parse("1-")).isEmpty();
  }

  @Test
  void periodsAreHalfOpen() {
    create(NOON);
    assertThat(plans.list(filter(NOON, NOON.plusSeconds(1))).items()).hasSize(1);
    assertThat(plans.list(filter(NOON.minusSeconds(1), NOON)).items()).isEmpty();
    assertThat(
            plans.list(new PlanFilter(null, null, null, 999L, null, null, null, null, 9)).items())
        .isEmpty();
  }

  @Test
  void dealsShowTheirNextContact() {
    var crane = deal(client);
    var roof = deal(client);
    create(NOON.plusSeconds(900));
    var own =
        plans.create(anna, body(Long.toString(roof), null, NOON, null, null), Optional.empty());
    var deals = new Deals(db, plans::nextOfDeals);
    assertThat(deals.get(roof).next()).isEqualTo(own.withUndo(null));
    assertThat(deals.get(crane).next())
        .isInstanceOfSatisfying(Plan.class, plan -> assertThat(plan.deal()).isNull());
    assertThat(own.step()).isNotNull();
    assertThat(plans.nextOf(db, client)).contains(own.withUndo(null));
    assertThat(deals.get(deal(client("Без плана"))).next()).isNull();
  }

  @Test
  void onlyAnUntouchedContactIsTakenAway() {
    var plan = create(NOON);
    plans.change(anna, id(plan), status(0, "held"), "status"::equals);
    assertThat(plans.remove(db, id(plan))).isFalse();
    assertThat(plans.remove(db, id(create(NOON)))).isTrue();
    assertThat(plans.of(db, client)).hasSize(1);
  }

  private Plan create(Instant at) {
    return plans.create(anna, body(null, null, at, null, null), Optional.empty());
  }

  private PlanBody body(
      @Nullable String deal,
      @Nullable String assignee,
      Instant at,
      @Nullable String kind,
      @Nullable String status) {
    return new PlanBody(null, Long.toString(client), deal, assignee, at, " ", kind, status);
  }

  private static PlanBody status(int version, String status) {
    return new PlanBody(version, null, null, null, null, null, null, status);
  }

  private void assertInvalid(String field, String reason, PlanBody body) {
    assertThatThrownBy(() -> plans.create(anna, body, Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid(field, reason)));
  }

  private static PlanFilter filter(Instant from, Instant to) {
    return new PlanFilter(from, to, null, null, null, null, null, null, 10);
  }

  private static PlanFilter filter(List<Long> assignees, String status, @Nullable Cursor after) {
    return new PlanFilter(null, null, assignees, null, status, null, null, after, 4);
  }

  private long client(String name) {
    return db.get(
        "insert into client (name) values ($1) returning id", row -> row.getLong(0), name);
  }

  private long deal(long of) {
    return db.get(
        "insert into deal (title, client_id, step_id) values ('Сделка', $1, 1) returning id",
        row -> row.getLong(0),
        of);
  }

  private static long id(Plan plan) {
    return Long.parseLong(plan.id());
  }
}
