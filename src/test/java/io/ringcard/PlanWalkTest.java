package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.Recorded;
import io.ringcard.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contact plan and the calls for today in the built page: by hand, and held by a talk. */
class PlanWalkTest {

  private static final Map<String, String> TALK_OF_A_SECOND =
      Map.of("RINGCARD_RULES_REALTALKSECONDS", "1");

  /** The timer rounds. */
  private static final Pattern MORE_THAN_A_SECOND = Pattern.compile("0:0[2-9]|0:[1-9].");

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final String ABOUT = "показать макет";

  @TempDir Path home;
  private FakeAmi exchange;
  private Desks desks;
  private TestClient office;

  @BeforeEach
  void open() throws IOException {
    exchange = FakeAmi.start();
    var house = new DeskHouse(exchange, home, TALK_OF_A_SECOND);
    office = house.signIn("anna");
    desks = house.desks();
  }

  @AfterEach
  void close() throws Exception {
    desks.close();
    exchange.close();
  }

  @Test
  void plannedMovedHeldCancelledAndHeldByATalk() {
    var irina = client("Ирина Соколова", "+79000000011");
    client("Зимин Олег", "+79000000022");
    awaitRoomInTheDay();
    var late = plan(irina, Instant.now().minusSeconds(60));

    var anna = desks.russian("anna");
    var leaving = plan(irina, Instant.now().plus(Duration.ofDays(1)));
    var made = byKeyboard(anna, late, leaving);
    colours(anna, late, made);
    takenBackByTheToast(anna, made);
    heldByATalk(anna, desks.english("boris"), late);
    assertThat(desks.complaints()).isEmpty();
  }

  /** What is planned for the last minute of this day must not be past before the walk is over. */
  private static void awaitRoomInTheDay() {
    var midnight = LocalDate.now(MOSCOW).plusDays(1).atStartOfDay(MOSCOW).toInstant();
    if (Instant.now().plusSeconds(300).isAfter(midnight)) {
      await().atMost(Duration.ofMinutes(6)).until(() -> Instant.now().isAfter(midnight));
    }
  }

  /** Written and moved without a mouse; the contact's id. */
  private static String byKeyboard(Desk anna, String late, String leaving) {
    anna.goTo(plan(""));
    row(anna, late).waitFor();
    anna.press("n");
    assertThat(anna.see("plan-client")).isFocused();
    anna.page().keyboard().type("Зимин");
    anna.see("plan-client-hit");
    anna.press("Enter");
    assertThat(anna.see("next-contact")).isFocused();
    anna.page().keyboard().type("завтра 10:00 " + ABOUT);
    anna.press("Control+Enter");
    var made = rows(anna).filter(new Locator.FilterOptions().setHasText(ABOUT));
    assertThat(made).hasAttribute("data-state", "ahead");
    var id = made.getAttribute("data-id");

    assertThat(row(anna, id)).isFocused();
    anna.press("r");
    assertThat(anna.see("next-contact")).isFocused();
    anna.page().keyboard().type("сегодня 23:59");
    anna.press("Control+Enter");
    assertThat(row(anna, id)).hasAttribute("data-state", "today");
    assertThat(row(anna, id)).isFocused();

    row(anna, leaving).focus();
    anna.press("r");
    assertThat(anna.see("next-contact")).isFocused();
    anna.page().keyboard().type("через 30 дней");
    anna.press("Control+Enter");
    anna.gone(row(anna, leaving), 20);
    assertThat(row(anna, id)).isFocused();
    anna.page().reload();
    assertThat(row(anna, id)).hasAttribute("data-state", "today");
    Chromium.picture(anna.page(), "plan-walk");
    return id;
  }

  private static void colours(Desk anna, String late, String made) {
    for (var list : new String[] {plan(""), "/today"}) {
      anna.goTo(list);
      assertThat(row(anna, late)).hasAttribute("data-state", "overdue");
      assertThat(row(anna, made)).hasAttribute("data-state", "today");
      wears(row(anna, late), "overdue");
      wears(row(anna, made), "today");
    }
  }

  private static void takenBackByTheToast(Desk anna, String made) {
    for (var key : new String[] {"h", "x"}) {
      row(anna, made).focus();
      anna.press(key);
      anna.gone(row(anna, made), 20);
      anna.see("undo").click();
      row(anna, made).waitFor();
      anna.gone(anna.page().locator("[data-testid=undo]"), 20);
    }
    anna.page().reload();
    row(anna, made).focus();
    anna.press("h");
    anna.gone(row(anna, made), 20);
    anna.see("undo");
    anna.page().reload();
    anna.see("plan-row");
    anna.gone(row(anna, made), 20);
    anna.goTo(plan(""));
    assertThat(row(anna, made)).hasAttribute("data-state", "held");
  }

  /** Nobody reloads: both pages are told. */
  private void heldByATalk(Desk anna, Desk boris, String late) {
    anna.goTo("/today");
    boris.goTo(plan("&whose=all"));
    row(anna, late).waitFor();
    assertThat(row(boris, late)).hasAttribute("data-state", "overdue");
    for (var desk : new Desk[] {anna, boris}) {
      desk.page().evaluate("window.loadedOnce = true");
    }

    var call = Recorded.call("plain/inbound-answered", exchange);
    call.until("DialBegin", "PJSIP/trunk");
    anna.card("ringing", 20);
    call.until("BridgeEnter", "PJSIP/trunk");
    anna.card("talking", 20);
    assertThat(anna.see("timer")).hasText(MORE_THAN_A_SECOND);
    call.toTheEnd();

    anna.card("writeup", 20);
    anna.see("held-by-call");
    anna.gone(row(anna, late), 20);
    assertThat(anna.page().locator("[role=alert]").getByText("Закрыт план").last()).isVisible();
    assertThat(row(boris, late)).hasAttribute("data-state", "held");
    Chromium.picture(anna.page(), "plan-held-by-talk");
    Chromium.picture(boris.page(), "plan-held-by-talk-dark");

    anna.see("held-undo").click();
    assertThat(row(anna, late)).hasAttribute("data-state", "overdue");
    assertThat(row(boris, late)).hasAttribute("data-state", "overdue");
    anna.gone(anna.page().locator("[data-testid=held-by-call]"), 20);
    for (var desk : new Desk[] {anna, boris}) {
      assertThat(desk.page().evaluate("window.loadedOnce")).isEqualTo(true);
    }
  }

  private static String plan(String more) {
    var today = LocalDate.now(MOSCOW);
    return "/plan?from=" + today.minusDays(1) + "&to=" + today.plusDays(3) + more;
  }

  private static Locator rows(Desk desk) {
    return desk.page().locator("[data-testid=plan-row]");
  }

  private static Locator row(Desk desk, String id) {
    return desk.page().locator("[data-testid=plan-row][data-id='" + id + "']");
  }

  /** Its time stands on the tint and in the ink of that urgency. */
  private static void wears(Locator row, String urgency) {
    assertThat(
            row.evaluate(
                """
                (row, urgency) => {
                  const probe = row.appendChild(document.createElement('i'))
                  probe.style.color = `var(--${urgency}-ink)`
                  probe.style.background = `var(--${urgency}-tint)`
                  const [wanted, worn] = [probe, row.querySelector('[role=gridcell]')].map((piece) => getComputedStyle(piece)).map((look) => look.color + look.backgroundColor)
                  probe.remove()
                  return wanted === worn
                }
                """,
                urgency))
        .isEqualTo(true);
  }

  private String client(String name, String number) {
    var phones = new JsonArray().add(new JsonObject().put("number", number));
    var client = new JsonObject().put("name", name).put("phones", phones);
    return office.post("/api/clients", client).json().getString("id");
  }

  private String plan(String client, Instant at) {
    var contact = new JsonObject().put("client", client).put("at", at.toString());
    return office.post("/api/plan", contact).json().getString("id");
  }
}
