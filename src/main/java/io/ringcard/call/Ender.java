package io.ringcard.call;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.EndedBy;
import io.ringcard.call.Call.Result;
import io.ringcard.call.Facts.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who ended a call. A HangupRequest is told only for a channel whose far end hung up or refused;
 * where there is none, the exchange did it.
 */
final class Ender {

  private final CallState state;
  private final Cast cast;
  private final List<Talk> talks;
  private final Silence silence;

  Ender(CallState state, Cast cast, List<Talk> talks, Silence silence) {
    this.state = state;
    this.cast = cast;
    this.talks = talks;
    this.silence = silence;
  }

  /** Null when nobody saw the end. */
  @Nullable EndedBy endedBy(@Nullable Result result) {
    if (state.ending() != null) {
      return state.ending().isSeen() ? EndedBy.SYSTEM : null;
    }
    if (result == null || cast.side(state).endUnheard() || silence.mayHideClient()) {
      return null;
    }
    return switch (result) {
      case FAILED -> EndedBy.SYSTEM;
      case BUSY -> cast.isOutbound() ? EndedBy.CLIENT : operatorSide();
      case ANSWERED -> afterTalk();
      case NO_ANSWER, ABANDONED, VOICEMAIL -> withoutTalk();
    };
  }

  private @Nullable EndedBy withoutTalk() {
    var side = cast.side(state);
    var caller = cast.caller();
    if (cast.isOutbound() && caller != null && askedFirst(caller, side)) {
      return EndedBy.OPERATOR;
    }
    return side.life().hangupRequested() == null ? exchange(side) : clientSide();
  }

  private @Nullable EndedBy afterTalk() {
    if (cast.side(state).life().hangupRequested() != null) {
      return clientSide();
    }
    if (silence.mayHideEnd(cast.side(state))) {
      return null;
    }
    var operator = lastOperator();
    return operator != null && operator.life().hangupRequested() != null
        ? operatorSide()
        : EndedBy.SYSTEM;
  }

  /** Nobody asked for the end, as far as it was heard. */
  private @Nullable EndedBy exchange(Line side) {
    return silence.mayHideEnd(side) ? null : EndedBy.SYSTEM;
  }

  /** Who was with the client last; null when that one gave the client away. */
  private @Nullable Line lastOperator() {
    var last = talks.getFirst();
    for (var talk : talks) {
      last = talk.to() == null || (last.to() != null && last.to().before(talk.to())) ? talk : last;
    }
    return Transfers.gaveAway(state, last.phone()) ? null : last.phone();
  }

  /** This one's far end hung up while there was the other, and the other's did not before. */
  static boolean askedFirst(Line one, Line other) {
    var first = one.life().hangupRequested();
    var second = other.life().hangupRequested();
    return first != null && (one == other || (isThere(other, first) && isBefore(first, second)));
  }

  private static boolean isThere(Line line, Moment when) {
    return !when.before(line.life().opened()) && isBefore(when, line.life().ended());
  }

  private static boolean isBefore(Moment one, @Nullable Moment other) {
    return other == null || one.before(other);
  }

  private EndedBy clientSide() {
    return cast.direction() == Direction.INTERNAL ? EndedBy.CALLER : EndedBy.CLIENT;
  }

  private EndedBy operatorSide() {
    return cast.direction() == Direction.INTERNAL ? EndedBy.CALLEE : EndedBy.OPERATOR;
  }
}
