package io.ringcard.card;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallDrafts;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallViews;
import io.ringcard.calllog.CallerLookup;
import io.ringcard.calllog.PbxRow;
import io.ringcard.calllog.Snapshots;
import io.ringcard.client.Clients;
import io.ringcard.client.Matches;
import io.ringcard.client.Notes;
import io.ringcard.http.Json;
import io.ringcard.http.Push;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plans;
import io.ringcard.store.Database;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards of calls that are heard before their rows stand. */
class CardPopTest {

  private static final String NUMBER = "+79161234567";

  private final TestDatabase database = TestDatabase.fresh();
  private final TestDatabase broken = TestDatabase.fresh();
  private final Db db = database.db();
  private final long anna = database.user("anna", "Anna", "operator");
  private final long boris = database.user("boris", "Boris", "operator");
  private final Phones phones = new Phones(Map.of("101", anna, "102", boris));
  private final CallLog log = new CallLog(db, phones, List.of(), List.of());
  private final PbxRow pbx = log.pbx("main");
  private final Screens screens = new Screens();

  @AfterEach
  void close() {
    database.close();
    broken.close();
  }

  @Test
  void cardComesWithTheClientBeforeTheRow() {
    client();
    var rings = Snapshots.ringing("1.1", NUMBER, "101");
    var written = write(rings);
    try (var cards = cards(database.db())) {
      cards.heard(id(written), pbx.id(), rings);
      screens.awaitLast(anna, "card ringing Petrov");
      assertThat(cards.of(anna)).hasSize(1);
      cards.written(written);
      var talks = Snapshots.talking("1.1", NUMBER, "101");
      cards.heard(id(written), pbx.id(), talks);
      cards.written(write(talks));
      screens.awaitLast(anna, "card talking Petrov");
      cards.written(write(Snapshots.answered("1.1", NUMBER, 20, "101")));
      screens.awaitLast(anna, "card writeup Petrov");
      assertThat(screens.of(anna)).noneMatch(words -> words.startsWith("gone"));
    }
  }

  @Test
  void whoeverElseWasRungLosesTheCardWhenTheAnswerIsHeard() {
    var rings = Snapshots.ringing("1.2", NUMBER, "101", "102");
    var id = id(write(rings));
    try (var cards = cards(database.db())) {
      cards.heard(id, pbx.id(), rings);
      screens.await(boris, "card ringing null");
      cards.heard(id, pbx.id(), Snapshots.talking("1.2", NUMBER, "101", "102"));
      screens.await(boris, "card ringing null", "gone Anna");
      screens.await(anna, "card ringing null", "card talking null");
    }
  }

  @Test
  void aRowOlderThanWhatWasHeardBringsNoCardBack() {
    var rings = Snapshots.ringing("1.3", NUMBER, "101", "102");
    var late = write(rings);
    try (var cards = cards(database.db())) {
      cards.heard(id(late), pbx.id(), rings);
      screens.await(boris, "card ringing null");
      var talks = Snapshots.talking("1.3", NUMBER, "101", "102");
      cards.heard(id(late), pbx.id(), talks);
      screens.await(boris, "card ringing null", "gone Anna");
      cards.written(late);
      cards.written(write(talks));
      cards.heard(id(late) + 1, pbx.id(), Snapshots.ringing("1.4", NUMBER, "102"));
      screens.await(boris, "card ringing null", "gone Anna", "card ringing null");
    }
  }

  /** Somebody keeps the log to himself: the row cannot be read, and no phone waits for that. */
  @Test
  void aPhoneThatRingsWhileTheRowIsReadPopsAtOnce() {
    client();
    var rings = Snapshots.ringing("2.4", NUMBER, "101");
    var written = write(rings);
    try (var cards = cards(database.db())) {
      cards.heard(id(written), pbx.id(), rings);
      screens.awaitLast(anna, "card ringing Petrov");
      database
          .db()
          .inTransaction(tx -> {
            tx.run("lock table call in access exclusive mode");
            cards.written(written);
            awaitWaitingForTheLog();
            cards.heard(id(written), pbx.id(), Snapshots.ringing("2.4", NUMBER, "101", "102"));
            screens.awaitLast(boris, "card ringing Petrov");
            return null;
          });
      var talks = Snapshots.talking("2.4", NUMBER, "101", "102");
      cards.heard(id(written), pbx.id(), talks);
      cards.written(write(talks));
      screens.awaitLast(anna, "card talking Petrov");
      screens.awaitLast(boris, "gone Anna");
    }
  }

  private void awaitWaitingForTheLog() {
    Awaitility.await()
        .atMost(20, SECONDS)
        .until(() ->
            db.get(
                "select exists (select from pg_locks where not granted and relation = 'call'::regclass"
                    + " and database = (select oid from pg_database where datname = current_database()))"
                    + " as waits",
                row -> row.getBoolean("waits")));
  }

  @Test
  void aCallWithoutARowLosesItsCard() {
    try (var cards = cards(database.db())) {
      cards.heard(900, pbx.id(), Snapshots.ringing("1.5", NUMBER, "101"));
      screens.await(anna, "card ringing null");
      assertThat(cards.of(anna)).extracting(Card::id).containsExactly("900");
      assertThat(screens.last.call().pbx()).isEqualTo("exchange " + pbx.id());
      cards.dropped(900);
      screens.await(anna, "card ringing null", "gone null");
      assertThat(cards.of(anna)).isEmpty();
    }
  }

  @Test
  void withoutTheDatabaseTheNumberComesAndGoes() {
    broken.db().close();
    try (var cards = cards(broken.db())) {
      cards.heard(901, pbx.id(), Snapshots.ringing("1.6", NUMBER, "101"));
      screens.await(anna, "card ringing null");
      assertThat(screens.last.call().number()).isEqualTo(NUMBER);
      cards.heard(901, pbx.id(), Snapshots.missed("1.6", NUMBER, "101"));
      screens.await(anna, "card ringing null", "gone null");
    }
  }

  @Test
  void whatAnotherServerChangesIsOnTheCardThatStandsAndOnTheNextOne() throws IOException {
    var client = client();
    try (var cards = cards(database.db());
        var other = Database.open(TestDatabase.vertx(), database.settings())) {
      cards.heard(902, pbx.id(), Snapshots.ringing("1.7", NUMBER));
      rename(other, client, "Petrova");
      cards.heard(902, pbx.id(), Snapshots.ringing("1.7", NUMBER, "101"));
      screens.awaitLast(anna, "card ringing Petrova");
      assertThat(screens.of(anna)).doesNotContain("card ringing Petrov");
      rename(other, client, "Si\"do\\r\u0001ова");
      screens.awaitLast(anna, "card ringing Si\"do\\r\u0001ова");
      other.run(
          "insert into deal (title, client_id, step_id) select 'Roof', $1, min(id) from step",
          client);
      database.db().awaitTold();
      cards.heard(902, pbx.id(), Snapshots.ringing("1.7", NUMBER, "101", "102"));
      screens.awaitLast(boris, "card ringing Si\"do\\r\u0001ова");
      assertThat(screens.of(boris)).doesNotContain("card ringing Petrova");
      Awaitility.await()
          .atMost(20, SECONDS)
          .untilAsserted(() ->
              assertThat(screens.last.deals()).extracting(Deal::title).containsExactly("Roof"));
      var json = new ObjectMapper();
      var members = json.readTree(Json.text(Map.of("it", List.of(screens.last)))).at("/it/0");
      assertThat(json.readTree(Json.text(screens.last))).isEqualTo(members);
    }
  }

  @Test
  void aStrangerWhoBecomesAClientWhileThePhoneRingsIsNamed() {
    var rings = Snapshots.ringing("1.8", NUMBER, "101");
    try (var cards = cards(database.db())) {
      cards.heard(id(write(rings)), pbx.id(), rings);
      screens.await(anna, "card ringing null");
      client();
      screens.await(anna, "card ringing null", "card ringing Petrov");
    }
  }

  @Test
  void aCardPutAwayAtAnotherServerStaysAway() {
    var rings = Snapshots.ringing("1.9", NUMBER, "101");
    var written = write(rings);
    var id = id(written);
    try (var cards = cards(database.db())) {
      cards.heard(id, pbx.id(), rings);
      cards.written(written);
      screens.await(anna, "card ringing null");
      db.run("insert into card_dismissed (call_id, user_id) values ($1, $2)", id, anna);
      database.db().awaitTold();
      var both = Snapshots.ringing("1.9", NUMBER, "101", "102");
      cards.heard(id, pbx.id(), both);
      cards.written(write(both));
      screens.await(anna, "card ringing null", "gone null");
      screens.await(boris, "card ringing null");
    }
  }

  @Test
  void whatMayHaveBeenMissedIsLookedUpAgain() {
    var client = client();
    try (var cards = unheeding(database.db())) {
      cards.heard(903, pbx.id(), Snapshots.ringing("2.1", NUMBER, "101"));
      screens.awaitLast(anna, "card ringing Petrov");
      rename(database.db(), client, "Petrova");
      cards.toldTooLittle();
      screens.awaitLast(anna, "card ringing Petrova");
    }
  }

  /** A fault of ours is not silent: it is counted, and other cards go on. */
  @Test
  void aCardThatCannotBeShownIsCounted() {
    var rings = Snapshots.ringing("2.2", NUMBER, "101");
    var written = write(rings);
    var figures = new SimpleMeterRegistry();
    try (var cards = cards(database.db())) {
      cards.measure(figures);
      screens.breaksFor(anna);
      cards.heard(id(written), pbx.id(), rings);
      Awaitility.await().atMost(20, SECONDS).until(() -> cards.failures() > 0);
      cards.heard(904, pbx.id(), Snapshots.ringing("2.3", NUMBER, "102"));
      screens.await(boris, "card ringing null");
      assertThat(figures.get("ringcard_cards_failed").gauge().value()).isEqualTo(cards.failures());
    }
  }

  private void rename(Database at, long client, String name) {
    at.run("update client set name = $2 where id = $1", client, name);
    database.db().awaitTold();
  }

  /** Listens to what the database tells, as the house does. */
  private Cards cards(Db urgent) {
    var cards = unheeding(urgent);
    database.db().onNotice(cards::told, cards::toldTooLittle);
    Awaitility.await().atMost(20, SECONDS).until(database.db()::tells);
    return cards;
  }

  private Cards unheeding(Db urgent) {
    var matches = new Matches(Set.of());
    var face = face(urgent, matches);
    var pop = new CardPop(urgent, new CallDrafts(phones), face, database.db()::tells);
    return new Cards(db, log, new CallViews(db), face(db, matches), pop, screens);
  }

  private CardFace face(Db at, Matches matches) {
    var clients = new Clients(at, "RU", Set.of(), (tx, client, added, removed) -> {});
    var plans = new Plans(at);
    return new CardFace(
        at,
        new CallViews(at),
        clients,
        matches,
        new Notes(at),
        new Deals(at, plans::nextOfDeals),
        plans);
  }

  private List<Written> write(Call call) {
    return log.write(pbx.id(), List.of(new CallEvent.Changed(call)), 1);
  }

  private static long id(List<Written> written) {
    return written.getFirst().after().id();
  }

  private long client() {
    return db.get(
        "with made as (insert into client (name) values ('Petrov') returning id) insert into"
            + " client_phone (client_id, position, number) select id, 0, $1 from made"
            + " returning client_id",
        row -> row.getLong("client_id"),
        NUMBER);
  }

  /** What each person was told, in words; the same twice in a row counts once. */
  private static final class Screens implements Push {
    private final Map<Long, List<String>> told = new HashMap<>();
    private volatile Card last;
    private volatile long brokenFor;

    /** As a fault in our code would be, for everything that this person is told. */
    void breaksFor(long userId) {
      brokenFor = userId;
    }

    @Override
    public synchronized void send(long userId, String event, Object body) {
      if (userId == brokenFor) {
        throw new IllegalStateException("a fault of ours");
      }
      var words = words(body);
      var all = told.computeIfAbsent(userId, key -> new ArrayList<>());
      if (all.isEmpty() || !all.getLast().equals(words)) {
        all.add(words);
      }
    }

    private String words(Object body) {
      if (body instanceof Card card) {
        last = card;
        var client = card.client();
        return "card " + card.phase() + " " + (client == null ? null : client.name());
      }
      var takenBy = ((Card.Gone) body).takenBy();
      return "gone " + (takenBy == null ? null : takenBy.name());
    }

    @Override
    public int sendEachToAll(String event, List<?> bodies) {
      return bodies.size();
    }

    private synchronized List<String> of(long userId) {
      return List.copyOf(told.getOrDefault(userId, List.of()));
    }

    void awaitLast(long userId, String words) {
      Awaitility.await()
          .atMost(20, SECONDS)
          .untilAsserted(() -> assertThat(of(userId)).endsWith(words));
    }

    void await(long userId, String... words) {
      Awaitility.await()
          .atMost(20, SECONDS)
          .untilAsserted(() -> assertThat(of(userId)).containsExactly(words));
    }
  }

  private record Phones(Map<String, Long> people) implements CallerLookup {

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return Optional.of(signalled);
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return new Matches(Set.of()).best(transaction, numbers);
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.ofNullable(people.get(extension));
    }

    @Override
    public Optional<String> pbxName(long pbxId) {
      return Optional.of("exchange " + pbxId);
    }

    @Override
    public Optional<String> nameOf(long userId) {
      return Optional.of(userId == people.get("101") ? "Anna" : "Boris");
    }
  }
}
