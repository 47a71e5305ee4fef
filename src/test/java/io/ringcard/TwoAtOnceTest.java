package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two people write in the same thing. Who comes second is told by whom and what, keeps what they
 * typed, and may take the other's words.
 */
class TwoAtOnceTest {

  @TempDir static Path home;
  private static FakeAmi exchange;
  private static DeskHouse house;
  private static Desks desks;
  private static TestClient office;
  private static String client;
  private static Desk anna;
  private static Desk boris;

  @BeforeAll
  static void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home);
    desks = house.desks();
    office = house.signIn("anna");
    var phones = new JsonArray().add(new JsonObject().put("number", "+79000000011"));
    client = made("/api/clients", new JsonObject().put("name", "Ирина").put("phones", phones));
    anna = desks.russian("anna");
    boris = desks.english("boris");
  }

  @AfterAll
  static void close() throws Exception {
    assertThat(desks.complaints()).allMatch(said -> said.contains("status of 409"));
    desks.close();
    exchange.close();
  }

  @Test
  void theSameDeal() {
    var deal = made("/api/deals", about().put("title", "Экраны"));
    for (var desk : List.of(anna, boris)) {
      desk.goTo("/deals?view=list&deal=" + deal).see("deal-edit-open").click();
    }
    anna.see("deal-title").fill("Экраны в атриуме");
    anna.see("deal-amount").fill("480000");
    saved(anna, "deal-edit");

    boris.see("deal-title").fill("Screens");
    boris.see("deal-description").fill("Twelve of them");
    boris.press("Control+Enter");
    assertThat(boris.see("deal-meanwhile")).containsText("anna changed this deal");
    assertThat(boris.see("deal-meanwhile")).containsText("Title, Amount");
    assertThat(boris.see("deal-title")).hasValue("Screens");
    assertThat(boris.see("deal-description")).hasValue("Twelve of them");
    assertThat(boris.see("deal-amount")).hasValue("480000");
    assertThat(boris.see("theirs-title")).containsText("Экраны в атриуме");
    Chromium.picture(boris.page(), "two-at-a-deal-dark");

    boris.see("theirs-title-take").click();
    assertThat(boris.see("deal-title")).hasValue("Экраны в атриуме");
    saved(boris, "deal-edit");
    var stands = boris.get("/api/deals/" + deal);
    assertThat(stands.getString("title")).isEqualTo("Экраны в атриуме");
    assertThat(stands.getString("amount")).startsWith("480000");
    assertThat(stands.getString("description")).isEqualTo("Twelve of them");
  }

  @Test
  void theSamePlannedContact() {
    var at = Instant.now().plusSeconds(86_400);
    var plan = made("/api/plan", about().put("at", at.toString()).put("topic", "Смета"));
    for (var desk : List.of(anna, boris)) {
      desk.goTo("/plan?plan=" + plan).see("plan-topic");
    }
    anna.see("plan-topic").fill("Смета и сроки");
    saved(anna, "plan-form");

    boris.see("plan-topic").fill("Estimate");
    boris.press("Control+Enter");
    assertThat(boris.see("plan-meanwhile")).containsText("anna");
    assertThat(boris.see("plan-topic")).hasValue("Estimate");
    assertThat(boris.see("theirs-topic")).containsText("Смета и сроки");
    Chromium.picture(boris.page(), "two-at-a-contact-dark");
    saved(boris, "plan-form");
    assertThat(boris.get("/api/plan/" + plan).getString("topic")).isEqualTo("Estimate");
  }

  @Test
  void theOutcomeOfTheSameCall() {
    var call = call();
    for (var desk : List.of(anna, boris)) {
      desk.goTo("/calls?call=" + call).see("write-outcome").click();
    }
    anna.see("note").fill("Ждёт макет до пятницы");
    anna.see("outcome-3").click();
    anna.see("save").click();
    anna.gone(anna.page().locator("[data-testid=outcome-form]"), 20);

    boris.see("note").fill("Wants to meet");
    boris.see("outcome-1").click();
    boris.see("save").click();
    assertThat(boris.see("outcome-meanwhile")).containsText("anna");
    assertThat(boris.see("theirs-outcome")).containsText("Ждёт макет до пятницы");
    assertThat(boris.see("note")).hasValue("Wants to meet");
    assertThat(boris.see("outcome-1")).hasAttribute("aria-pressed", "true");
    Chromium.picture(boris.page(), "two-at-an-outcome-dark");

    boris.see("theirs-outcome-take").click();
    assertThat(boris.see("note")).hasValue("Ждёт макет до пятницы");
    assertThat(boris.see("outcome-3")).hasAttribute("aria-pressed", "true");
    boris.see("note").fill("Wants to meet");
    boris.see("outcome-1").click();
    boris.see("save").click();
    boris.gone(boris.page().locator("[data-testid=outcome-form]"), 20);
    var stands = boris.get("/api/calls/" + call).getJsonObject("outcome");
    assertThat(stands.getString("note")).isEqualTo("Wants to meet");
    assertThat(stands.getJsonObject("by").getString("name")).isEqualTo("boris");
  }

  private static void saved(Desk desk, String form) {
    desk.press("Control+Enter");
    desk.gone(desk.page().locator("[data-testid=" + form + "]"), 20);
  }

  /** A closed call in which both talked. */
  private static String call() {
    return Long.toString(
        CallSeed.inbound(house.db(), Instant.now().minusSeconds(600))
            .number("+79000000011")
            .client(Long.parseLong(client))
            .spoke(user("anna"), 60)
            .spoke(user("boris"), 30)
            .write());
  }

  private static long user(String login) {
    return house
        .db()
        .get("select id from app_user where login = $1", row -> row.getLong("id"), login);
  }

  private static JsonObject about() {
    return new JsonObject().put("client", client);
  }

  private static String made(String path, JsonObject body) {
    return office.post(path, body).json().getString("id");
  }
}
