package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outcome goes to the call that it was meant for, whatever comes in between. */
class CardKeysTest {

  private static final String PRESSED_AS_IT_GOES =
      """
      call => {
        const press = () => document.body.dispatchEvent(
          new KeyboardEvent('keydown', { code: 'Digit1', altKey: true, bubbles: true, cancelable: true }))
        const watch = new MutationObserver(() => {
          if (document.querySelector(`[data-testid=card][data-call='${call}']`)) return
          watch.disconnect()
          setTimeout(press, 100)
        })
        watch.observe(document, { subtree: true, childList: true })
      }
      """;

  @TempDir Path home;
  private FakeAmi exchange;
  private DeskHouse house;
  private Desks desks;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home);
    desks = house.desks();
  }

  @AfterEach
  void close() throws Exception {
    desks.close();
    exchange.close();
  }

  @Test
  void theCardThatIsWrittenInHasTheKeysAlsoWhenTheNextCallIsAnswered() {
    var first = call(60);
    var anna = desks.russian("anna");
    form(anna, first).locator("[data-testid=note]").fill("Ждёт смету");

    Recorded.call("plain/inbound-answered", exchange).until("BridgeEnter", "PJSIP/trunk");
    var second = anna.card("talking", 20).getAttribute("data-call");
    assertThat(form(anna, first)).hasAttribute("data-holding", "true");
    anna.press("Alt+Digit1", "Control+Enter");
    assertThat(anna.cardOf(first)).hasCount(0);
    assertThat(outcome(anna, first)).isEqualTo("Meeting");
    assertThat(outcome(anna, second)).isNull();

    assertThat(form(anna, second)).hasAttribute("data-holding", "true");
    anna.press("Alt+Digit3", "Control+Enter");
    await().atMost(20, SECONDS).until(() -> outcome(anna, second) != null);
    assertThat(outcome(anna, second)).isEqualTo("Wants an offer");
    assertThat(desks.complaints()).isEmpty();
  }

  @Test
  void whatIsBegunStaysAlthoughAColleagueWritesTheOutcome() {
    var first = call(60);
    var anna = desks.english("anna");
    form(anna, first).locator("[data-testid=note]").fill("Wants to meet");
    colleagueWrites(first, anna);

    Recorded.call("plain/inbound-answered", exchange).until("DialBegin", "PJSIP/trunk");
    anna.card("ringing", 20);
    assertThat(form(anna, first).locator("[data-testid=note]")).hasValue("Wants to meet");
    anna.press("Alt+Digit1", "Control+Enter");
    assertThat(anna.see("outcome-meanwhile")).containsText("boris");
    Chromium.picture(anna.page(), "card-meanwhile-dark");
    anna.press("Control+Enter");
    assertThat(anna.cardOf(first)).hasCount(0);
    assertThat(outcome(anna, first)).isEqualTo("Meeting");
    assertThat(desks.complaints()).allMatch(said -> said.contains("status of 409"));
  }

  @Test
  void whatIsPressedAsACardGoesIsNotTheNextOnes() {
    var older = call(600);
    var newer = call(60);
    var anna = desks.russian("anna");
    assertThat(form(anna, newer)).hasAttribute("data-holding", "true");
    anna.page().evaluate(PRESSED_AS_IT_GOES, newer);
    colleagueWrites(newer, anna);

    assertThat(form(anna, older)).hasAttribute("data-holding", "true");
    assertThat(chosen(anna, older)).hasCount(0);
    anna.press("Alt+Digit1");
    assertThat(chosen(anna, older)).hasCount(1);
    assertThat(desks.complaints()).isEmpty();
  }

  @Test
  void anotherFormIsSavedWithoutTheOutcome() {
    var call = call(60);
    var anna = desks.russian("anna");
    assertThat(form(anna, call)).hasAttribute("data-holding", "true");
    anna.press("Alt+Digit1");
    assertThat(chosen(anna, call)).hasCount(1);
    anna.goTo("/deals?view=list&deal=" + deal()).see("deal-edit-open").click();
    anna.see("deal-title").fill("Экраны в атриуме");
    assertThat(chosen(anna, call)).hasCount(1);
    anna.press("Control+Enter");
    anna.gone(anna.page().locator("[data-testid=deal-edit]"), 20);
    assertThat(chosen(anna, call)).hasCount(1);

    anna.goTo("/deals?view=list");
    assertThat(chosen(anna, call)).hasCount(1);
    assertThat(outcome(anna, call)).isNull();
    assertThat(desks.complaints()).isEmpty();
  }

  private String deal() {
    var office = house.signIn("anna");
    var client = office.post("/api/clients", new JsonObject().put("name", "Ирина")).json();
    var deal = new JsonObject().put("client", client.getString("id")).put("title", "Экраны");
    return office.post("/api/deals", deal).json().getString("id");
  }

  /** Boris had a part in the call, and is through with it. */
  private void colleagueWrites(String call, Desk anna) {
    var boris = house.signIn("boris");
    var outcome = anna.get("/api/outcomes").getJsonArray("items").getJsonObject(2);
    var body = new JsonObject().put("outcome", outcome.getString("id"));
    var answer = boris.send("PUT", "/api/calls/" + call + "/outcome", body);
    assertThat(answer.status()).isEqualTo(200);
  }

  private static Locator form(Desk desk, String call) {
    return desk.cardOf(call).locator("[data-testid=outcome-form]");
  }

  private static Locator chosen(Desk desk, String call) {
    return form(desk, call).locator("[aria-pressed=true]");
  }

  private static @Nullable String outcome(Desk desk, String call) {
    var written = desk.get("/api/calls/" + call).getJsonObject("outcome");
    return written == null
        ? null
        : written.getJsonObject("outcome").getJsonObject("label").getString("en");
  }

  /** A closed call in which both talked; how long ago, in seconds. */
  private String call(int ago) {
    return Long.toString(
        CallSeed.inbound(house.db(), Instant.now().minusSeconds(ago))
            .number("+79000000077")
            .spoke(user("anna"), 30)
            .spoke(user("boris"), 10)
            .write());
  }

  private long user(String login) {
    return house
        .db()
        .get("select id from app_user where login = $1", row -> row.getLong("id"), login);
  }
}
