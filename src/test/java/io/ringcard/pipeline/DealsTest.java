package io.ringcard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.DealOrder.Sort;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DealsTest {

  private static final String CONTACT = "1";
  private static final String OFFER = "3";
  private static final String WON = "7";
  private static final String LOST = "8";
  private static final DealFilter ALL_OPEN =
      new DealFilter(null, null, null, null, true, null, null);
  private static final Predicate<String> NOTHING_ELSE = field -> false;

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Principal anna =
      new Principal(database.user("anna", "Анна", "operator"), "anna", "Анна", Role.OPERATOR);
  private final long client =
      db.get("insert into client (name) values ('Иванов') returning id", row -> row.getLong(0));
  private final Deals deals = new Deals(db, (at, ids) -> Map.of(ids.getFirst(), "plan"));
  private final Moves moves = new Moves();

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void beginsOnTheFirstStep() {
    var deal = create("Крыша", null);
    assertThat(deal.step().id()).isEqualTo(CONTACT);
    assertThat(deal.step().label().ru()).isEqualTo("Знакомство");
    assertThat(deal.amount()).isNull();
    assertThat(deal.currency()).isEqualTo("RUB");
    assertThat(deal.owner()).extracting("name").isEqualTo("Анна");
    assertThat(deal.next()).isEqualTo("plan");
    assertThat(history(deal)).containsExactly(1L);
  }

  @Test
  void amountsKeepTheirDecimals() {
    var deal =
        deals.create(
            anna, body(null, "Крыша", null, "999999999999.9"), Optional.empty(), NOTHING_ELSE);
    assertThat(deal.amount()).isEqualTo("999999999999.90");
    var cleared = deals.change(anna, id(deal), body(0, null, null, null), "amount"::equals);
    assertThat(cleared.amount()).isNull();
    assertThat(cleared.title()).isEqualTo("Крыша");
  }

  @Test
  void unknownIdsAreNamedFields() {
    assertInvalid(
        "client",
        new DealBody(null, "Крыша", "999", null, null, null, null, null, null, null, null, null));
    assertInvalid("step", body(null, "Крыша", "999", null));
    assertInvalid("title", body(null, " ", null, null));
    assertThat(list(ALL_OPEN, null, 10).items()).isEmpty();
  }

  @Test
  void stepsCloseAndReopen() {
    var deal = create("Крыша", OFFER);
    var won = deals.change(anna, id(deal), body(0, null, WON, null), NOTHING_ELSE);
    assertThat(won.closedAt()).isNotNull();
    assertThat(won.step().closes()).isTrue();
    assertThat(deals.openOf(db, client)).isEmpty();
    var reopened =
        deals.change(anna, id(deal), body(won.version(), null, OFFER, null), NOTHING_ELSE);
    assertThat(reopened.closedAt()).isNull();
    assertThat(history(deal)).containsExactly(3L, 7L, 3L);
    assertThat(create("Сразу", WON).closedAt()).isNotNull();
  }

  @Test
  void staleVersionIsAConflict() {
    var deal = create("Крыша", null);
    deals.change(anna, id(deal), body(0, "Забор", null, null), NOTHING_ELSE);
    assertThatThrownBy(() -> deals.change(anna, id(deal), body(0, null, WON, null), NOTHING_ELSE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var conflict = (Problem.Conflict) e.problem();
              assertThat(conflict.reason()).isEqualTo("stale");
              assertThat((Deal) conflict.current().get("current")).isEqualTo(deals.get(id(deal)));
            });
    assertThat(history(deal)).containsExactly(1L);
  }

  @Test
  void moveIsTakenBackWithItsHistory() {
    var deal = create("Крыша", null);
    var move =
        db.inTransaction(tx -> moves.move(tx, id(deal), 8, anna.userId(), null)).orElseThrow();
    assertThat(deals.get(id(deal)).closedAt()).isNotNull();
    assertThat(db.<Boolean>inTransaction(tx -> moves.takeBack(tx, move))).isTrue();
    var back = deals.get(id(deal));
    assertThat(back.step()).isEqualTo(deal.step());
    assertThat(back.stepSince()).isEqualTo(deal.stepSince());
    assertThat(back.closedAt()).isNull();
    assertThat(history(deal)).containsExactly(1L);
  }

  @Test
  void moveIsLeftWhenSomebodyMovedOn() {
    var deal = create("Крыша", null);
    var move =
        db.inTransaction(tx -> moves.move(tx, id(deal), 3, anna.userId(), null)).orElseThrow();
    moves.move(db, id(deal), 4, anna.userId(), null);
    moves.move(db, id(deal), 3, anna.userId(), null);
    assertThat(db.<Boolean>inTransaction(tx -> moves.takeBack(tx, move))).isFalse();
    assertThat(history(deal)).containsExactly(1L, 3L, 4L, 3L);
    assertThat(moves.move(db, id(deal), 3, anna.userId(), null)).isEmpty();
  }

  @Test
  void reopenedDealHasNoRefusals() {
    var deal = create("Крыша", null);
    assertThat(moves.refuse(db, id(deal))).isEqualTo(1);
    assertThat(moves.refuse(db, id(deal))).isEqualTo(2);
    moves.move(db, id(deal), Long.parseLong(LOST), null, null);
    moves.move(db, id(deal), Long.parseLong(CONTACT), null, null);
    assertThat(deals.get(id(deal)).refusals()).isZero();
    assertThat(moves.takeBackRefusal(db, id(deal))).isFalse();
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    var titles = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      create("Сделка " + i, i % 2 == 0 ? OFFER : CONTACT);
    }
    Long cursor = null;
    do {
      var page = list(ALL_OPEN, cursor, 2);
      page.items().forEach(deal -> titles.add(deal.title()));
      cursor = page.next() == null ? null : Long.valueOf(page.next());
      create("Новая", null);
    } while (cursor != null);
    assertThat(titles).containsExactly("Сделка 4", "Сделка 3", "Сделка 2", "Сделка 1", "Сделка 0");
    var offers = new DealFilter(1L, 3L, anna.userId(), client, true, null, "сделка");
    assertThat(list(offers, null, 10).items()).hasSize(3);
    assertThat(list(DealFilter.of(client, false), null, 10).items()).isEmpty();
  }

  @Test
  void theSameKeyCreatesOnce() {
    var body = body(null, "Крыша", null, null);
    var first = deals.create(anna, body, Optional.of("k"), NOTHING_ELSE);
    assertThat(deals.create(anna, body, Optional.of("k"), NOTHING_ELSE)).isEqualTo(first);
  }

  @Test
  void ownersAreKnownPeople() {
    var deal = create("Крыша", null);
    assertThatThrownBy(() ->
            deals.change(
                anna,
                id(deal),
                new DealBody(0, null, null, null, "999", null, null, null, null, null, null, null),
                Set.of("owner")::contains))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid("owner", "unknown")));
    var free = deals.change(anna, id(deal), body(0, null, null, null), "owner"::equals);
    assertThat(free.owner()).isNull();
  }

  private void assertInvalid(String field, DealBody body) {
    assertThatThrownBy(() -> deals.create(anna, body, Optional.empty(), NOTHING_ELSE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(((Problem.Invalid) e.problem()).field()).isEqualTo(field));
  }

  private Deal create(String title, @Nullable String step) {
    return deals.create(anna, body(null, title, step, null), Optional.empty(), NOTHING_ELSE);
  }

  private DealBody body(
      @Nullable Integer version,
      @Nullable String title,
      @Nullable String step,
      @Nullable String amount) {
    return new DealBody(
        version,
        title,
        Long.toString(client),
        step,
        null,
        amount,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private Deals.Page list(DealFilter filter, @Nullable Long after, int limit) {
    return deals.list(filter, Sort.of(null), after, limit);
  }

  private List<Long> history(Deal deal) {
    return db.list(
        "select step_id from deal_step where deal_id = $1 order by at, id",
        row -> row.getLong("step_id"),
        id(deal));
  }

  private static long id(Deal deal) {
    return Long.parseLong(deal.id());
  }
}
