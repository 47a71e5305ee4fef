package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import io.ringcard.testkit.Relay;
import io.ringcard.testkit.SipCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card on a real exchange: when it comes and goes, what it outlives, and who it names. */
@Tag("asterisk")
class RealCardTest {

  private static final String TO_ANNA = "74951230001";
  private static final String QUEUE = "74951230002";
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * Presses play when the player comes, then seeks; notes when the sound stood at the new place.
   */
  private static final String LISTENS =
      """
      const Sound = window.Audio;
      window.Audio = function () {
        const made = new Sound();
        made.addEventListener('playing', () => { made.currentTime = 4 }, { once: true });
        made.addEventListener('seeked', () => { window.seen.seeked ??= Date.now() });
        return made;
      };
      const waiting = setInterval(() => {
        const play = document.querySelector('[data-testid=player] [data-testid=play]');
        if (!play) return;
        clearInterval(waiting);
        window.seen.player = Date.now();
        play.click();
      }, 10);
      """;

  private static AsteriskContainer exchange;

  @TempDir Path home;
  private RealHouse real;
  private Phones phones;
  private Outside outside;
  private Chromium chromium;
  private SipCall caller;

  @BeforeAll
  static void start() {
    exchange = AsteriskContainer.startOrSkip();
  }

  @AfterAll
  static void stop() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @BeforeEach
  void open() {
    real = new RealHouse(exchange, home);
    phones = new Phones(exchange);
    outside = new Outside(exchange);
    chromium = new Chromium();
  }

  @AfterEach
  void close() {
    chromium.close();
    outside.close();
    phones.close();
    real.close();
  }

  @Test
  void goneAtTheColleaguesWithinASecondOfTheAnswer() throws IOException {
    try (var house = real.open()) {
      var anna = desk("anna", house.address());
      var boris = desk("boris", house.address());
      assertThat(quickest(() -> goneAfterTheAnswer(anna, boris))).isLessThan(SECOND);
      assertThat(anna.goTo("/today").see("empty").isVisible()).isTrue();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** How long after the answer both pages show it. */
  private Duration goneAfterTheAnswer(Desk anna, Desk boris) {
    for (var desk : List.of(anna, boris)) {
      desk.goTo("/today").see("user-menu");
      desk.gone(desk.page().locator("[data-testid=card]:not([data-phase=writeup])"), 20);
    }
    phones.rings("101");
    var talk = phones.answers("102", 4_000, 3_000);
    outside.calls(QUEUE, RealHouse.CLIENT, "Ирина", 20_000);
    boris.card("talking", 20);
    assertThat(anna.see("taken-by").textContent()).contains("boris");
    anna.gone(anna.page().locator("[data-testid=card]"), 20);
    var answered = talk.ended().answered().orElseThrow();
    assertThat(anna.firstSeen("ringing")).isBefore(answered);
    assertThat(boris.firstSeen("ringing")).isBefore(answered);
    return Stream.of(anna.firstSeen("taken"), boris.firstSeen("talking"))
        .map(seen -> Duration.between(answered, seen))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Of a few times until one is quick enough: a machine that paused once is no slow product. */
  private static Duration quickest(Supplier<Duration> time) {
    var best = time.get();
    for (var left = 5; left > 0 && best.compareTo(SECOND) >= 0; left--) {
      best = Collections.min(List.of(best, time.get()));
    }
    return best;
  }

  @Test
  void backAfterAReloadALostConnectionAndAKilledServer() throws IOException, InterruptedException {
    real.open().close();
    var server = real.process();
    try (var relay = new Relay(server.port())) {
      var anna = desk("anna", relay.address());
      var talk = phones.answers("101", 1_000, 6_000);
      outside.calls(TO_ANNA, RealHouse.CLIENT, "", 20_000);
      var first = anna.card("talking", 20).getAttribute("data-call");
      anna.page().reload();
      assertThat(anna.card("talking", 20).getAttribute("data-call")).isEqualTo(first);

      relay.cut();
      anna.see("status-bar");
      talk.ended();
      real.closed(first);
      var second = phones.answers("101", 8_000, 25_000);
      outside.calls(TO_ANNA, "79990000001", "", 40_000);
      await().atMost(20, SECONDS).until(() -> real.ids().size() == 2);
      relay.mend();
      var ringing = anna.card("ringing", 20).getAttribute("data-call");
      assertThat(anna.calls()).containsExactly(ringing, first);

      anna.card("talking", 20);
      server.kill();
      relay.cut();
      server = real.process();
      relay.mend(server.port());
      await().atMost(20, SECONDS).until(() -> anna.calls().size() == 2);
      assertThat(anna.card("talking", 20).getAttribute("data-call")).isEqualTo(ringing);
      assertThat(anna.calls()).containsExactly(ringing, first);
      phones.close();
      second.anyEnd();
    } finally {
      server.close();
    }
  }

  @Test
  void heardAndSoughtWithinASecondOfTheHangUp() throws IOException {
    try (var house = real.open()) {
      var anna = desk("anna", house.address());
      anna.page().addInitScript(LISTENS);
      assertThat(quickest(() -> soughtAfterTheEnd(anna))).isLessThan(SECOND);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** How long after the hang-up the talk was played and sought in. */
  private Duration soughtAfterTheEnd(Desk anna) {
    var talk = phones.answers("101", 1_000, 8_000);
    outside.calls(TO_ANNA, RealHouse.CLIENT, "", 20_000);
    var call = anna.card("talking", 20).getAttribute("data-call");
    anna.goTo("/calls");
    anna.page().locator("[data-testid=call-row][data-id='" + call + "']").click();
    anna.see("call-details");
    var ended = talk.ended().ended();
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(anna.firstSeen("seeked")).isAfter(ended));
    assertThat(anna.firstSeen("player")).isAfterOrEqualTo(ended);
    return Duration.between(ended, anna.firstSeen("seeked"));
  }

  @Test
  void eachKindOfNumberHasItsOwnCard() throws IOException {
    try (var house = real.open()) {
      real.client("Рудь", RealHouse.CLIENT);
      real.client("Кто-то", RealHouse.OWN);
      var anna = desk("anna", house.address());

      rings(RealHouse.CLIENT);
      var several = anna.card("ringing", 20);
      var before = several.getAttribute("data-client");
      anna.see("choose-client");
      anna.page().keyboard().press("Alt+Digit2");
      anna.see("undo");
      anna.gone(anna.page().locator("[data-client='" + before + "']"), 20);
      var after = anna.card("ringing", 20).getAttribute("data-client");
      anna.page().reload();
      assertThat(anna.card("ringing", 20).getAttribute("data-client")).isEqualTo(after);
      over(anna);

      rings("79990000002");
      anna.card("ringing", 20);
      anna.page().keyboard().press("Alt+KeyK");
      anna.see("new-client-name").fill("Новый Клиент");
      anna.page().keyboard().press("Enter");
      anna.see("open-client");
      over(anna);

      rings("anonymous");
      anna.card("ringing", 20);
      anna.page().keyboard().press("Alt+KeyF");
      anna.see("find-client").fill("Новый");
      anna.see("found-client");
      anna.page().keyboard().press("Enter");
      anna.see("open-client");
      over(anna);

      rings(RealHouse.OWN);
      assertThat(anna.card("ringing", 20).getAttribute("data-client")).isNull();
      over(anna);

      phones.rings("101");
      phones.dials("102", "101", 1_000, 3_000).anyEnd();
      real.closed(real.newest());
      assertThat(real.call(real.newest()).direction()).isEqualTo("internal");
      assertThat(anna.calls()).isEmpty();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** The caller of that number lets anna's phone ring until it is over. */
  private void rings(String number) {
    phones.rings("101");
    caller = outside.givesUp(TO_ANNA, number, 45_000);
  }

  private void over(Desk anna) {
    exchange.cliCommand("channel request hangup all");
    caller.anyEnd();
    anna.gone(anna.page().locator("[data-testid=card]"), 20);
  }

  private Desk desk(String login, String address) {
    return new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), address)
        .watch()
        .signIn(login, RealHouse.PASSWORD);
  }
}
