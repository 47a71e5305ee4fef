package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller's name is a stranger's text: it is shown as it was sent, and does nothing. */
class HostileNamesTest {

  private static final List<String> NAMES =
      List.of(
          "<script>window.ran=1</script>",
          "<img src=x onerror=window.ran=1>",
          "<svg/onload=window.ran=1>",
          "\\\"><b onmouseover=window.ran=1>",
          "javascript:window.ran=1",
          "'; drop table call; --",
          "{{caller}} $t(card.panel) ${ran}",
          "=HYPERLINK(\\\"http://x\\\")",
          "Tom \u202egnp.exe",
          "A\u200bB\u200d\ufeffC",
          "\\0\\n\\x1b[31mred",
          "</title><style>*{display:none}</style>");

  /** Exchanges cut a name at 79 bytes, if need be in the middle of a letter. */
  private static final String LONG = "Общество с ограниченной ответственностью «Ромашк\ufffd";

  private static final String NOTICES =
      """
      window.notices = [];
      window.Notification = class { constructor(title) { window.notices.push(title) } close() {} };
      window.Notification.permission = 'granted';
      Object.defineProperty(document, 'hidden', { get: () => true });
      """;

  private static final String FITS =
      """
      document.documentElement.scrollWidth <= innerWidth
        && [...document.querySelectorAll('[data-testid=call-panel] > div > *')].every(one => one.scrollWidth <= 360)
      """;

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

  @Test
  void shownAsTextEverywhereAndNothingRuns() {
    var page = chromium.page("ru-RU", ColorScheme.LIGHT);
    page.addInitScript(NOTICES);
    var anna = new Desk(page, house.address()).signIn("anna", DeskHouse.PASSWORD);
    for (var i = 0; i < NAMES.size(); i++) {
      becomesAClient(anna, NAMES.get(i), i);
    }
    becomesAClient(anna, LONG, NAMES.size());
    for (var path : List.of("/calls", "/clients", "/today", "/deals")) {
      anna.goTo(path);
      anna.see("search");
      assertCalm(page);
    }
    page.locator("[data-testid=search]").fill("ran=1");
    anna.see("search-hit");
    assertCalm(page);
    assertThat(chromium.complaints()).isEmpty();
  }

  private void becomesAClient(Desk anna, String signalled, int i) {
    var page = anna.page();
    var call = call(signalled, i);
    call.until("DialBegin", "PJSIP/trunk");
    var shown = anna.see("signalled-name").locator("bdi").textContent();
    assertThat(shown).contains(seen(signalled));
    assertThat(page.locator("[role=status]").first().textContent()).isNotEmpty();
    page.keyboard().press("Alt+KeyK");
    anna.see("new-client-name");
    assertThat(page.locator("[data-testid=new-client-name]").inputValue()).isNotBlank();
    page.keyboard().press("Enter");
    anna.see("open-client");
    assertCalm(page);
    call.toTheEnd();
    anna.gone(page.locator("[data-testid=card][data-phase=ringing]"), 20);
    call(signalled, i + 50).until("DialBegin", "PJSIP/trunk");
    anna.card("ringing", 20);
    await()
        .atMost(20, SECONDS)
        .until(() -> String.valueOf(page.evaluate("window.notices.at(-1)")).length() > 10);
    assertThat((String) page.evaluate("window.notices.join() + document.title"))
        .doesNotContain("\u202e", "\u200b", "&lt;");
    page.keyboard().press("Alt+KeyX");
    anna.gone(page.locator("[data-testid=card][data-phase=ringing]"), 20);
  }

  /** Each call of a number of its own. */
  private Recorded call(String name, int i) {
    return Recorded.call("plain/inbound-answered", exchange)
        .with("Ivan Petrov", name)
        .with("79000000011", "790000001" + (10 + i % 50))
        .with("1795415594", Integer.toString(1_795_415_600 + i));
  }

  /** Without the exchange's escapes, and without half a letter at the end. */
  private static String seen(String name) {
    return name.startsWith("\\0") ? "red" : name.replace("\\\"", "\"").replace("\ufffd", "");
  }

  /** No script ran, nothing is wider than the window, and nothing of it has become an element. */
  private static void assertCalm(Page page) {
    assertThat(page.evaluate("window.ran")).isNull();
    await().atMost(20, SECONDS).until(() -> (Boolean) page.evaluate(FITS));
    assertThat(
            page.evaluate("document.querySelectorAll('main img, main script, aside img').length"))
        .isEqualTo(0);
  }
}
