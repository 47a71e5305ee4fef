package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people at one board, in the built page. */
class BoardWalkTest {

  private static final String CONTACT = "1";
  private static final String NEEDS = "2";
  private static final String OFFER = "3";
  private static final String LOST = "8";
  private static final String CHOSE_ANOTHER = "Выбрали другого";

  @TempDir static Path home;

  private Desks desks;

  @BeforeEach
  void open() throws IOException {
    desks = DemoDesks.openQuiet(home);
  }

  @AfterEach
  void close() throws Exception {
    desks.close();
  }

  @Test
  void everybodySeesOneBoard() {
    var anna = desks.russian("anna").goTo("/deals?view=board");
    var boris = desks.english("boris").goTo("/deals?view=board");
    var deal = cards(anna, CONTACT).first().getAttribute("data-id");
    cards(boris, CONTACT).first().waitFor();

    card(anna, CONTACT, deal).dragTo(column(anna, NEEDS));
    card(anna, NEEDS, deal).waitFor();
    await().atMost(20, SECONDS).until(() -> step(anna, deal).equals(NEEDS));
    card(boris, NEEDS, deal).waitFor();
    Chromium.picture(anna.page(), "board");
    Chromium.picture(boris.page(), "board-dark");

    anna.see("undo").click();
    card(anna, CONTACT, deal).waitFor();
    card(boris, CONTACT, deal).waitFor();
    assertThat(step(anna, deal)).isEqualTo(CONTACT);

    byKeyboard(boris, deal);
    card(anna, NEEDS, deal).waitFor();
    lostWithItsReason(anna, deal);
    lateMove(anna, boris);
    assertThat(desks.complaints()).allMatch(said -> said.contains("status of 409"));
  }

  private void byKeyboard(Desk boris, String deal) {
    card(boris, CONTACT, deal).focus();
    boris.page().keyboard().press("Alt+ArrowRight");
    assertThat(card(boris, NEEDS, deal)).isFocused();
    await().atMost(20, SECONDS).until(() -> step(boris, deal).equals(NEEDS));
    boris.page().keyboard().press("Enter");
    assertThat(boris.see("deal-details")).hasAttribute("data-id", deal);
    boris.page().keyboard().press("Escape");
    boris.gone(boris.page().locator("[data-testid=deal-details]"), 20);
  }

  private String reason(Desk who, String deal) {
    var reason = deal(who, deal).getJsonObject("reason");
    return reason == null ? "" : reason.getJsonObject("label").getString("ru");
  }

  private void lostWithItsReason(Desk anna, String deal) {
    anna.goTo("/deals?view=board&deal=" + deal).see("deal-step").click();
    anna.page().locator("[role=menuitem][data-step='" + LOST + "']").click();
    anna.see("closing");
    Chromium.picture(anna.page(), "board-closing");
    anna.page()
        .locator("[data-testid=closing-reason]")
        .filter(new Locator.FilterOptions().setHasText(CHOSE_ANOTHER))
        .click();
    await().atMost(20, SECONDS).until(() -> CHOSE_ANOTHER.equals(reason(anna, deal)));
    assertThat(step(anna, deal)).isEqualTo(LOST);
    anna.gone(card(anna, NEEDS, deal), 20);
    anna.see("close-details").click();
  }

  /** Boris moves a deal while Anna's page hears nothing; her own move then yields to his. */
  private void lateMove(Desk anna, Desk boris) {
    var deal = cards(anna, CONTACT).first().getAttribute("data-id");
    anna.page()
        .route(
            "**/api/deals/" + deal,
            route -> {
              assertThat(move(boris, deal, OFFER).status()).isEqualTo(200);
              anna.page().unroute("**/api/deals/" + deal);
              route.resume();
            });
    card(anna, CONTACT, deal).dragTo(column(anna, NEEDS));
    card(anna, OFFER, deal).waitFor();
    assertThat(anna.page().getByText("Борис Гущин").last()).isVisible();
    assertThat(step(anna, deal)).isEqualTo(OFFER);
  }

  private APIResponse move(Desk desk, String deal, String step) {
    var change =
        new JsonObject().put("version", deal(desk, deal).getInteger("version")).put("step", step);
    return desk.patch("/api/deals/" + deal, change);
  }

  private static Locator column(Desk desk, String step) {
    return desk.page().locator("[data-testid=board-column][data-step='" + step + "']");
  }

  private static Locator cards(Desk desk, String step) {
    return column(desk, step).locator("[data-testid=deal-card]");
  }

  private static Locator card(Desk desk, String step, String deal) {
    return column(desk, step).locator("[data-id='" + deal + "']");
  }

  private String step(Desk desk, String deal) {
    return deal(desk, deal).getJsonObject("step").getString("id");
  }

  private JsonObject deal(Desk desk, String id) {
    return desk.get("/api/deals/" + id);
  }
}
