package io.ringcard.ami;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that this product ever asks of an exchange. Neither a command nor a configuration nor an
 * application can be named: what an attacker might want is not expressible.
 */
public sealed interface AmiAction {

  record Ping() implements AmiAction {}

  /** Answers with the start of the exchange. */
  record CoreStatus() implements AmiAction {}

  /** Answers with one event per channel. */
  record CoreShowChannels() implements AmiAction {}

  /** Answers with version, system name and whether call detail records are written. */
  record CoreSettings() implements AmiAction {}

  /** Answers with the actions that the user may send. */
  record ListCommands() implements AmiAction {}

  /** Answers with one event per queue and per member. */
  record QueueStatus() implements AmiAction {}

  /** Answers whether there is such a context. */
  record ShowDialPlan(String context) implements AmiAction {}

  /** Sets the penalty that the member has already: changes nothing, and is told as an event. */
  record RepeatPenalty(String queue, String member, int penalty) implements AmiAction {}

  /**
   * An attempt to call an extension that no dialplan has: rings nobody, runs nothing, and is told
   * with the events of any call.
   *
   * @param channelId unique id that the channel gets
   */
  record Knock(String channelId) implements AmiAction {}

  /** Ends a channel; {@code cause} by Q.850. */
  record Hangup(String channel, int cause) implements AmiAction {}

  /**
   * Rings {@code channel} and, when it is answered, sends it to {@code exten} in the dialplan.
   *
   * @param callerId what the ringing phone shows
   * @param timeout of the ringing
   * @param channelId unique id that the new channel gets
   * @param variables set on the new channel; names and values of a narrow alphabet, since Asterisk
   *     takes a comma in a value for the next variable
   */
  record Originate(
      String channel,
      String context,
      String exten,
      String callerId,
      Duration timeout,
      String channelId,
      Map<String, String> variables)
      implements AmiAction {

    /** Begins the unique id of every channel that this product asks for. */
    public static final String OWN_ID = "ringcard-";

    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z]+/[A-Za-z0-9_.@/-]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+.:-]+");

    public Originate {
      variables = Map.copyOf(variables);
      require(CHANNEL, channel);
      require(WORD, context);
      require(WORD, exten);
      require(WORD, channelId);
      variables.forEach((name, value) -> {
        require(WORD, name);
        require(WORD, value);
      });
    }

    private static void require(Pattern pattern, String value) {
      if (!pattern.matcher(value).matches()) {
        throw new IllegalArgumentException("not allowed in an action");
      }
    }
  }
}
