package io.ringcard.ami;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of the manager interface in the words of {@code pbx}. Without state, so one serves all
 * connections of an exchange. What tells nothing about calls gives null, after a look at the name
 * alone; so does an event whose necessary headers are missing.
 */
public final class AmiTranslator {

  private static final Set<String> OF_CHANNEL =
      Set.of("Newchannel", "Newstate", "HangupRequest", "Hangup", "BridgeEnter", "BridgeLeave");

  /** ChannelState Down: nobody is there yet, the exchange is about to call. */
  private static final String DOWN = "0";

  /**
   * ChannelState Busy: the dialplan told the caller that it is busy or congested, and what asks for
   * the end is the exchange's own refusal.
   */
  private static final String REFUSED = "7";

  private final PbxProfile profile;

  public AmiTranslator(PbxProfile profile) {
    this.profile = profile;
  }

  /**
   * @param received time of receipt, for exchanges that stamp no {@code Timestamp} on events
   *     (manager.conf: timestampevents)
   */
  public @Nullable PbxEvent translate(AmiBlock block, @Nullable Instant received) {
    var name = block.event();
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "VarSet" -> AmiVariables.read(profile, block, received);
      case "Newexten" -> AmiRecordings.newexten(block, received);
      case "Newchannel", "Newstate", "HangupRequest", "Hangup", "Hold", "Unhold" ->
          channelEvent(name, block, time(block, received));
      case "DialBegin", "DialEnd", "BridgeEnter", "BridgeLeave" ->
          connectionEvent(name, block, time(block, received));
      case "QueueCallerJoin", "QueueCallerLeave", "AgentConnect" ->
          queueEvent(name, block, time(block, received));
      case "BlindTransfer",
          "AttendedTransfer",
          "Pickup",
          "ParkedCall",
          "ParkedCallTimeOut",
          "UnParkedCall" ->
          AmiTransfers.read(name, block, time(block, received));
      case "Cdr", "MixMonitorStart", "MixMonitorStop" ->
          AmiRecordings.read(name, block, time(block, received));
      case "MessageWaiting", "OriginateResponse", "FullyBooted", "Shutdown" ->
          otherEvent(name, block, time(block, received));
      default -> null;
    };
  }

  /** An event of which a call consists, without the channel that it must name. */
  public static boolean isBroken(AmiBlock block) {
    var name = block.event();
    return name != null && OF_CHANNEL.contains(name) && channel(block, "") == null;
  }

  /** The event's own time, else the time of receipt. */
  static @Nullable Instant time(AmiBlock block, @Nullable Instant received) {
    var stamp = block.find("Timestamp");
    if (stamp == null) {
      return received;
    }
    var dot = stamp.indexOf('.');
    try {
      var seconds = Long.parseLong(dot < 0 ? stamp : stamp.substring(0, dot));
      var fraction = dot < 0 ? "" : stamp.substring(dot + 1);
      var nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException broken) {
      return received;
    }
  }

  /** The channel whose headers begin with {@code prefix}, or null when there is none. */
  static @Nullable Channel channel(AmiBlock block, String prefix) {
    var uniqueid = block.known(prefix + "Uniqueid");
    var name = block.known(prefix + "Channel");
    if (uniqueid == null || name == null) {
      return null;
    }
    var linkedid = block.known(prefix + "Linkedid");
    return new Channel(uniqueid, linkedid == null ? uniqueid : linkedid, name);
  }

  /**
   * A line of chan_pjsip is down when the exchange is about to call, and rings from the first when
   * somebody calls there; one of chan_sip is down either way.
   */
  private static boolean isCalled(Channel channel, AmiBlock newchannel) {
    return channel.name().startsWith("PJSIP/") && newchannel.get("ChannelState").equals(DOWN);
  }

  private static @Nullable PbxEvent channelEvent(
      String name, AmiBlock block, @Nullable Instant at) {
    var channel = channel(block, "");
    if (channel == null) {
      return null;
    }
    return switch (name) {
      case "Newchannel" ->
          new PbxEvent.ChannelOpened(
              at,
              channel,
              AmiText.known(block, "CallerIDNum"),
              AmiText.known(block, "CallerIDName"),
              block.known("Exten"),
              isCalled(channel, block));
      case "Newstate" ->
          switch (block.get("ChannelState")) {
            case "5" -> new PbxEvent.Ringing(at, channel);
            case "6" -> new PbxEvent.Answered(at, channel);
            default -> null;
          };
      case "HangupRequest" ->
          block.get("ChannelState").equals(REFUSED)
              ? null
              : new PbxEvent.HangupRequested(at, channel);
      case "Hangup" ->
          new PbxEvent.HungUp(
              at,
              channel,
              AmiText.number(block, "Cause"),
              block.known("Cause-txt"),
              block.known("TechCause"));
      case "Hold" -> new PbxEvent.Held(at, channel);
      case "Unhold" -> new PbxEvent.Unheld(at, channel);
      default -> null;
    };
  }

  private static @Nullable PbxEvent connectionEvent(
      String name, AmiBlock block, @Nullable Instant at) {
    var channel = channel(block, "");
    var callee = channel(block, "Dest");
    return switch (name) {
      case "DialBegin" ->
          callee == null
              ? null
              : new PbxEvent.DialBegan(at, channel, callee, block.known("DialString"));
      case "DialEnd" ->
          callee == null
              ? null
              : new PbxEvent.DialEnded(
                  at, channel, callee, block.get("DialStatus"), block.known("Forward"));
      case "BridgeEnter" ->
          channel == null
              ? null
              : new PbxEvent.BridgeEntered(
                  at,
                  channel,
                  block.get("BridgeUniqueid"),
                  block.get("BridgeTechnology").equals("holding_bridge"),
                  block.get("BridgeCreator").equals("ConfBridge"),
                  block.known("SwapUniqueid"));
      case "BridgeLeave" ->
          channel == null
              ? null
              : new PbxEvent.BridgeLeft(at, channel, block.get("BridgeUniqueid"));
      default -> null;
    };
  }

  private static @Nullable PbxEvent queueEvent(String name, AmiBlock block, @Nullable Instant at) {
    var channel = channel(block, "");
    var queue = block.get("Queue");
    if (channel == null) {
      return null;
    }
    return switch (name) {
      case "QueueCallerJoin" -> new PbxEvent.QueueJoined(at, channel, queue);
      case "QueueCallerLeave" -> new PbxEvent.QueueLeft(at, channel, queue);
      case "AgentConnect" -> new PbxEvent.QueueConnected(at, channel, queue);
      default -> null;
    };
  }

  private static @Nullable PbxEvent otherEvent(String name, AmiBlock block, @Nullable Instant at) {
    return switch (name) {
      case "MessageWaiting" -> {
        var channel = channel(block, "");
        yield channel == null ? null : new PbxEvent.MessageKept(at, channel);
      }
      case "OriginateResponse" ->
          new PbxEvent.OriginateEnded(
              at,
              block.known("Uniqueid"),
              block.get("Channel"),
              block.known("Exten"),
              block.get("Response").equals("Success"));
      case "FullyBooted" -> {
        var uptime = AmiText.number(block, "Uptime");
        yield at == null || uptime == null
            ? null
            : new PbxEvent.Booted(at, at.minus(Duration.ofSeconds(uptime)));
      }
      case "Shutdown" -> new PbxEvent.Stopped(at);
      default -> null;
    };
  }
}
