package io.ringcard.outcome;

import static io.ringcard.outcome.CardCabinet.FIRST;
import static io.ringcard.outcome.CardCabinet.SECOND;
import static io.ringcard.outcome.CardCabinet.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose calls are when numbers come and go, and who is told that several clients have one. */
class SharedNumbersTest {

  private final CardCabinet cards = new CardCabinet();

  @AfterEach
  void close() {
    cards.close();
  }

  @Test
  void sameNumbersAreProposedUntilSomebodySaysOtherwise() {
    var one = cards.client("Иванов", FIRST);
    var two = cards.client("Петров", FIRST, SECOND);
    var firm =
        new JsonObject()
            .put("name", "ООО")
            .put("kind", "company")
            .put("phones", new JsonArray().add(new JsonObject().put("number", SECOND)));
    cards.anna.post("/api/clients", firm);
    var proposed = cards.anna.get("/api/clients/duplicates").items();
    assertThat(proposed).as("a company may share its people's number").hasSize(1);
    assertThat(proposed.getJsonObject(0).getString("number")).isEqualTo(FIRST);
    var apart =
        new JsonObject()
            .put("number", FIRST)
            .put("clients", new JsonArray().add(one.getString("id")).add(two.getString("id")));
    var said = cards.anna.post("/api/clients/duplicates/apart", apart);
    assertThat(cards.anna.get("/api/clients/duplicates").items()).isEmpty();
    cards.undo(said);
    assertThat(cards.anna.get("/api/clients/duplicates").items()).hasSize(1);
    cards.anna.post("/api/clients/duplicates/apart", apart);
    cards.client("Третий", FIRST);
    assertThat(cards.anna.get("/api/clients/duplicates?limit=1").items()).hasSize(1);
    apart.getJsonArray("clients").add("999");
    assertThat(cards.anna.post("/api/clients/duplicates/apart", apart).problem())
        .isEqualTo("400 invalid clients unknown");
  }

  @Test
  void callsFollowTheNumber() {
    var stray = cards.call(SECOND, null);
    var client = cards.client("Иванов", FIRST);
    var written = cards.call(FIRST, id(client));
    cards.floor.write(cards.floor.anna, SalesFloor.put(SalesFloor.THINKING), written);
    var filed = cards.call(SECOND, id(client));
    cards.db.run("update call set version = 1 where id = $1", filed);
    client = cards.phones(client, FIRST, SECOND);
    assertThat(cards.clientOf(stray)).isEqualTo(id(client));
    cards.assertLastTalk(id(client));
    var other = cards.client("Петров", FIRST);
    var plain = cards.call(FIRST, id(client));

    cards.phones(client);

    assertThat(cards.clientOf(stray)).as("nobody else has the number").isNull();
    assertThat(cards.clientOf(plain)).as("whoever else has it").isEqualTo(id(other));
    assertThat(cards.clientOf(written))
        .as("its outcome was written with him")
        .isEqualTo(id(client));
    assertThat(cards.clientOf(filed)).as("somebody said so").isEqualTo(id(client));
    cards.assertLastTalk(id(client));
    assertThat(cards.tallies.differences(cards.db)).isEmpty();

    cards.phones(cards.anna.get("/api/clients/" + id(client)).json(), SECOND);
    assertThat(cards.clientOf(stray)).as("comes back with the number").isEqualTo(id(client));
    assertThat(cards.tallies.differences(cards.db)).isEmpty();
  }
}
