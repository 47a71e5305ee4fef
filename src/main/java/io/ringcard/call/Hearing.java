package io.ringcard.call;

import io.ringcard.call.Facts.Armed;
import io.ringcard.call.Facts.Dial;
import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Span;
import io.ringcard.call.Facts.Stay;
import io.ringcard.call.Facts.Told;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds one event to the facts of the call that it belongs to. An event heard twice adds nothing.
 */
final class Hearing {

  private final PbxProfile profile;
  private final CallState state;
  private final Moment now;

  private Hearing(PbxProfile profile, CallState state, Moment now) {
    this.profile = profile;
    this.state = state;
    this.now = now;
  }

  static CallState hear(PbxProfile profile, CallState state, long order, PbxEvent event) {
    return new Hearing(profile, state, new Moment(order, event.at())).hear(event);
  }

  private CallState hear(PbxEvent event) {
    return switch (event) {
      case PbxEvent.ChannelOpened opened -> opened(opened);
      case PbxEvent.Ringing e -> life(e, life -> life.ringing(now));
      case PbxEvent.Answered e -> life(e, life -> life.up(now));
      case PbxEvent.HangupRequested e -> life(e, life -> life.hangupRequested(now));
      case PbxEvent.HungUp e -> line(e, line -> hungUp(line, e)).withoutSpent();
      case PbxEvent.DialBegan e -> line(e.callee().uniqueid(), line -> dialBegan(line, e));
      case PbxEvent.DialEnded e -> line(e.callee().uniqueid(), line -> dialEnded(line, e));
      case PbxEvent.BridgeEntered e -> bridgeEntered(e);
      case PbxEvent.BridgeLeft e -> line(e, line -> leave(line, e.bridge()));
      case PbxEvent.Held e -> line(e, this::held);
      case PbxEvent.Unheld e ->
          line(e, line -> line.withHolds(Facts.each(line.holds(), this::end)));
      case PbxEvent.RecordingStarted e -> line(e, line -> recordingStarted(line, e));
      case PbxEvent.RecordingStopped e ->
          line(e, line -> line.withRecordings(Facts.each(line.recordings(), this::end)));
      case PbxEvent.QueueJoined e -> QueueFacts.joined(state, e, now);
      case PbxEvent.QueueLeft e -> QueueFacts.left(state, e, now);
      case PbxEvent.QueueConnected e -> QueueFacts.connected(state, e);
      case PbxEvent.BlindTransferred e -> MoveFacts.blind(state, e, now);
      case PbxEvent.AttendedTransferred e -> MoveFacts.attended(state, e, now);
      case PbxEvent.PickedUp e -> MoveFacts.pickedUp(state, e, now);
      case PbxEvent.Parked e -> MoveFacts.parked(profile, state, e, now);
      case PbxEvent.Unparked e -> MoveFacts.unparked(state, e, now);
      case PbxEvent.ParkedTooLong e -> MoveFacts.parkedTooLong(state, e, now);
      case PbxEvent.DialResult _,
          PbxEvent.NumberMeant _,
          PbxEvent.DidTold _,
          PbxEvent.MessageRecorded _,
          PbxEvent.MessageKept _,
          PbxEvent.RecordingTold _,
          PbxEvent.OriginateEnded _ ->
          told(event);
      case PbxEvent.Stopped _ -> state.over(CallState.Why.STOPPED, now);
      case PbxEvent.Booted _ -> state.over(CallState.Why.BOOTED, unseen());
      case PbxEvent.LinkLost _, PbxEvent.LinkRestored _ -> state;
    };
  }

  /** It happened before now, nobody knows when. */
  private Moment unseen() {
    return new Moment(now.order(), null);
  }

  private CallState opened(PbxEvent.ChannelOpened event) {
    if (state.find(event.channel().uniqueid()) != null) {
      return state;
    }
    var line = Line.opened(event, profile.partyOf(event.channel().name()), now);
    return state.withLines(Facts.plus(state.lines(), line));
  }

  private CallState line(PbxEvent.OfChannel event, UnaryOperator<Line> change) {
    return line(event.channel().uniqueid(), change);
  }

  private CallState line(@Nullable String uniqueid, UnaryOperator<Line> change) {
    var line = state.find(uniqueid);
    return line == null ? state : state.with(change.apply(line));
  }

  private CallState life(PbxEvent.OfChannel event, UnaryOperator<Facts.Life> change) {
    return line(event, line -> line.with(change.apply(line.life())));
  }

  private Line hungUp(Line line, PbxEvent.HungUp event) {
    if (line.isOver()) {
      return line;
    }
    var cause = event.cause() == null ? null : new Call.Cause(event.cause(), event.causeText());
    return gone(line, now).with(line.life().ended(now, cause, event.techCause()));
  }

  /** Ends what lasted on a channel that is no more. */
  static Line gone(Line line, Moment when) {
    return line.withStays(Facts.each(line.stays(), stay -> left(stay, when)))
        .withHolds(Facts.each(line.holds(), hold -> ended(hold, when)));
  }

  private Line dialBegan(Line line, PbxEvent.DialBegan event) {
    if (line.dial() != null && (line.dial().heard() || line.dial().ended() != null)) {
      return line;
    }
    var caller = event.caller() == null ? null : event.caller().uniqueid();
    return line.with(new Dial(caller, event.dialString(), now, null, null, null, true));
  }

  private Line dialEnded(Line line, PbxEvent.DialEnded event) {
    var dial = line.dial() == null ? unheard(line, event) : line.dial();
    if (dial == null || dial.ended() != null) {
      return line;
    }
    return line.with(
        new Dial(
            dial.caller(),
            dial.dialString(),
            dial.began(),
            now,
            event.status(),
            event.forwardedTo(),
            dial.heard()));
  }

  /** Whom nobody called, an Originate did; else it may be one who picked the call up. */
  private @Nullable Dial unheard(Line line, PbxEvent.DialEnded event) {
    return line.recovered() && event.caller() == null ? Dial.concluded(null, unseen()) : null;
  }

  private CallState bridgeEntered(PbxEvent.BridgeEntered event) {
    var entered = line(event, line -> enter(line, event));
    var swapped = event.swappedOut() == null ? null : entered.find(event.swappedOut());
    return swapped == null ? entered : entered.with(leave(swapped, event.bridge()));
  }

  private Line enter(Line line, PbxEvent.BridgeEntered event) {
    var inside =
        line.stays().stream()
            .anyMatch(stay -> stay.left() == null && stay.bridge().equals(event.bridge()));
    if (inside || line.isOver()) {
      return line;
    }
    var stay = new Stay(event.bridge(), event.waiting(), event.conference(), now, null);
    return line.withStays(Facts.plus(line.stays(), stay));
  }

  private Line leave(Line line, String bridge) {
    return line.withStays(
        Facts.each(line.stays(), stay -> stay.bridge().equals(bridge) ? left(stay, now) : stay));
  }

  private static Stay left(Stay stay, Moment when) {
    return stay.left() != null
        ? stay
        : new Stay(stay.bridge(), stay.waiting(), stay.conference(), stay.entered(), when);
  }

  private Line held(Line line) {
    var holding = line.holds().stream().anyMatch(hold -> hold.to() == null);
    return holding ? line : line.withHolds(Facts.plus(line.holds(), new Span(now, null)));
  }

  private Span end(Span span) {
    return ended(span, now);
  }

  private static Span ended(Span span, Moment when) {
    return span.to() != null ? span : new Span(span.from(), when);
  }

  private Line recordingStarted(Line line, PbxEvent.RecordingStarted event) {
    var known = new ArrayList<>(line.recordings());
    for (var file : event.files()) {
      if (known.stream().noneMatch(armed -> armed.file().equals(file))) {
        known.add(new Armed(file, event.onlyBridged(), now, null));
      }
    }
    var old = line.told();
    var told =
        new Told(
            old.dialResult(),
            old.numberMeant(),
            old.did(),
            old.messageFile(),
            old.messageKept(),
            old.recordedAs(),
            true);
    return (known.size() == line.recordings().size() ? line : line.withRecordings(known))
        .with(told);
  }

  private Armed end(Armed armed) {
    return armed.to() != null
        ? armed
        : new Armed(armed.file(), armed.onlyBridged(), armed.from(), now);
  }

  private CallState told(PbxEvent event) {
    return switch (event) {
      case PbxEvent.OriginateEnded e -> line(state.origin().uniqueid(), line -> tell(line, e));
      case PbxEvent.OfChannel e -> line(e, line -> tell(line, e));
      default -> state;
    };
  }

  private static Line tell(Line line, PbxEvent event) {
    var t = line.told();
    return line.with(
        new Told(
            event instanceof PbxEvent.DialResult e ? e.status() : t.dialResult(),
            meant(event, t),
            event instanceof PbxEvent.DidTold e && t.did() == null ? e.did() : t.did(),
            event instanceof PbxEvent.MessageRecorded e ? e.file() : t.messageFile(),
            event instanceof PbxEvent.MessageKept || t.messageKept(),
            event instanceof PbxEvent.RecordingTold e ? e.file() : t.recordedAs(),
            t.recordingStarted()));
  }

  private static @Nullable String meant(PbxEvent event, Told told) {
    if (told.numberMeant() != null) {
      return told.numberMeant();
    }
    return switch (event) {
      case PbxEvent.NumberMeant e -> e.number();
      case PbxEvent.OriginateEnded e -> e.exten();
      default -> null;
    };
  }
}
