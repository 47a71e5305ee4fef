package io.ringcard.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookRoutesTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final AtomicInteger changes = new AtomicInteger();
  private final TestServer server = TestServer.start(routes());
  private final TestClient admin = as("admin", Role.ADMINISTRATOR);
  private final TestClient anna = as("anna", Role.OPERATOR);

  private Routes routes() {
    var routes = new Routes();
    new BookRoutes(new Books(database.db()), changes::incrementAndGet).addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void allBooksComeFilledInBothLanguages() {
    var books = anna.get("/api/books").items();
    assertThat(books.stream().map(book -> ((JsonObject) book).getString("id")))
        .containsExactly(
            "source", "client-status", "region", "contact-kind", "reason-won", "reason-lost");
    for (var book : books) {
      assertThat(((JsonObject) book).getJsonArray("items"))
          .hasSizeGreaterThan(3)
          .allSatisfy(entry -> {
            var label = ((JsonObject) entry).getJsonObject("label");
            assertThat(label.getString("ru")).isNotBlank();
            assertThat(label.getString("en")).isNotBlank();
          });
    }
  }

  @Test
  void anEntryIsAddedRenamedHiddenAndPutInOrder() {
    var label = new JsonObject().put("ru", "Сарафан").put("en", "Word of mouth");
    var added = admin.post("/api/books/source/entries", new JsonObject().put("label", label));
    assertThat(added.status()).isEqualTo(201);
    var id = added.json().getString("id");
    var path = "/api/book-entries/" + id;
    var renamed =
        new JsonObject().put("version", 0).put("label", label.copy().put("en", "Hearsay"));
    assertThat(admin.send("PATCH", path, renamed).json().getJsonObject("label").getString("en"))
        .isEqualTo("Hearsay");
    assertThat(admin.send("PATCH", path, renamed).problem())
        .isEqualTo("409 conflict version stale");
    var hidden = new JsonObject().put("version", 1).put("active", false);
    assertThat(admin.send("PATCH", path, hidden).json().getBoolean("active")).isFalse();
    var order = new JsonObject().put("items", new JsonArray().add(id));
    var book = admin.send("PUT", "/api/books/source/order", order).json();
    assertThat(book.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(changes).hasValue(4);
  }

  @Test
  void faultsAreNamed() {
    var blank = new JsonObject().put("ru", " ").put("en", "x");
    assertThat(
            admin.post("/api/books/source/entries", new JsonObject().put("label", blank)).problem())
        .isEqualTo("400 invalid label.ru required");
    assertThat(admin.post("/api/books/nothing/entries", new JsonObject()).status()).isEqualTo(404);
    var other = new JsonObject().put("items", new JsonArray().add("9"));
    assertThat(admin.send("PUT", "/api/books/source/order", other).problem())
        .isEqualTo("400 invalid items unknown");
    var call = new JsonObject().put("version", 0).put("active", false);
    assertThat(admin.send("PATCH", "/api/book-entries/" + idOfCode("call"), call).problem())
        .isEqualTo("400 invalid active needed");
    assertThat(admin.send("PATCH", "/api/book-entries/999", call).problem())
        .isEqualTo("404 not-found id unknown");
    assertThat(anna.send("PATCH", "/api/book-entries/1", call).status()).isEqualTo(403);
    assertThat(changes).hasValue(0);
  }

  private String idOfCode(String code) {
    return database
        .db()
        .get(
            "select id from book_entry where code = $1", row -> row.getLong("id").toString(), code);
  }

  private TestClient as(String login, Role role) {
    return server.as(database.user(login, login, role.slug()), login, role);
  }
}
