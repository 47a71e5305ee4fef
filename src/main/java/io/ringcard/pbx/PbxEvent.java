package io.ringcard.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange said, in words that do not depend on the witness: the manager interface and CEL
 * are both translated into these. An event tells a fact and never draws a conclusion; what is of no
 * use for calls is not translated at all.
 *
 * <p>{@code at} is the exchange's own time, else the time of receipt; null when neither is known.
 */
public sealed interface PbxEvent {

  @Nullable Instant at();

  /**
   * A channel as the event names it. {@code uniqueid} never changes, {@code linkedid} does: it is
   * the one of this moment.
   */
  record Channel(String uniqueid, String linkedid, String name) {}

  /** An event about exactly one channel. */
  sealed interface OfChannel extends PbxEvent {
    Channel channel();
  }

  /**
   * Newchannel. {@code number}, {@code name} and {@code exten} as signalled; later events change
   * them, so these are the true ones. {@code called} when it was told that the exchange is about to
   * call whoever is there, and not called from there.
   */
  record ChannelOpened(
      @Nullable Instant at,
      Channel channel,
      @Nullable String number,
      @Nullable String name,
      @Nullable String exten,
      boolean called)
      implements OfChannel {

    public ChannelOpened(
        @Nullable Instant at,
        Channel channel,
        @Nullable String number,
        @Nullable String name,
        @Nullable String exten) {
      this(at, channel, number, name, exten, false);
    }
  }

  /** Newstate: the phone rings. */
  record Ringing(@Nullable Instant at, Channel channel) implements OfChannel {}

  /** Newstate: the channel is up, which may be the work of the dialplan's Answer(). */
  record Answered(@Nullable Instant at, Channel channel) implements OfChannel {}

  /** HangupRequest: the far end of this channel hung up or refused. */
  record HangupRequested(@Nullable Instant at, Channel channel) implements OfChannel {}

  /** Hangup; {@code cause} by Q.850, {@code techCause} as the SIP code when it was told. */
  record HungUp(
      @Nullable Instant at,
      Channel channel,
      @Nullable Integer cause,
      @Nullable String causeText,
      @Nullable String techCause)
      implements OfChannel {}

  /** DialBegin; {@code caller} is null for an Originate. */
  record DialBegan(
      @Nullable Instant at, @Nullable Channel caller, Channel callee, @Nullable String dialString)
      implements PbxEvent {}

  /**
   * DialEnd; {@code caller} as in {@link DialBegan}, or whoever took its place meanwhile. {@code
   * forwardedTo} is the destination when the phone sent the call on (302).
   */
  record DialEnded(
      @Nullable Instant at,
      @Nullable Channel caller,
      Channel callee,
      String status,
      @Nullable String forwardedTo)
      implements PbxEvent {}

  /**
   * BridgeEnter. In a {@code waiting} bridge (parking lot, holding) channels do not hear each
   * other. {@code swappedOut} is the unique id of the channel whose place this one takes.
   */
  record BridgeEntered(
      @Nullable Instant at,
      Channel channel,
      String bridge,
      boolean waiting,
      boolean conference,
      @Nullable String swappedOut)
      implements OfChannel {}

  record BridgeLeft(@Nullable Instant at, Channel channel, String bridge) implements OfChannel {}

  record Held(@Nullable Instant at, Channel channel) implements OfChannel {}

  record Unheld(@Nullable Instant at, Channel channel) implements OfChannel {}

  record QueueJoined(@Nullable Instant at, Channel channel, String queue) implements OfChannel {}

  /** QueueCallerLeave: sent for every end of waiting; why must be seen from the other events. */
  record QueueLeft(@Nullable Instant at, Channel channel, String queue) implements OfChannel {}

  /** AgentConnect: the queue joined the caller with somebody; who, it may get wrong. */
  record QueueConnected(@Nullable Instant at, Channel channel, String queue) implements OfChannel {}

  /** BlindTransfer that succeeded: {@code transferee} goes to {@code extension}. */
  record BlindTransferred(
      @Nullable Instant at, Channel transferer, @Nullable Channel transferee, String extension)
      implements PbxEvent {}

  /**
   * AttendedTransfer that succeeded. {@code transferer} is the channel towards the transferee,
   * {@code consulting} the one towards the target, who may still be ringing.
   */
  record AttendedTransferred(
      @Nullable Instant at,
      Channel transferer,
      Channel consulting,
      @Nullable Channel transferee,
      @Nullable Channel target)
      implements PbxEvent {}

  /** Pickup: {@code channel} takes the call that rings at {@code target}. */
  record PickedUp(@Nullable Instant at, Channel channel, Channel target) implements OfChannel {}

  /** ParkedCall; {@code parker} is the dial string of who parked, as PJSIP/101. */
  record Parked(@Nullable Instant at, Channel channel, @Nullable String parker, String space)
      implements OfChannel {}

  /** UnParkedCall: {@code retriever} fetched the parked channel. */
  record Unparked(@Nullable Instant at, Channel channel, Channel retriever) implements OfChannel {}

  /** ParkedCallTimeOut: nobody fetched the parked channel in time. */
  record ParkedTooLong(@Nullable Instant at, Channel channel) implements OfChannel {}

  /**
   * MixMonitor was started on this channel. {@code files} are names without folder; {@code
   * onlyBridged} says that sound is kept only while bridged. One recording may be told twice, with
   * fewer or more files.
   */
  record RecordingStarted(
      @Nullable Instant at, Channel channel, List<String> files, boolean onlyBridged)
      implements OfChannel {
    public RecordingStarted {
      files = List.copyOf(files);
    }
  }

  /** The call detail record names a recording, but not whether there is sound in it. */
  record RecordingTold(@Nullable Instant at, Channel channel, String file) implements OfChannel {}

  record RecordingStopped(@Nullable Instant at, Channel channel) implements OfChannel {}

  /** VarSet of DIALSTATUS with a value: a Dial() of this channel ended so. */
  record DialResult(@Nullable Instant at, Channel channel, String status) implements OfChannel {}

  /** The number that a click-to-call will dial once the operator has picked up. */
  record NumberMeant(@Nullable Instant at, Channel channel, String number) implements OfChannel {}

  /** The own number called, told by a variable (FROM_DID) where the first extension is not it. */
  record DidTold(@Nullable Instant at, Channel channel, String did) implements OfChannel {}

  /** VarSet VM_MESSAGEFILE: where a voicemail message would lie; {@code file} without folder. */
  record MessageRecorded(@Nullable Instant at, Channel channel, String file) implements OfChannel {}

  /** MessageWaiting by a caller's channel: the message was really kept. */
  record MessageKept(@Nullable Instant at, Channel channel) implements OfChannel {}

  /**
   * OriginateResponse. The unique id is missing when the phone was not answered: then only {@code
   * channelName} (as PJSIP/101) tells whose it was.
   */
  record OriginateEnded(
      @Nullable Instant at,
      @Nullable String uniqueid,
      String channelName,
      @Nullable String exten,
      boolean success)
      implements PbxEvent {}

  /** The witness went deaf: nothing is known from here to the next {@link LinkRestored}. */
  record LinkLost(@Nullable Instant at) implements PbxEvent {}

  /**
   * The witness hears again. {@code channels} are all that exist now, so every channel known from
   * before the loss and not among them has gone.
   */
  record LinkRestored(@Nullable Instant at, List<LiveChannel> channels) implements PbxEvent {
    public LinkRestored {
      channels = List.copyOf(channels);
    }
  }

  /** One line of CoreShowChannels. */
  record LiveChannel(
      Channel channel,
      boolean up,
      boolean ringing,
      @Nullable String number,
      @Nullable String name,
      @Nullable String exten,
      @Nullable String bridge,
      @Nullable Duration age) {}

  /** FullyBooted or CoreStatus: calls from before {@code startedAt} are over. */
  record Booted(@Nullable Instant at, Instant startedAt) implements PbxEvent {}

  /** Shutdown: the exchange stops now, and all calls with it. */
  record Stopped(@Nullable Instant at) implements PbxEvent {}
}
