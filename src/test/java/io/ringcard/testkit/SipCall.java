package io.ringcard.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** One end of a call while SIPp plays it. What this end saw on the wire is the truth for a test. */
public final class SipCall {

  private final String name;
  private final CompletableFuture<Seen> seen;
  private final Runnable stop;

  SipCall(String name, CompletableFuture<Seen> seen, Runnable stop) {
    this.name = name;
    this.seen = seen;
    this.stop = stop;
  }

  /**
   * Waits for the end.
   *
   * @throws AssertionError when the scenario did not go as written
   */
  public Seen ended() {
    var result = anyEnd();
    if (result.exit() != 0) {
      throw new AssertionError(name + " ended with " + result.exit() + ":\n" + result.output());
    }
    return result;
  }

  /** Waits for the end, also of a scenario that failed or was never called. */
  public Seen anyEnd() {
    try {
      return seen.get(Sipp.LIMIT_SECONDS + 15L, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(name + " did not end", e);
    }
  }

  public boolean hasEnded() {
    return seen.isDone();
  }

  /** Ends the process; its port is free afterwards. A call in progress is cut without a word. */
  public void stop() {
    if (!seen.isDone()) {
      stop.run();
      anyEnd();
    }
  }

  /**
   * @param exit SIPp's: 0 when the scenario went as written, 97 when nobody called in time
   */
  public record Seen(int exit, List<Message> messages, String output) {

    /** Moment of the (last) INVITE: the one that was not asked for a password. */
    public Instant invited() {
      return messages.stream()
          .filter(message -> message.line().startsWith("INVITE "))
          .reduce((first, last) -> last)
          .orElseThrow(() -> new AssertionError("no INVITE:\n" + output))
          .at();
    }

    public Optional<Instant> rang() {
      return first(message -> message.line().startsWith("SIP/2.0 180"));
    }

    public Optional<Instant> answered() {
      return first(message -> message.method("INVITE") && message.line().startsWith("SIP/2.0 200"));
    }

    /** BYE, CANCEL, REFER, or the answer that refused the call. */
    public Instant ended() {
      return first(message ->
              message.line().startsWith("BYE ")
                  || message.line().startsWith("REFER ")
                  || message.line().startsWith("CANCEL ")
                  || (message.method("INVITE") && message.line().matches("SIP/2.0 [3-6].*"))
                      && !message.line().startsWith("SIP/2.0 401"))
          .orElseThrow(() -> new AssertionError("no end:\n" + output));
    }

    /** From ringing to the answer or the end. */
    public double ringSeconds() {
      return seconds(rang().orElseThrow(), answered().orElseGet(this::ended));
    }

    /** From the answer to the end; 0 without an answer. */
    public double talkSeconds() {
      return answered().map(answer -> seconds(answer, ended())).orElse(0.0);
    }

    /** The status that refused, or of the answer. */
    public int finalStatus() {
      return messages.stream()
          .filter(message -> message.method("INVITE"))
          .filter(message -> message.line().matches("SIP/2.0 [2-6].*"))
          .reduce((first, last) -> last)
          .map(message -> Integer.parseInt(message.line().substring(8, 11)))
          .orElse(0);
    }

    static double seconds(Instant from, Instant to) {
      return Duration.between(from, to).toMillis() / 1000.0;
    }

    private Optional<Instant> first(Predicate<Message> wanted) {
      return messages.stream().filter(wanted).map(Message::at).findFirst();
    }

    /** Reads what the run printed: exit status, then SIPp's list of short messages. */
    static Seen read(String output) {
      var exit =
          output
              .lines()
              .filter(line -> line.startsWith("exit "))
              .map(line -> Integer.parseInt(line.substring(5)))
              .findFirst()
              .orElse(-1);
      var messages =
          output
              .lines()
              .map(line -> line.split("\t", 7))
              .filter(cells -> cells.length == 7 && cells[2].matches("\\d+\\.\\d+"));
      return new Seen(exit, messages.map(Message::read).toList(), output);
    }
  }

  /** One message: when, its CSeq, its first line. */
  public record Message(Instant at, boolean sent, String cseq, String line) {

    boolean method(String name) {
      return cseq.endsWith(" " + name);
    }

    private static Message read(String[] cells) {
      var micros = new BigDecimal(cells[2]).movePointRight(6).longValueExact();
      var at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
      return new Message(at, cells[3].equals("S"), cells[5], cells[6]);
    }
  }
}
