package io.ringcard.flight;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What an event is for the story: its slug, whom it is about, and what belongs to it.
 *
 * @param channel whom; null for what concerns everybody
 * @param other the other channel of it
 */
record Happening(
    String what, @Nullable Channel channel, @Nullable Channel other, @Nullable String value) {

  static Happening of(PbxEvent event) {
    return switch (event) {
      case PbxEvent.ChannelOpened e -> new Happening("opened", e.channel(), null, e.exten());
      case PbxEvent.Ringing e -> of("rings", e);
      case PbxEvent.Answered e -> of("up", e);
      case PbxEvent.HangupRequested e -> of("puts-down", e);
      case PbxEvent.HungUp e -> new Happening("gone", e.channel(), null, text(e.cause()));
      case PbxEvent.DialBegan e ->
          e.caller() == null
              ? new Happening("called-by-us", e.callee(), null, e.dialString())
              : new Happening("calls", e.caller(), e.callee(), e.dialString());
      case PbxEvent.DialEnded e -> new Happening("call-ended", e.callee(), null, e.status());
      case PbxEvent.BridgeEntered e ->
          of(e.waiting() ? "kept-waiting" : e.conference() ? "enters-room" : "connected", e);
      case PbxEvent.BridgeLeft e -> of("disconnected", e);
      case PbxEvent.Held e -> of("holds", e);
      case PbxEvent.Unheld e -> of("resumes", e);
      case PbxEvent.QueueJoined e -> new Happening("joins-queue", e.channel(), null, e.queue());
      case PbxEvent.QueueLeft e -> new Happening("leaves-queue", e.channel(), null, e.queue());
      case PbxEvent.QueueConnected e ->
          new Happening("queue-connects", e.channel(), null, e.queue());
      case PbxEvent.BlindTransferred e ->
          new Happening("transfers", e.transferer(), e.transferee(), e.extension());
      case PbxEvent.AttendedTransferred e ->
          new Happening("hands-over", e.transferer(), e.target(), null);
      case PbxEvent.PickedUp e -> new Happening("picks-up", e.channel(), e.target(), null);
      case PbxEvent.Parked e -> new Happening("parked", e.channel(), null, e.space());
      case PbxEvent.Unparked e -> new Happening("fetched", e.retriever(), e.channel(), null);
      case PbxEvent.ParkedTooLong e -> of("parked-too-long", e);
      case PbxEvent.OriginateEnded e ->
          new Happening(e.success() ? "originated" : "originate-failed", null, null, e.exten());
      case PbxEvent.LinkLost _ -> new Happening("link-lost", null, null, null);
      case PbxEvent.LinkRestored _ -> new Happening("link-back", null, null, null);
      case PbxEvent.Booted _ -> new Happening("booted", null, null, null);
      case PbxEvent.Stopped _ -> new Happening("stopped", null, null, null);
      case PbxEvent.RecordingStarted e ->
          new Happening("recording", e.channel(), null, String.join(", ", e.files()));
      case PbxEvent.RecordingTold e -> new Happening("recorded", e.channel(), null, e.file());
      case PbxEvent.RecordingStopped e -> of("recording-ends", e);
      case PbxEvent.DialResult e -> new Happening("dial-result", e.channel(), null, e.status());
      case PbxEvent.NumberMeant e -> new Happening("number-meant", e.channel(), null, e.number());
      case PbxEvent.DidTold e -> new Happening("did-told", e.channel(), null, e.did());
      case PbxEvent.MessageRecorded e ->
          new Happening("leaves-message", e.channel(), null, e.file());
      case PbxEvent.MessageKept e -> of("message-kept", e);
    };
  }

  private static Happening of(String what, PbxEvent.OfChannel event) {
    return new Happening(what, event.channel(), null, null);
  }

  private static @Nullable String text(@Nullable Integer cause) {
    return cause == null ? null : cause.toString();
  }
}
