package io.ringcard.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking back by token, with renaming a client as the action. */
class UndoRoutesTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final Principal anna = person("anna");
  private final List<String> told = new ArrayList<>();
  private final Undos undos = new Undos(db).on("rename", this::renameBack);
  private final TestServer server = TestServer.start(routes());
  private final TestClient page = server.as(anna);

  private Routes routes() {
    var routes = new Routes();
    new UndoRoutes(undos).addTo(routes);
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void backOnceAndNeverTwice() {
    var token = rename("Петров");
    var answer = undo(token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().getString("kind")).isEqualTo("rename");
    assertThat(answer.json().getJsonArray("left")).isEmpty();
    assertThat(name()).isEqualTo("Иванов");
    assertThat(told).containsExactly("Иванов");
    assertThat(undo(token).problem()).isEqualTo("409 conflict token undone");
    assertThat(told).hasSize(1);
  }

  @Test
  void outlivesARestartButNotItsMinutes() {
    var token = rename("Петров");
    var restarted = new Undos(db).on("rename", this::renameBack);
    assertThat(restarted.undo(anna, token).left()).isEmpty();
    var late = rename("Сидоров");
    db.run("update undo set at = at - interval '16 minutes'");
    assertThat(undo(late).problem()).isEqualTo("409 conflict token expired");
    assertThat(name()).isEqualTo("Сидоров");
  }

  @Test
  void servesOnlyWhoActed() {
    var token = rename("Петров");
    var boris = server.as(person("boris"));
    assertThat(boris.post("/api/undo/" + token, new JsonObject()).problem())
        .isEqualTo("404 not-found token unknown");
    assertThat(server.stranger().post("/api/undo/" + token, new JsonObject()).status())
        .isEqualTo(401);
    assertThat(undo("A".repeat(43)).problem()).isEqualTo("404 not-found token unknown");
    assertThat(undo("short").problem()).isEqualTo("404 not-found token unknown");
    assertThat(name()).isEqualTo("Петров");
  }

  @Test
  void whatSomebodyElseChangedStays() {
    var token = rename("Петров");
    db.run("update client set name = 'Сидоров', version = version + 1");
    var refused = undo(token);
    assertThat(refused.problem()).isEqualTo("409 conflict version changed");
    assertThat(refused.json().getJsonObject("params").getString("current")).isEqualTo("Сидоров");
    assertThat(name()).isEqualTo("Сидоров");
    assertThat(undo(token).problem()).isEqualTo("409 conflict version changed");
  }

  @Test
  void pressedTwiceAtOnce() throws Exception {
    var token = rename("Петров");
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> press = () -> undo(token).status();
      var statuses = new ArrayList<Integer>();
      for (var done : threads.invokeAll(List.of(press, press))) {
        statuses.add(done.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }
    assertThat(told).hasSize(1);
  }

  private TestClient.Reply undo(String token) {
    return page.post("/api/undo/" + token, new JsonObject());
  }

  private String rename(String name) {
    db.run("insert into client (name) select 'Иванов' where not exists (select 1 from client)");
    return db.inTransaction(tx -> {
      var before = new JsonObject().put("name", name());
      var version =
          tx.get(
              "update client set name = $1, version = version + 1 returning version",
              row -> row.getInteger(0),
              name);
      return new UndoOffers().offer(tx, anna, "rename", before.put("version", version));
    });
  }

  private Undone renameBack(Db tx, Principal by, JsonObject before) {
    var name = before.getString("name");
    var found =
        tx.run(
            "update client set name = $1, version = version + 1 where version = $2",
            name,
            before.getInteger("version"));
    if (found == 0) {
      throw new Problem.Conflict("version", "changed", Map.of("current", name())).asException();
    }
    return Undone.whole(() -> told.add(name));
  }

  private String name() {
    return db.get("select name from client", row -> row.getString(0));
  }

  private Principal person(String login) {
    return new Principal(database.user(login, login, "operator"), login, login, Role.OPERATOR);
  }
}
