package io.ringcard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients as the page and strangers see them; answers are checked against the contract. */
class ClientRoutesTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final TestServer server = TestServer.start(routes());
  private final TestClient anna =
      server.as(database.user("anna", "Анна", "operator"), "anna", Role.OPERATOR);

  private Routes routes() {
    var routes = new Routes();
    var db = database.db();
    var own = Set.of("+74951230001");
    var clients = new Clients(db, "RU", own, (tx, client, added, removed) -> {});
    var numbers = new Numbers(db, "RU", own);
    new ClientRoutes(clients, new ClientLists(db, "RU"), new Notes(db), numbers, id -> {})
        .addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void createdChangedAndFound() {
    var created = anna.post("/api/clients", ivanov());
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().getString("id")).isEqualTo("1");
    assertThat(created.json().getJsonArray("phones").getJsonObject(0).getString("number"))
        .isEqualTo("+79161234567");
    var changed =
        anna.send(
            "PATCH",
            "/api/clients/1",
            new JsonObject()
                .put("version", 0)
                .put("company", "Ромашка")
                .put("emails", new JsonArray()));
    assertThat(changed.json().getString("company")).isEqualTo("Ромашка");
    assertThat(changed.json().getString("name")).isEqualTo("Иванов Пётр");
    assertThat(changed.json().getInteger("version")).isEqualTo(1);
    for (var typed : new String[] {"петр", "8 (916) 123", "4567", "ромаш", "Иваноф"}) {
      assertThat(anna.get("/api/clients?q=" + encoded(typed)).items()).as(typed).hasSize(1);
    }
    assertThat(anna.get("/api/clients/1").text()).isEqualTo(changed.text());
  }

  @Test
  void staleChangeTellsWhatStandsThere() {
    anna.post("/api/clients", ivanov());
    var change = new JsonObject().put("version", 0).put("name", "Петров");
    anna.send("PATCH", "/api/clients/1", change);
    var stale = anna.send("PATCH", "/api/clients/1", change);
    assertThat(stale.problem()).isEqualTo("409 conflict version stale");
    assertThat(stale.json().getJsonObject("params").getJsonObject("current").getString("name"))
        .isEqualTo("Петров");
  }

  @Test
  void faultsAreNamed() {
    var zeros = ivanov().put("phones", new JsonArray().add(phone("0000000000")));
    assertThat(anna.post("/api/clients", zeros).problem())
        .isEqualTo("400 invalid phones[0].number number");
    assertThat(anna.post("/api/clients", new JsonObject().put("name", "  ")).problem())
        .isEqualTo("400 invalid name required");
    assertThat(anna.get("/api/clients/999").problem()).isEqualTo("404 not-found id unknown");
    assertThat(anna.get("/api/clients?cursor=999").problem())
        .isEqualTo("400 invalid cursor unknown");
    assertThat(anna.get("/api/clients?cursor=%27--").problem())
        .isEqualTo("400 invalid cursor unknown");
    assertThat(anna.post("/api/clients/999/notes", new JsonObject().put("text", "x")).problem())
        .isEqualTo("404 not-found id unknown");
    assertThat(anna.get("/api/clients").items()).isEmpty();
  }

  @Test
  void theSameKeyCreatesOnce() {
    var keyed = anna.with("Idempotency-Key", "k1");
    var first = keyed.post("/api/clients", ivanov());
    assertThat(keyed.post("/api/clients", ivanov()).text()).isEqualTo(first.text());
    assertThat(anna.get("/api/clients").items()).hasSize(1);
  }

  @Test
  void notesComeBackWithTheirWriter() {
    anna.post("/api/clients", ivanov());
    var note = anna.post("/api/clients/1/notes", new JsonObject().put("text", "<b>важно</b>"));
    assertThat(note.status()).isEqualTo(201);
    assertThat(note.json().getString("text")).isEqualTo("<b>важно</b>");
    assertThat(note.json().getJsonObject("by").getString("name")).isEqualTo("Анна");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table client; --",
        "%",
        "_",
        "\\",
        "%%%%",
        "a'b\"c",
        "\uD83D\uDE00",
        "\u202E\u0301",
        "((((",
        "+",
        "9999999999999999999999999999999999999999",
        "| & ! <-> :*"
      })
  void hostileSearchesFindNothingAndBreakNothing(String typed) {
    anna.post("/api/clients", ivanov());
    var reply = anna.get("/api/clients?q=" + encoded(typed));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.items()).isEmpty();
  }

  private static JsonObject ivanov() {
    return new JsonObject()
        .put("name", "Иванов Пётр")
        .put("emails", new JsonArray().add(new JsonObject().put("address", "ivanov@example.org")))
        .put("phones", new JsonArray().add(phone("8 (916) 123-45-67").put("label", "моб.")));
  }

  private static JsonObject phone(String number) {
    return new JsonObject().put("number", number);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
