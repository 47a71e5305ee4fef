package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.EventStream;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import io.ringcard.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A talk that holds a planned contact tells every screen, and the card of the call keeps it. */
class HeldPushTest {

  private static final Map<String, String> ANY_TALK = Map.of("RINGCARD_RULES_REALTALKSECONDS", "0");

  @TempDir Path home;
  private FakeAmi exchange;
  private DeskHouse house;
  private TestClient anna;
  private TestClient boris;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home, ANY_TALK);
    anna = house.signIn("anna");
    boris = house.signIn("boris");
  }

  @AfterEach
  void close() throws IOException {
    house.close();
    exchange.close();
  }

  @Test
  void everyScreenHearsItAndTheCardKeepsItUntilItIsTakenBack() {
    var plan = plan();
    try (var screen = boris.eventsUntilEnd("/api/push")) {
      Recorded.call("plain/inbound-answered", exchange).toTheEnd();
      await().atMost(20, SECONDS).until(() -> !held(screen).isEmpty());
      await().atMost(20, SECONDS).until(() -> card().isPresent());
      var call = card().orElseThrow().getString("id");
      assertThat(held(screen)).hasSize(1);
      var told = held(screen).getFirst();
      assertThat(told.getString("id")).isEqualTo(plan);
      assertThat(told.getString("status")).isEqualTo("held");
      assertThat(told.getString("heldBy")).isEqualTo(call);
      assertThat(card().orElseThrow().getJsonObject("held").getString("id")).isEqualTo(plan);
      assertThat(anna.get("/api/plan/today").json().getJsonArray("overdue")).isEmpty();

      var again = new JsonObject().put("version", told.getInteger("version"));
      assertThat(anna.send("PATCH", "/api/plan/" + plan, again.put("status", "planned")).status())
          .isEqualTo(200);
      assertThat(card().orElseThrow().getJsonObject("held")).isNull();
      assertThat(anna.get("/api/plan/today").json().getJsonArray("overdue")).hasSize(1);
    }
  }

  private String plan() {
    var phones = new JsonArray().add(new JsonObject().put("number", "+79000000011"));
    var irina = new JsonObject().put("name", "Ирина Соколова").put("phones", phones);
    var client = anna.post("/api/clients", irina).json().getString("id");
    var contact =
        new JsonObject().put("client", client).put("at", Instant.now().minusSeconds(60).toString());
    return anna.post("/api/plan", contact).json().getString("id");
  }

  private Optional<JsonObject> card() {
    return anna.get("/api/cards").items().stream()
        .map(JsonObject.class::cast)
        .filter(card -> card.getString("phase").equals("writeup"))
        .findFirst();
  }

  private static List<JsonObject> held(EventStream screen) {
    return screen.events("plan"::equals).stream()
        .map(event -> event.data().getJsonObject("held"))
        .filter(Objects::nonNull)
        .toList();
  }
}
