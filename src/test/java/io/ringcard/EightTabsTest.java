package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person with many tabs; a browser gives one server six connections. */
class EightTabsTest {

  @TempDir Path home;
  private FakeAmi exchange;
  private DeskHouse house;
  private Chromium chromium;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home);
    chromium = new Chromium();
  }

  @AfterEach
  void close() throws IOException {
    chromium.close();
    house.close();
    exchange.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "delete window.SharedWorker"})
  void eachHasTheCardAndSigningOutInOneEndsAll(String without) {
    var first = chromium.page("ru-RU", ColorScheme.LIGHT);
    first.context().addInitScript(without);
    var anna = new Desk(first, house.address()).signIn("anna", DeskHouse.PASSWORD);
    var tabs =
        IntStream.range(1, 8)
            .mapToObj(i -> new Desk(first.context().newPage(), house.address()).goTo("/today"))
            .toList();
    tabs.forEach(tab -> tab.see("user-menu", 40));
    var field = tabs.getFirst().page().locator("[data-testid=search]");
    field.fill("Ирина");

    var call = Recorded.call("plain/inbound-answered", exchange);
    call.until("DialBegin", "PJSIP/trunk");
    anna.card("ringing", 20);
    tabs.forEach(tab -> tab.card("ringing", 20));
    assertThat(field.evaluate("field => field === document.activeElement")).isEqualTo(true);
    assertThat(field.inputValue()).isEqualTo("Ирина");
    call.until("BridgeEnter", "PJSIP/trunk");
    tabs.forEach(tab -> tab.card("talking", 20));
    assertThat(chromium.complaints()).isEmpty();

    tabs.getLast().see("user-menu").click();
    tabs.getLast().see("sign-out").click();
    for (var tab : List.of(anna, tabs.getFirst(), tabs.getLast())) {
      tab.see("sign-in", 20);
    }
  }
}
