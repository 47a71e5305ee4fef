package io.ringcard.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The operators' phones: each registers as a real one does and takes one call, or places one. Plays
 * a tone of {@link Sipp#OUR_HERTZ}. A phone that was not set up is off line.
 */
public final class Phones implements AutoCloseable {

  private static final String HERE = "127.0.0.1";
  private static final String LONG = Integer.toString(Sipp.LIMIT_SECONDS * 1000);

  private final AsteriskContainer exchange;
  private final Sipp sipp;
  private final Map<String, SipCall> waiting = new HashMap<>();

  public Phones(AsteriskContainer exchange) {
    this.exchange = exchange;
    this.sipp = new Sipp(exchange);
  }

  /** Picks up after ringing so long, talks until the other side hangs up. */
  public SipCall answers(String extension, int afterMillis) {
    return called(extension, Integer.toString(afterMillis), LONG);
  }

  /** Picks up, talks so long and hangs up, unless the other side does before. */
  public SipCall answers(String extension, int afterMillis, int talkMillis) {
    return called(extension, Integer.toString(afterMillis), Integer.toString(talkMillis));
  }

  /** Picks up, talks, holds the other side and talks again until that hangs up. */
  public SipCall holds(String extension, int afterMillis, int beforeMillis, int holdMillis) {
    return called(
        extension,
        "called-holds",
        Map.of(
            "ringMillis", Integer.toString(afterMillis),
            "talkMillis", LONG,
            "beforeMillis", Integer.toString(beforeMillis),
            "holdMillis", Integer.toString(holdMillis)));
  }

  /** Picks up, talks so long and hands the other side on to that extension without asking. */
  public SipCall transfers(String extension, int afterMillis, int talkMillis, String to) {
    return called(
        extension,
        "called-transfers",
        Map.of(
            "ringMillis",
            Integer.toString(afterMillis),
            "talkMillis",
            Integer.toString(talkMillis),
            "from",
            extension,
            "to",
            to));
  }

  /** Picks up, talks, holds the other side, talks so long with a colleague and joins the two. */
  public SipCall consults(
      String extension, int afterMillis, int talkMillis, String to, int consultMillis) {
    return called(
        extension,
        "called-consults",
        Map.of(
            "ringMillis", Integer.toString(afterMillis),
            "talkMillis", Integer.toString(talkMillis),
            "consultMillis", Integer.toString(consultMillis),
            "from", extension,
            "to", to,
            "secret", exchange.phoneSecret()));
  }

  /** Rings until the call is taken away. */
  public SipCall rings(String extension) {
    return called(extension, LONG, LONG);
  }

  public SipCall refusesBusy(String extension) {
    var call = waits(extension, "refuses", Map.of("status", "486 Busy Here"));
    register(extension, 3600);
    return call;
  }

  /** Places a call, talks so long and hangs up; gives up after ringing for 30 s. */
  public SipCall dials(String extension, String number, int talkMillis) {
    return dials(extension, number, talkMillis, 30_000);
  }

  /** Places a call and gives up when it rang so long without an answer. */
  public SipCall dials(String extension, String number, int talkMillis, int patienceMillis) {
    return sipp.calls(
        "phone-calls",
        Map.of(
            "number",
            number,
            "from",
            extension,
            "name",
            "",
            "secret",
            exchange.phoneSecret(),
            "patienceMillis",
            Integer.toString(patienceMillis),
            "talkMillis",
            Integer.toString(talkMillis),
            "sound",
            "our"),
        HERE);
  }

  /** Takes the phones out of the exchange's list, all at once. */
  public void offline(String... extensions) {
    var calls = Stream.of(extensions).map(waiting::remove).filter(Objects::nonNull).toList();
    AtOnce.each(calls, SipCall::stop);
    AtOnce.each(List.of(extensions), extension -> register(extension, 0));
  }

  @Override
  public void close() {
    waiting.values().forEach(SipCall::stop);
    waiting.clear();
  }

  private SipCall called(String extension, String ringMillis, String talkMillis) {
    return called(extension, "called", Map.of("ringMillis", ringMillis, "talkMillis", talkMillis));
  }

  private SipCall called(String extension, String scenario, Map<String, String> values) {
    var all = new HashMap<>(values);
    all.put("sound", "our");
    var call = waits(extension, scenario, all);
    register(extension, 3600);
    return call;
  }

  private SipCall waits(String extension, String scenario, Map<String, String> values) {
    var before = waiting.remove(extension);
    if (before != null) {
      before.stop();
    }
    var call = sipp.waits(scenario, values, HERE, port(extension));
    waiting.put(extension, call);
    return call;
  }

  private void register(String extension, int expiresSeconds) {
    sipp.calls(
            "register",
            Map.of(
                "extension", extension,
                "phonePort", Integer.toString(port(extension)),
                "expires", Integer.toString(expiresSeconds),
                "secret", exchange.phoneSecret()),
            HERE)
        .ended();
  }

  private static int port(String extension) {
    return 5000 + Integer.parseInt(extension);
  }
}
