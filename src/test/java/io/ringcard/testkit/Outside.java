package io.ringcard.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everybody beyond the trunk: callers, and the one who is called. Plays a tone of {@link
 * Sipp#CLIENT_HERTZ}.
 */
public final class Outside implements AutoCloseable {

  private static final String THERE = "127.0.0.2";
  private static final int TRUNK_PORT = 5080;
  private static final int LONG = Sipp.LIMIT_SECONDS * 1000;

  private final Sipp sipp;
  private @Nullable SipCall waiting;

  public Outside(AsteriskContainer exchange) {
    this.sipp = new Sipp(exchange);
  }

  /** Calls a number of ours, talks so long after the answer and hangs up. */
  public SipCall calls(String did, String number, String name, int talkMillis) {
    return calls(did, number, name, talkMillis, 30_000);
  }

  /** Calls and gives up when it rang so long without an answer. */
  public SipCall givesUp(String did, String number, int patienceMillis) {
    return calls(did, number, "", LONG, patienceMillis);
  }

  /** The called one picks up after ringing so long, talks so long and hangs up. */
  public SipCall answers(int afterMillis, int talkMillis) {
    return waits(
        "called",
        Map.of(
            "ringMillis", Integer.toString(afterMillis),
            "talkMillis", Integer.toString(talkMillis),
            "sound", "client"));
  }

  /** The called one lets it ring. */
  public SipCall rings() {
    return answers(LONG, LONG);
  }

  /**
   * @param status such as {@code 486 Busy Here} or {@code 404 Not Found}
   */
  public SipCall refuses(String status) {
    return waits("refuses", Map.of("status", status));
  }

  @Override
  public void close() {
    if (waiting != null) {
      waiting.stop();
    }
  }

  private SipCall calls(
      String did, String number, String name, int talkMillis, int patienceMillis) {
    return sipp.calls(
        "outside-calls",
        Map.of(
            "number",
            did,
            "from",
            number,
            "name",
            quoted(name),
            "patienceMillis",
            Integer.toString(patienceMillis),
            "talkMillis",
            Integer.toString(talkMillis),
            "sound",
            "client"),
        THERE);
  }

  private SipCall waits(String scenario, Map<String, String> values) {
    close();
    var call = sipp.waits(scenario, values, THERE, TRUNK_PORT);
    waiting = call;
    return call;
  }

  /** A quoted string of SIP (RFC 3261, 25.1). SIPp gives brackets a meaning of its own. */
  private static String quoted(String name) {
    if (name.contains("[") || name.contains("]]>") || name.contains("@")) {
      throw new IllegalArgumentException("the scenario cannot carry this name");
    }
    return name.isEmpty() ? "" : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
  }
}
