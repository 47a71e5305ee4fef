package io.ringcard.outcome;

import static io.ringcard.outcome.CardCabinet.FIRST;
import static io.ringcard.outcome.CardCabinet.SECOND;
import static io.ringcard.outcome.CardCabinet.id;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two cards of one client are merged and parted: nothing is lost on the way. */
class ClientMergesTest {

  private final CardCabinet cards = new CardCabinet();

  @AfterEach
  void close() {
    cards.close();
  }

  @Test
  void everythingGoesAlongAndComesBack() {
    var kept = cards.client("Иванов Пётр", FIRST);
    var other = cards.client("Иванов П. С.", SECOND, FIRST);
    var call = cards.call(SECOND, id(other));
    var deal = cards.floor.deal(id(other), 1);
    var plan = cards.plan(id(other), deal);
    cards.anna.post("/api/clients/" + id(other) + "/notes", new JsonObject().put("text", "важно"));
    var before = cards.belongings(id(other));
    var former = List.of(cards.card(kept), cards.card(other));

    var merged = cards.merge(kept, other, "name");

    assertThat(merged.status()).isEqualTo(200);
    var client = merged.json().getJsonObject("client");
    assertThat(client.getString("name")).isEqualTo("Иванов П. С.");
    assertThat(cards.numbers(client)).containsExactly(FIRST, SECOND);
    assertThat(cards.belongings(id(other))).isEmpty();
    assertThat(cards.belongings(id(kept))).isEqualTo(before);
    assertThat(cards.anna.get("/api/clients").items()).hasSize(2);
    assertThat(cards.anna.get("/api/clients?q=%D0%B8%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2").items())
        .extracting(found -> ((JsonObject) found).getString("id"))
        .doesNotContain(other.getString("id"));
    assertThat(cards.anna.get("/api/clients/" + id(other)).json().getString("id"))
        .isEqualTo(kept.getString("id"));
    var item = cards.merges(id(other)).getJsonObject(0);
    assertThat(item.getJsonObject("absorbed").getString("name")).isEqualTo("Иванов П. С.");
    assertThat(item.getJsonObject("kept").getString("name")).isEqualTo("Иванов Пётр");
    assertThat(item.getJsonObject("by").getString("name")).isEqualTo("Анна");
    assertThat(item.getJsonObject("moved").getInteger("call")).isEqualTo(1);
    assertThat(cards.tallies.differences(cards.db)).isEmpty();
    cards.assertLastTalk(id(kept));

    var since = cards.call(SECOND, id(kept));
    var undone = cards.undo(merged);

    assertThat(undone.status()).isEqualTo(200);
    assertThat(List.of(cards.card(kept), cards.card(other))).isEqualTo(former);
    assertThat(cards.belongings(id(kept))).isEmpty();
    assertThat(cards.clientOf(call)).isEqualTo(id(other));
    assertThat(cards.clientOf(since)).as("came under the other card's number").isEqualTo(id(other));
    assertThat(
            cards.db.<Long>get(
                "select client_id as id from plan where id = $1", r -> r.getLong("id"), plan))
        .isEqualTo(id(other));
    assertThat(cards.merges(id(kept))).isEmpty();
    cards.assertLastTalk(id(kept));
    cards.assertLastTalk(id(other));
    assertThat(cards.tallies.differences(cards.db)).isEmpty();
  }

  @Test
  void rowsThatBearTheIdOfACardGoAlongAsWell() {
    for (var table : List.of("client", "note")) {
      cards.db.run("alter table " + table + " alter column id restart with 900");
    }
    var kept = cards.client("Иванов", FIRST);
    var other = cards.client("Петров", SECOND);
    for (var text : List.of("первая", "вторая")) {
      cards.anna.post("/api/clients/" + id(other) + "/notes", new JsonObject().put("text", text));
    }
    var merged = cards.merge(kept, other);
    assertThat(merged.status()).isEqualTo(200);
    assertThat(notes(id(kept))).containsExactly(900L, 901L);
    assertThat(cards.undo(merged).status()).isEqualTo(200);
    assertThat(notes(id(other))).containsExactly(900L, 901L);
  }

  private List<Long> notes(long client) {
    return cards.db.list(
        "select id from note where client_id = $1 order by id", row -> row.getLong("id"), client);
  }

  /** Whoever adds a table that names clients says what becomes of it when cards are merged. */
  @Test
  void noTableThatNamesClientsIsForgotten() {
    assertThat(
            cards.db.list(
                """
                select c.conrelid::regclass::text || '.' || a.attname as place
                from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.contype = 'f' and c.confrelid = 'client'::regclass
                """,
                row -> row.getString("place")))
        .containsExactlyInAnyOrder(
            "call.client_id",
            "note.client_id",
            "deal.client_id",
            "plan.client_id",
            "client.company_id",
            "client.merged_into",
            "client_merge.client_id",
            // Said once of the absorbed card itself.
            "client_merge.absorbed_id",
            // United with the client's own.
            "client_phone.client_id",
            "client_email.client_id",
            // Follows the calls by itself.
            "client_talked.client_id");
  }

  @Test
  void whatIsWrittenOfAMergedCardMeanwhileIsTheClients() {
    var kept = cards.client("Иванов", FIRST);
    var other = cards.client("Петров", SECOND);
    var call =
        cards.db.inTransaction(tx -> {
          var id = cards.callIn(tx, id(other));
          var merging =
              CompletableFuture.runAsync(
                  () -> assertThat(cards.merge(kept, other).status()).isEqualTo(200));
          await().atMost(20, SECONDS).until(cards::somebodyWaits);
          assertThat(merging).isNotDone();
          return Map.entry(id, merging);
        });
    call.getValue().join();
    assertThat(cards.clientOf(call.getKey())).isEqualTo(id(kept));
    var later = cards.callIn(cards.db, id(other));
    assertThat(cards.clientOf(later)).isEqualTo(id(kept));
    assertThat(
            cards.db.<Long>get(
                "insert into note (client_id, user_id, text) values ($1, $2, 'x') returning client_id",
                r -> r.getLong(0),
                id(other),
                cards.floor.anna.userId()))
        .isEqualTo(id(kept));
  }

  @Test
  void mergesInARowAreUndoneInReverse() {
    var one = cards.client("Один", FIRST);
    var two = cards.client("Два", SECOND);
    var three = cards.client("Три");
    var call = cards.call(SECOND, id(two));
    var first = cards.merge(three, two);
    var second = cards.merge(one, first.json().getJsonObject("client"));
    assertThat(cards.clientOf(call)).isEqualTo(id(one));
    assertThat(cards.anna.get("/api/clients/" + id(two)).json().getString("id"))
        .isEqualTo(one.getString("id"));
    assertThat(cards.merges(id(one))).hasSize(2);
    assertThat(cards.undo(first).problem()).isEqualTo("409 conflict token changed");
    assertThat(cards.undo(second).status()).isEqualTo(200);
    assertThat(cards.clientOf(call)).isEqualTo(id(three));
    assertThat(cards.merges(id(three))).hasSize(1);
    assertThat(cards.merges(id(one))).isEmpty();
  }

  /** Addresses with the old id may lie in anybody's bookmarks. */
  @ParameterizedTest
  @ValueSource(strings = {"calls", "calls/totals", "deals", "plan"})
  void listsOfAMergedCardAreThoseOfTheClient(String list) {
    var kept = cards.client("Иванов", FIRST);
    var other = cards.client("Петров", SECOND);
    cards.call(SECOND, id(other));
    cards.plan(id(other), cards.floor.deal(id(other), 1));
    var asked = "/api/" + list + "?client=";
    var before = cards.anna.get(asked + id(other)).json();
    assertThat(before).isNotEqualTo(cards.anna.get(asked + id(kept)).json());
    assertThat(cards.merge(kept, other).status()).isEqualTo(200);
    var after = cards.anna.get(asked + id(other)).json();
    assertThat(after).isEqualTo(cards.anna.get(asked + id(kept)).json());
    assertThat(after).isNotEqualTo(cards.anna.get(asked + "999").json());
  }

  @Test
  void thePeopleOfAMergedCompanyAreThoseOfTheOneItWentInto() {
    var kept = cards.create(new JsonObject().put("name", "Ромашка").put("kind", "company"));
    var other = cards.create(new JsonObject().put("name", "Василёк").put("kind", "company"));
    var person =
        cards.create(
            new JsonObject().put("name", "Иванов").put("companyId", other.getString("id")));
    assertThat(cards.merge(kept, other).status()).isEqualTo(200);
    assertThat(cards.anna.get("/api/clients?company=" + id(other)).items())
        .extracting(one -> id((JsonObject) one))
        .containsExactly(id(person));
  }

  @Test
  void refusedWhenEitherCardHasChanged() {
    var kept = cards.client("Иванов", FIRST);
    var other = cards.client("Петров", SECOND);
    cards.rename(other, "Сидоров");
    var refused = cards.merge(kept, other);
    assertThat(refused.problem()).isEqualTo("409 conflict otherVersion stale");
    assertThat(refused.json().getJsonObject("params").getJsonObject("current").getString("name"))
        .isEqualTo("Сидоров");
    cards.rename(kept, "Иванова");
    assertThat(cards.merge(kept, other).problem()).isEqualTo("409 conflict version stale");
    var now = cards.anna.get("/api/clients/" + id(kept)).json();
    var then = cards.anna.get("/api/clients/" + id(other)).json();
    assertThat(cards.merge(now, then).status()).isEqualTo(200);
    assertThat(cards.merge(now, then).problem())
        .as("twice")
        .isEqualTo("409 conflict version stale");
    assertThat(cards.rename(then, "Никто").problem())
        .as("a form that was open")
        .isEqualTo("409 conflict version stale");
  }

  @Test
  void ofTwoThatMergeEachOtherAtOnceOneIsTold() {
    var one = cards.client("Один", FIRST);
    var two = cards.client("Два", SECOND);
    var there = CompletableFuture.supplyAsync(() -> cards.merge(one, two).status());
    var back = CompletableFuture.supplyAsync(() -> cards.merge(two, one).status());
    assertThat(List.of(there.join(), back.join())).containsExactlyInAnyOrder(200, 409);
  }

  @Test
  void faultsAreNamedAndChangeNothing() {
    var person = cards.client("Иванов", FIRST);
    var company =
        cards
            .anna
            .post("/api/clients", new JsonObject().put("name", "ООО").put("kind", "company"))
            .json();
    assertThat(cards.merge(person, company).problem()).isEqualTo("400 invalid other kind");
    assertThat(cards.merge(person, person).problem()).isEqualTo("400 invalid other self");
    assertThat(cards.merge(person, company.copy().put("id", "999")).problem())
        .isEqualTo("400 invalid other unknown");
    assertThat(cards.merge(person.copy().put("id", "999"), company).problem())
        .isEqualTo("404 not-found id unknown");
    assertThat(cards.merge(person, company, "phones").status()).isEqualTo(400);
    assertThat(cards.anna.get("/api/clients/" + id(person)).json()).isEqualTo(person);
  }
}
