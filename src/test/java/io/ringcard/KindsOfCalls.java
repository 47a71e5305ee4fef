package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.CallView;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.AsteriskContainer.Version;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import io.ringcard.testkit.SipCall.Seen;
import io.ringcard.testkit.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The kinds of calls that an office has, played on one exchange. SIPp plays both ends and is the
 * truth: each row has its result, its people and its seconds. Calls that need different phones are
 * placed at once.
 */
final class KindsOfCalls implements AutoCloseable {

  private static final double SECOND = 1.0;
  private static final String TO_101 = "74951230001";
  private static final String TO_102 = "74951230005";
  private static final String TO_QUEUE = "74951230002";
  private static final String NO_DIALPLAN = "+442079460000";
  private static final String TO_GROUP = "74951230008";

  private final Version version;
  private final AsteriskContainer exchange;
  private final RealHouse real;
  private final House house;
  private final Phones phones;
  private final Outside outside;

  /**
   * @throws org.opentest4j.TestAbortedException when this machine has no such exchange
   */
  KindsOfCalls(Version version, Path home) throws IOException {
    this.version = version;
    exchange = AsteriskContainer.startOrSkip(version);
    real = new RealHouse(exchange, home);
    house = real.open();
    phones = new Phones(exchange);
    outside = new Outside(exchange);
  }

  @Override
  public void close() {
    house.close();
    real.close();
    exchange.close();
  }

  @Override
  public String toString() {
    return "Asterisk " + version;
  }

  void nobodyIsThere() {
    outside.close();
    phones.offline("101", "102", "103", "104");
  }

  void answeredRefusedAndDialledOut() {
    var anna = phones.answers("101", 1_500, 3_000);
    phones.refusesBusy("102");
    var called = outside.answers(1_500, 3_000);
    outside.calls(TO_101, "79160000001", "", 20_000);
    outside.calls(TO_102, "79160000002", "", 20_000);
    phones.dials("103", "79160000003", 20_000);

    var answered = row("79160000001");
    expect(answered, "inbound", "answered", "101 answered");
    expectSeconds(answered, anna.ended());
    expect(row("79160000002"), "inbound", "busy", "102 busy");
    var out = row("79160000003");
    expect(out, "outbound", "answered", "103 answered");
    expectSeconds(out, called.ended());
  }

  void givenUpByEitherSideAndHeld() {
    phones.rings("101");
    outside.rings();
    var boris = phones.holds("102", 1_000, 1_500, 2_500);
    var caller = outside.givesUp(TO_101, "79160000011", 3_000);
    var client = outside.calls(TO_102, "79160000012", "", 6_000);
    var operator = phones.dials("103", "79160000013", 20_000, 3_000);

    var abandoned = row("79160000011");
    expect(abandoned, "inbound", "abandoned", "101 no_answer");
    assertThat(abandoned.ringSeconds()).isCloseTo(caller.ended().ringSeconds(), within(SECOND));
    var held = row("79160000012");
    expect(held, "inbound", "answered", "102 answered");
    expectSeconds(held, boris.ended());
    assertThat(held.holdSeconds()).isCloseTo(2.5, within(SECOND));
    assertThat(held.talkSeconds()).isCloseTo(client.ended().talkSeconds(), within(SECOND));
    var unanswered = row("79160000013");
    expect(unanswered, "outbound", "no_answer", "103 no_talk");
    assertThat(unanswered.endedBy()).isEqualTo("operator");
    assertThat(unanswered.ringSeconds()).isCloseTo(operator.ended().ringSeconds(), within(SECOND));
  }

  void handedOnWithoutAsking() {
    var first = phones.transfers("101", 1_000, 2_000, "102");
    var second = phones.answers("102", 1_500, 3_000);
    outside.calls(TO_101, "79160000021", "", 30_000);

    var before = first.ended();
    var after = second.ended();
    var row = row("79160000021");
    expect(row, "inbound", "answered", "101 answered", "102 answered");
    assertThat(row.ringSeconds()).isCloseTo(before.ringSeconds(), within(SECOND));
    assertThat(row.talkSeconds())
        .isCloseTo(before.talkSeconds() + after.talkSeconds(), within(SECOND));
    assertThat(row.transfers()).singleElement().returns("blind", CallView.Transfer::type);
  }

  void handedOnAfterAskingWhileAnotherClicks() {
    var first = phones.consults("102", 1_000, 2_000, "104", 2_000);
    var second = phones.answers("104", 1_000, 5_000);
    var client = outside.calls(TO_102, "79160000031", "", 30_000);
    phones.answers("101", 1_000);
    var called = outside.answers(1_500, 3_000);
    dial("anna", "+79160000032");

    var row = row("79160000031");
    expect(row, "inbound", "answered", "102 answered", "104 answered");
    assertThat(row.ringSeconds()).isCloseTo(first.ended().ringSeconds(), within(SECOND));
    assertThat(second.ended().answered()).isPresent();
    assertThat(row.talkSeconds()).isCloseTo(client.ended().talkSeconds(), within(SECOND));
    assertThat(row.transfers()).singleElement().returns("attended", CallView.Transfer::type);
    var out = row("79160000032");
    expect(out, "outbound", "answered", "101 answered");
    expectSeconds(out, called.ended());
  }

  void parkedAndFetchedWhileAnotherIsPickedUp() {
    var first = phones.transfers("102", 1_000, 2_000, "700");
    phones.rings("101");
    outside.calls(TO_102, "79160000041", "", 30_000);
    outside.calls(TO_101, "79160000042", "", 30_000);
    await().atMost(20, SECONDS).until(() -> !rows("79160000042").isEmpty());
    var picker = phones.dials("103", "*8101", 3_000);
    var before = first.ended();
    var fetcher = phones.dials("104", "701", 3_000);

    var parked = row("79160000041");
    expect(parked, "inbound", "answered", "102 answered", "104 answered");
    assertThat(parked.talkSeconds())
        .isCloseTo(before.talkSeconds() + fetcher.ended().talkSeconds(), within(SECOND));
    var picked = row("79160000042");
    expect(picked, "inbound", "answered", "101 answered_elsewhere", "103 answered");
    assertThat(picked.talkSeconds()).isCloseTo(picker.ended().talkSeconds(), within(SECOND));
  }

  void theSecondOfTheQueueAnswersWhileTwoColleaguesTalk() {
    var colleague = phones.answers("104", 1_000, 8_000);
    phones.dials("103", "104", 30_000);
    await().atMost(20, SECONDS).until(() -> !internal().isEmpty());
    phones.rings("101");
    var second = phones.answers("102", 2_000, 3_000);
    outside.calls(TO_QUEUE, "79160000051", "", 30_000);

    var row = row("79160000051");
    expect(row, "inbound", "answered", "101 answered_elsewhere", "102 answered");
    expectSeconds(row, second.ended());
    assertThat(row.queues()).containsExactly("sales");
    assertThat(row.waitSeconds()).isCloseTo(second.ended().ringSeconds(), within(SECOND));
    var inside = real.closed(Long.toString(internal().getFirst()));
    assertThat(inside.result()).isEqualTo("answered");
    expectSeconds(inside, colleague.ended());
  }

  void leftInTheQueueWhileNobodyIsThereForOthers() {
    phones.rings("101");
    var caller = outside.calls(TO_QUEUE, "79160000061", "", 3_000);
    outside.calls(TO_102, "79160000062", "", 1_000);
    phones.dials("104", NO_DIALPLAN, 1_000);

    var row = row("79160000061");
    expect(row, "inbound", "abandoned", "101 no_answer");
    assertThat(row.waitSeconds()).isCloseTo(caller.ended().talkSeconds(), within(SECOND));
    assertThat(row.talkSeconds()).isIn(null, 0.0);
    expect(row("79160000062"), "inbound", "failed");
    expect(row(NO_DIALPLAN.substring(1)), "outbound", "failed", "104 no_talk");
    FaultTable.add(
        "F26 phone not registered, number of no dialplan: Asterisk " + version, 2, 0, 0, 0);
  }

  void oneOfTheGroupAnswers() {
    phones.rings("101");
    phones.rings("103");
    var boris = phones.answers("102", 2_000, 3_000);
    outside.calls(TO_GROUP, "79160000071", "", 30_000);

    var row = row("79160000071");
    expect(
        row,
        "inbound",
        "answered",
        "101 answered_elsewhere",
        "102 answered",
        "103 answered_elsewhere");
    expectSeconds(row, boris.ended());
  }

  private List<Long> rows(String number) {
    return ids("number = $1", "+" + number);
  }

  private List<Long> internal() {
    return ids("direction = $1", "internal");
  }

  private List<Long> ids(String where, String value) {
    return real.db()
        .list(
            "select id from call where merged_into is null and " + where,
            row -> row.getLong("id"),
            value);
  }

  /** The only row of that client, when it is closed. */
  private CallView row(String number) {
    await().atMost(30, SECONDS).until(() -> !rows(number).isEmpty());
    await().atMost(40, SECONDS).until(() -> open(number) == 0);
    assertThat(rows(number)).hasSize(1);
    return real.call(Long.toString(rows(number).getFirst()));
  }

  private long open(String number) {
    return rows(number).stream()
        .filter(id -> !real.call(Long.toString(id)).state().equals("closed"))
        .count();
  }

  private static void expect(CallView row, String direction, String result, String... people) {
    assertThat(row.direction()).as("%s", row).isEqualTo(direction);
    assertThat(row.result()).as("%s", row).isEqualTo(result);
    assertThat(row.operators().stream().map(part -> part.extension() + " " + part.result()))
        .as("%s", row)
        .containsExactlyInAnyOrder(people);
  }

  private static void expectSeconds(CallView row, Seen seen) {
    assertThat(row.ringSeconds()).as("%s", row).isCloseTo(seen.ringSeconds(), within(SECOND));
    assertThat(row.talkSeconds()).as("%s", row).isCloseTo(seen.talkSeconds(), within(SECOND));
  }

  private void dial(String login, String number) {
    var page = new TestClient(house.address()).with("X-Requested-With", "ringcard");
    var credentials = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, RealHouse.PASSWORD);
    var session = page.post("/api/session", credentials);
    var cookie = session.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    var answer =
        page.with("Cookie", cookie).post("/api/dial", "{\"number\":\"%s\"}".formatted(number));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }
}
