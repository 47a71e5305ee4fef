package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card's own piece of the page is fetched apart, and may be late or not come at all. */
class CardPieceTest {

  private static final String PIECE = "**/assets/CardView*";

  @TempDir Path home;

  @Test
  void whoCallsIsInSightMeanwhileAndTheCardComesByItself() throws Exception {
    try (var exchange = FakeAmi.start();
        var desks = new DeskHouse(exchange, home).desks()) {
      var anna = desks.russian("anna");
      var page = anna.page();
      page.route(PIECE, Route::abort);
      Recorded.call("plain/inbound-answered", exchange).until("BridgeEnter", "PJSIP/trunk");
      anna.goTo("/today");
      var line = page.locator("[data-testid=card-coming][data-phase=talking]");
      line.waitFor();
      assertThat(line.innerText()).contains("000-00-11", "разговор");
      assertThat(anna.see("own-phone").innerText()).contains("Разговор");
      assertThat(page.locator("[data-testid=reload]").count()).isZero();

      page.unroute(PIECE);
      anna.card("talking", 30);
    }
  }

  @Test
  void withoutACardBothPhonesOfATalkWithinTheHouseAreBusy() throws Exception {
    try (var exchange = FakeAmi.start();
        var desks = new DeskHouse(exchange, home).desks()) {
      var anna = desks.russian("anna");
      var boris = desks.english("boris");
      assertThat(anna.see("own-phone")).containsText("Свободен");
      // What is read at the start is answered before the talk, and comes after its push.
      var late = new ArrayList<Runnable>();
      var begun = new AtomicBoolean();
      boris
          .page()
          .route(
              "**/api/calls?*direction=internal*",
              asked -> {
                var answer = new Route.FulfillOptions().setResponse(asked.fetch());
                if (begun.get()) {
                  asked.fulfill(answer);
                } else {
                  late.add(() -> asked.fulfill(answer));
                }
              });
      boris.page().reload();
      boris.page().waitForCondition(() -> !late.isEmpty());
      begun.set(true);
      var call = Recorded.call("plain/internal-answered", exchange);
      call.until("BridgeEnter", "PJSIP/101");
      assertThat(anna.see("own-phone")).containsText("Разговор");
      late.forEach(Runnable::run);
      assertThat(boris.see("own-phone")).containsText("Talking");
      boris.page().unroute("**/api/calls?*direction=internal*");
      boris.page().reload();
      assertThat(boris.see("own-phone")).containsText("Talking");
      call.toTheEnd();
      assertThat(anna.see("own-phone")).containsText("Свободен");
      assertThat(boris.see("own-phone")).containsText("Free");
    }
  }
}
