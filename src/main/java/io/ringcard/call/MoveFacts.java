package io.ringcard.call;

import io.ringcard.call.CallState.Attended;
import io.ringcard.call.CallState.Blind;
import io.ringcard.call.CallState.Move;
import io.ringcard.call.CallState.Park;
import io.ringcard.call.CallState.Pickup;
import io.ringcard.pbx.ChannelName;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was heard about the call changing hands. */
final class MoveFacts {

  private MoveFacts() {}

  static CallState blind(CallState state, PbxEvent.BlindTransferred event, Moment now) {
    var transferer = event.transferer().uniqueid();
    var transferee = event.transferee() == null ? null : event.transferee().uniqueid();
    return add(
        state,
        new Blind(now, transferer, transferee, event.extension()),
        move -> move instanceof Blind blind && blind.transferer().equals(transferer));
  }

  static CallState attended(CallState state, PbxEvent.AttendedTransferred event, Moment now) {
    var transferer = event.transferer().uniqueid();
    var consulting = event.consulting().uniqueid();
    var told = event.target() == null ? null : event.target().uniqueid();
    var asked = Consulted.of(state, consulting, told);
    return add(
        state,
        new Attended(now, transferer, consulting, asked == null ? told : asked.uniqueid()),
        move -> move instanceof Attended attended && attended.transferer().equals(transferer));
  }

  static CallState pickedUp(CallState state, PbxEvent.PickedUp event, Moment now) {
    var picker = event.channel().uniqueid();
    return add(
        state,
        new Pickup(now, picker, event.target().uniqueid()),
        move -> move instanceof Pickup pickup && pickup.picker().equals(picker));
  }

  /** A blind transfer to the parking extension is told as a transfer first: it was the parking. */
  static CallState parked(PbxProfile profile, CallState state, PbxEvent.Parked event, Moment now) {
    var parkee = event.channel().uniqueid();
    var park = new Park(now, parkee, parker(profile, event), null, null);
    var last = state.moves().isEmpty() ? null : state.moves().getLast();
    if (last instanceof Blind blind && parkee.equals(blind.transferee())) {
      var parker = state.find(blind.transferer());
      var extension = parker == null ? null : parker.party().extension();
      var moved =
          new Park(blind.when(), parkee, extension == null ? park.parker() : extension, null, null);
      return state.withMoves(Facts.each(state.moves(), move -> move == last ? moved : move));
    }
    return add(state, park, move -> isOpenPark(move, parkee));
  }

  static CallState unparked(CallState state, PbxEvent.Unparked event, Moment now) {
    return parkEnded(state, event.channel().uniqueid(), now, event.retriever().uniqueid());
  }

  static CallState parkedTooLong(CallState state, PbxEvent.ParkedTooLong event, Moment now) {
    return parkEnded(state, event.channel().uniqueid(), now, null);
  }

  private static CallState parkEnded(
      CallState state, String parkee, Moment now, @Nullable String retriever) {
    return state.withMoves(
        Facts.each(
            state.moves(),
            move ->
                move instanceof Park park && isOpenPark(move, parkee)
                    ? new Park(park.when(), parkee, park.parker(), now, retriever)
                    : move));
  }

  private static boolean isOpenPark(Move move, String parkee) {
    return move instanceof Park park && park.parkee().equals(parkee) && park.ended() == null;
  }

  private static @Nullable String parker(PbxProfile profile, PbxEvent.Parked event) {
    if (event.parker() == null) {
      return null;
    }
    var extension = profile.partyOf(event.parker()).extension();
    return extension == null ? ChannelName.of(event.parker()).endpoint() : extension;
  }

  private static CallState add(CallState state, Move move, Predicate<Move> known) {
    return state.moves().stream().anyMatch(known)
        ? state
        : state.withMoves(Facts.plus(state.moves(), move));
  }
}
