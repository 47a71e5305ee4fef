package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.ringcard.calllog.CallView;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import io.ringcard.testkit.SipCall.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real exchange: SIPp talks, two people look at their pages, and the rows tell
 * what SIPp did.
 */
@Tag("asterisk")
class RealWalkTest {

  private static final double SECOND = 1.0;
  private static final String CLIENT = RealHouse.CLIENT;

  private static AsteriskContainer exchange;
  private Phones phones;
  private Outside outside;

  @TempDir Path home;
  private RealHouse real;

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
  }

  /** Calls of a test that failed must not ring in the next one. */
  @AfterEach
  void close() {
    outside.close();
    phones.close();
    real.close();
  }

  @Test
  void cardsBeforeTheAnswerAndGoneAfterIt() throws IOException {
    try (var house = real.open();
        var chromium = new Chromium()) {
      var anna =
          new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), house.address())
              .signIn("anna", RealHouse.PASSWORD);
      var boris =
          new Desk(chromium.page("en-GB", ColorScheme.DARK), house.address())
              .signIn("boris", RealHouse.PASSWORD);
      phones.rings("101");
      var talk = phones.answers("102", 6_000, 5_000);
      outside.calls("74951230002", CLIENT, "Ирина", 20_000);

      anna.card("ringing", 20);
      var call = boris.card("ringing", 20).getAttribute("data-call");
      Chromium.picture(anna.page(), "queue-ringing");
      boris.card("talking", 15);
      anna.gone(anna.page().locator("[data-testid=card][data-phase=ringing]"), 20);
      var seen = talk.ended();

      var row = real.closed(call);
      assertThat(row.queues()).containsExactly("sales");
      assertTimes(row, seen);
      assertThat(row.waitSeconds()).isCloseTo(seen.ringSeconds(), within(SECOND));
      assertThat(row.operators())
          .anySatisfy(part -> assertThat(part.result()).isEqualTo("answered"))
          .anySatisfy(part -> assertThat(part.result()).isEqualTo("answered_elsewhere"));
      assertRecording(call, seen);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void theDirectNumberRingsOnePhone() throws IOException {
    try (var house = real.open()) {
      assertThat(house.port()).isPositive();
      var talk = phones.answers("101", 3_000, 4_000);
      outside.calls("74951230001", CLIENT, "", 20_000);
      var seen = talk.ended();
      var row = real.closed(real.newest());
      assertThat(row.direction()).isEqualTo("inbound");
      assertThat(row.client()).isNotNull();
      assertTimes(row, seen);
      assertRecording(row.id(), seen);
    }
  }

  @Test
  void clickToCallRingsTheOperatorFirst() throws IOException {
    try (var house = real.open();
        var chromium = new Chromium()) {
      var anna =
          new Desk(chromium.page("ru-RU", ColorScheme.LIGHT), house.address())
              .signIn("anna", RealHouse.PASSWORD);
      var operator = phones.answers("101", 2_000);
      var client = outside.answers(2_000, 4_000);
      var answer =
          anna.page()
              .request()
              .post(
                  house.address() + "/api/dial",
                  RequestOptions.create()
                      .setHeader("X-Requested-With", "ringcard")
                      .setData(Map.of("number", "+" + CLIENT)));
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      var seen = client.ended();
      assertThat(operator.anyEnd().rang().orElseThrow()).isBefore(seen.invited());

      var row = real.closed(real.newest());
      assertThat(row.direction()).isEqualTo("outbound");
      assertThat(row.number()).isEqualTo("+" + CLIENT);
      assertThat(row.operators().getFirst().extension()).isEqualTo("101");
      assertTimes(row, seen);
    }
  }

  @Test
  void killedInMidCallAndStartedAgain() throws IOException, InterruptedException {
    real.open().close();
    var first = real.process();
    var talk = phones.answers("101", 1_000, 45_000);
    outside.calls("74951230001", CLIENT, "", 60_000);
    await()
        .atMost(20, SECONDS)
        .until(
            () -> real.views().list(real.ids()).stream().anyMatch(row -> row.answeredAt() != null));
    first.kill();
    try (var again = real.process()) {
      assertThat(again.isWhole()).isTrue();
      exchange.cliCommand("channel request hangup all");
      var seen = talk.ended();
      var row = real.closed(real.newest());
      assertThat(real.ids()).hasSize(1);
      assertTimes(row, seen);
      assertRecording(row.id(), seen);
    }
  }

  private void assertTimes(CallView row, Seen seen) {
    assertThat(row.result()).isEqualTo("answered");
    assertThat(row.ringSeconds()).isCloseTo(seen.ringSeconds(), within(SECOND));
    assertThat(row.talkSeconds()).isCloseTo(seen.talkSeconds(), within(SECOND));
  }

  private void assertRecording(String call, Seen seen) {
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() ->
            assertThat(real.views().find(Long.parseLong(call)).orElseThrow().recordings())
                .hasSize(1)
                .allSatisfy(recording -> {
                  assertThat(recording.state()).isEqualTo("ready");
                  assertThat(recording.seconds()).isCloseTo(seen.talkSeconds(), within(SECOND));
                }));
  }
}
