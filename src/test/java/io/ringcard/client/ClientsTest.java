package io.ringcard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final List<String> told = new ArrayList<>();
  private final Clients clients =
      new Clients(
          db, "RU", Set.of("+74951230001"), (tx, client, added, removed) -> told.addAll(added));
  private final ClientLists lists = new ClientLists(db, "RU");
  private @Nullable Principal anna;

  @BeforeEach
  void people() {
    anna = new Principal(database.user("anna", "Анна", "operator"), "anna", "Анна", Role.OPERATOR);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void numbersAreStoredInOneForm() {
    var client = create("Иванов Пётр", "8 (916) 123-45-67", "+7 916 123 45 67", "112");
    assertThat(client.phones())
        .containsExactly(new Phone("+79161234567", null), new Phone("112", null));
    assertThat(client.kind()).isEqualTo("person");
    assertThat(client.version()).isZero();
    assertThat(told).containsExactly("+79161234567", "112");
  }

  @Test
  void whatIsNoNumberNamesItsField() {
    assertThatThrownBy(() -> create("А", "+79161234567", "0000000000"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(new Problem.Invalid("phones[1].number", "number")));
    assertThatThrownBy(() -> create("  \t"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid("name", "required")));
    assertThat(all()).isEmpty();
  }

  @Test
  void hostileNamesAreStoredAsTheyAre() {
    var name = "<script>alert('x')</script> \"; drop table client; -- %_\\ \u202Egnp.exe 😀";
    var client = create(name);
    assertThat(clients.get(Long.parseLong(client.id())).name()).isEqualTo(name);
    assertThat(found("drop table")).containsExactly(name);
  }

  @Test
  void wildcardsAreTakenLiterally() {
    create("Скидка 50%");
    create("Скидка 50 рублей");
    create("a_b");
    create("acb");
    create("back\\slash");
    assertThat(found("50%")).containsExactly("Скидка 50%");
    assertThat(found("a_b")).containsExactly("a_b");
    assertThat(found("%%%")).isEmpty();
    assertThat(found("k\\s")).containsExactly("back\\slash");
  }

  @Test
  void foundByAnyPart() {
    clients.create(
        me(),
        body("Семёнова Алёна", "89031112233")
            .company("ООО «Ромашка»")
            .emails("alena@romashka.example", "al@home.example")
            .get(),
        Optional.empty());
    create("Петров Иван", "+79161234567");
    assertThat(found("семен")).containsExactly("Семёнова Алёна");
    assertThat(found("РОМАШ")).containsExactly("Семёнова Алёна");
    assertThat(found("алена семёнова")).containsExactly("Семёнова Алёна");
    assertThat(found("romashka.ex")).containsExactly("Семёнова Алёна");
    assertThat(found("2233")).containsExactly("Семёнова Алёна");
    assertThat(found("8 903 111")).containsExactly("Семёнова Алёна");
    assertThat(found("+7 (916)")).containsExactly("Петров Иван");
    assertThat(found("ив")).containsExactly("Петров Иван");
    assertThat(found("пе")).containsExactly("Петров Иван");
    assertThat(found("етр")).containsExactly("Петров Иван");
    assertThat(found("ет")).isEmpty();
    assertThat(found("никого такого")).isEmpty();
  }

  @Test
  void typingMistakesAreForgivenWhenNothingFits() {
    create("Виноградова Екатерина");
    create("Иванов Пётр");
    assertThat(found("Виногродова")).containsExactly("Виноградова Екатерина");
    assertThat(lists.search("Иваноф").getFirst().name()).isEqualTo("Иванов Пётр");
  }

  @Test
  void bestFirst() {
    create("Ромашка и партнёры");
    create("Мария Ромашкина", "+79165550101");
    create("Ромашка");
    assertThat(lists.search("ромашка").stream().map(Client::name))
        .startsWith("Ромашка", "Ромашка и партнёры");
    assertThat(lists.search("5550101").getFirst().name()).isEqualTo("Мария Ромашкина");
  }

  @Test
  void pagingIsStableWithEqualNames() {
    for (var i = 0; i < 7; i++) {
      create("Иванов");
    }
    create("Ёлкин");
    create("Абрамов");
    create("Яковлев");
    var names = new ArrayList<String>();
    var ids = new HashSet<String>();
    @Nullable String cursor = null;
    do {
      var page = lists.list(filter("", cursor, 3));
      page.items().forEach(client -> names.add(client.name()));
      page.items().forEach(client -> ids.add(client.id()));
      cursor = page.next();
      create("Аа " + names.size());
    } while (cursor != null);
    assertThat(names).hasSize(10).startsWith("Абрамов", "Ёлкин", "Иванов").endsWith("Яковлев");
    assertThat(ids).hasSize(10);
    assertThat(lists.list(filter("иван", null, 3)).next()).isNotNull();
    assertThatThrownBy(() -> lists.list(filter("", "never-999999", 3)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void theSameKeyCreatesOnce() throws Exception {
    var body = body("Один", "+79161234567").get();
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Client> creation = () -> clients.create(me(), body, Optional.of("k1"));
      var all = threads.invokeAll(List.of(creation, creation, creation, creation));
      var ids = new HashSet<String>();
      for (var one : all) {
        ids.add(one.get().id());
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(clients.create(me(), body, Optional.of("k2")).id())
        .isNotEqualTo(clients.create(me(), body, Optional.of("k1")).id());
  }

  @Test
  void aFailedCreationLeavesNothing() {
    var broken =
        new Clients(
            db,
            "RU",
            Set.of(),
            (tx, client, added, removed) -> {
              throw new IllegalStateException("told to fail");
            });
    assertThatThrownBy(() -> broken.create(me(), body("Один", "112").get(), Optional.of("k")))
        .hasMessage("told to fail");
    assertThat(all()).isEmpty();
    assertThat(clients.create(me(), body("Один", "112").get(), Optional.of("k")).name())
        .isEqualTo("Один");
  }

  @Test
  void changeLeavesWhatWasNotGiven() {
    var client = create("Иванов", "+79161234567");
    told.clear();
    var patch = body("Петров", "8 903 1112233").version(0).get();
    var changed =
        clients.change(Long.parseLong(client.id()), patch, Set.of("name", "phones")::contains);
    assertThat(changed.name()).isEqualTo("Петров");
    assertThat(changed.version()).isEqualTo(1);
    assertThat(changed.phones()).containsExactly(new Phone("+79031112233", null));
    assertThat(changed.owner()).isNotNull();
    assertThat(told).containsExactly("+79031112233");
    var released =
        clients.change(
            Long.parseLong(client.id()), body(null).version(1).get(), Set.of("owner")::contains);
    assertThat(released.owner()).isNull();
    assertThat(released.phones()).isEqualTo(changed.phones());
  }

  @Test
  void sourceAndStatusAreEntriesOfTheirBooks() {
    var source = entry("source", "Website");
    var status = entry("client-status", "Regular");
    var id = Long.parseLong(create("Иванов").id());
    var chosen =
        clients.change(
            id,
            body(null).version(0).source(source).status(status).get(),
            Set.of("source", "status")::contains);
    assertThat(Objects.requireNonNull(chosen.source()).label().ru()).isEqualTo("Сайт");
    assertThat(Objects.requireNonNull(chosen.status()).label().ru()).isEqualTo("Постоянный");
    db.run("update book_entry set active = false where id = $1", Long.valueOf(status));
    var kept = clients.change(id, body("Петров").version(1).get(), "name"::equals);
    assertThat(kept.status()).isEqualTo(chosen.status());
    var cleared = clients.change(id, body(null).version(2).get(), "status"::equals);
    assertThat(cleared.status()).isNull();
    for (var wrong : List.of(status, source, "999999")) {
      assertThatThrownBy(
              () -> clients.change(id, body(null).version(3).status(wrong).get(), "status"::equals))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid("status", "unknown")));
    }
  }

  private String entry(String book, String english) {
    return db.get(
        "select id from book_entry where book = $1 and label->>'en' = $2",
        row -> row.getLong("id").toString(),
        book,
        english);
  }

  @Test
  void staleVersionIsAConflictWithWhatStandsThere() {
    var client = create("Иванов");
    var id = Long.parseLong(client.id());
    var patch = body("Петров").version(0).get();
    clients.change(id, patch, "name"::equals);
    assertThatThrownBy(() -> clients.change(id, patch, "name"::equals))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var conflict = (Problem.Conflict) e.problem();
              assertThat(conflict.reason()).isEqualTo("stale");
              assertThat(conflict.current().get("current")).isEqualTo(clients.get(id));
            });
  }

  @Test
  void ofTwoAtOnceOneIsStale() throws Exception {
    var id = Long.parseLong(create("Иванов").id());
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Boolean> change =
          () -> {
            try {
              clients.change(id, body("Б").version(0).get(), "name"::equals);
              return true;
            } catch (ProblemException e) {
              return false;
            }
          };
      var results = threads.invokeAll(List.of(change, change));
      assertThat(List.of(results.get(0).get(), results.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void ownNumbersAreRefused() {
    assertThatThrownBy(() -> create("Секретарь", "8 495 123-00-01"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid("phones[0].number", "own")));
    assertThat(told).isEmpty();
    assertThat(new Matches(Set.of("+74951230001")).bearers(db, "+74951230001", 0).all()).isEmpty();
  }

  @Test
  void bestMatchHasADealAndSpokeToYou() {
    var plain = id(create("Просто", "+79161234567"));
    var spoke = id(create("Говорил", "+79161234567"));
    var deal = id(create("Сделка", "+79161234567"));
    var both = id(create("Сделка и говорил", "+79161234567"));
    call(spoke, NOON);
    var talk = call(both, NOON.minusSeconds(86_400));
    deal(deal, "Крыша");
    deal(both, "Забор");
    var matches = new Matches(Set.of());
    var found = matches.bearers(db, "+79161234567", 0).of(me().userId());
    assertThat(found.stream().map(match -> Long.valueOf(match.client().id())))
        .containsExactly(both, spoke, deal, plain);
    assertThat(found.stream().map(Match::reason))
        .containsExactly("deal", "spoke", "deal", "number");
    var best = found.getFirst();
    assertThat(best.deal()).extracting("name").isEqualTo("Забор");
    assertThat(best.at()).isEqualTo(NOON.minusSeconds(86_395));
    assertThat(found.get(2).at()).isNull();
    var asked = matches.bearers(db, "+79161234567", talk).of(me().userId());
    assertThat(asked.stream().filter(match -> match.client().equals(best.client())))
        .as("its own talk is no reason")
        .extracting(Match::at)
        .containsOnlyNulls();
    assertThat(matches.best(db, Set.of("+79160000000"))).isEmpty();
  }

  @Test
  void numberWithoutAreaFitsByItsEnd() {
    var client = id(create("Иванов", "+74951234567"));
    var matches = new Matches(Set.of());
    assertThat(matches.best(db, Set.of("1234567"))).containsEntry("1234567", client);
    assertThat(matches.best(db, Set.of("4567"))).isEmpty();
  }

  @Test
  void lastTalkComesFromTheLog() {
    var client = id(create("Иванов", "+79161234567"));
    call(client, NOON);
    CallSeed.inbound(db, NOON.plusSeconds(900)).client(client).result("no_answer").write();
    assertThat(clients.get(client).lastTalkAt()).isEqualTo(NOON.plusSeconds(5));
  }

  private long call(long client, Instant at) {
    return CallSeed.inbound(db, at).client(client).spoke(me().userId(), 60).write();
  }

  private void deal(long client, String title) {
    db.run("insert into deal (title, client_id, step_id) values ($1, $2, 1)", title, client);
  }

  private Principal me() {
    return java.util.Objects.requireNonNull(anna);
  }

  private List<Client> all() {
    return lists.list(filter("", null, 100)).items();
  }

  private List<String> found(String text) {
    return lists.list(filter(text, null, 10)).items().stream().map(Client::name).toList();
  }

  private static ClientFilter filter(String text, @Nullable String cursor, int limit) {
    var after = cursor == null ? null : ClientFilter.Cursor.of(cursor);
    return new ClientFilter(text, null, null, null, ClientFilter.Sort.NAME, after, limit);
  }

  private Client create(String name, String... numbers) {
    return clients.create(me(), body(name, numbers).get(), Optional.empty());
  }

  private static BodyBuilder body(@Nullable String name, String... numbers) {
    return new BodyBuilder().name(name).phones(numbers);
  }

  private static long id(Client client) {
    return Long.parseLong(client.id());
  }
}
