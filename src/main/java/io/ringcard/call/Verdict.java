package io.ringcard.call;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.EndedBy;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.call.CallState.Why;
import io.ringcard.call.Facts.Line;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a call came out and who ended it, by the rulings that the people in the house would make. */
final class Verdict {

  private static final Set<Integer> ENDED_NORMALLY = Set.of(0, 16, 18, 19, 26, 31);
  private static final Set<String> UNREACHABLE = Set.of("CHANUNAVAIL", "CONGESTION");
  private static final int BUSY = 17;
  private static final int REJECTED = 21;
  private static final String DECLINED = "603";

  private final CallState state;
  private final Cast cast;
  private final List<Talk> talks;
  private final List<Leg> legs;

  Verdict(CallState state, Cast cast, List<Talk> talks, List<Leg> legs) {
    this.state = state;
    this.cast = cast;
    this.talks = talks;
    this.legs = legs;
  }

  /** Null while nothing is decided. Answered once is answered for good. */
  @Nullable Result result(boolean over) {
    if (!talks.isEmpty()) {
      return Result.ANSWERED;
    }
    if (!over) {
      return null;
    }
    if (messageKept() != null) {
      return Result.VOICEMAIL;
    }
    if (state.ending() != null) {
      return state.ending().why() == Why.GONE || state.ending().why() == Why.GIVEN_UP
          ? null
          : Result.FAILED;
    }
    return cast.isOutbound() ? outbound() : towardsOperators();
  }

  /** The channel on which a voicemail message was left, if one was. */
  @Nullable Line messageKept() {
    return state.lines().stream()
        .filter(line -> line.told().messageKept())
        .findFirst()
        .orElse(null);
  }

  private Result outbound() {
    var client = cast.client();
    var caller = cast.caller();
    if (client == null) {
      return dialFailed(state.origin()) ? Result.FAILED : Result.NO_ANSWER;
    }
    if (caller != null && askedFirst(caller, client)) {
      return Result.NO_ANSWER;
    }
    var cause = client.life().cause();
    var refused =
        cause != null && cause.code() == REJECTED && DECLINED.equals(client.life().techCause());
    if (refused || isBusy(client)) {
      return Result.BUSY;
    }
    return cause == null || ENDED_NORMALLY.contains(cause.code())
        ? Result.NO_ANSWER
        : Result.FAILED;
  }

  private static boolean isBusy(Line client) {
    var cause = client.life().cause();
    return (cause != null && cause.code() == BUSY)
        || (client.dial() != null && "BUSY".equals(client.dial().status()));
  }

  private Result towardsOperators() {
    var client = cast.side(state);
    if (client.life().hangupRequested() != null) {
      return Result.ABANDONED;
    }
    var tried = legs.stream().filter(leg -> leg.result() != LegResult.FORWARDED).toList();
    if (!tried.isEmpty()) {
      return tried.stream().allMatch(leg -> leg.result() == LegResult.BUSY)
          ? Result.BUSY
          : Result.NO_ANSWER;
    }
    return dialFailed(client) ? Result.FAILED : Result.NO_ANSWER;
  }

  /** A Dial() reached nobody: no phone registered, no free line. */
  private static boolean dialFailed(Line line) {
    var cause = line.life().cause();
    var status = line.told().dialResult();
    return status != null
        ? UNREACHABLE.contains(status)
        : cause != null && cause.code() != BUSY && !ENDED_NORMALLY.contains(cause.code());
  }

  /** Null while it lasts, or when nobody saw the end. */
  @Nullable EndedBy endedBy(@Nullable Result result, boolean over) {
    if (!over) {
      return null;
    }
    if (state.ending() != null) {
      var why = state.ending().why();
      return why == Why.GONE || why == Why.GIVEN_UP ? null : EndedBy.SYSTEM;
    }
    if (result == null || result == Result.FAILED) {
      return result == null ? null : EndedBy.SYSTEM;
    }
    if (result == Result.BUSY) {
      return cast.isOutbound() ? EndedBy.CLIENT : operatorSide();
    }
    var client = cast.side(state);
    var operator = lastOperator();
    if (client.life().hangupRequested() != null
        && !(operator != null && askedFirst(operator, client))) {
      return client == cast.caller() && cast.isOutbound() ? EndedBy.OPERATOR : clientSide();
    }
    if (client.life().ended() != null && client.life().ended().at() == null && wasGone(client)) {
      return null;
    }
    return operator != null && operator.life().hangupRequested() != null
        ? operatorSide()
        : EndedBy.SYSTEM;
  }

  /** Its end was not heard but worked out from a list of channels. */
  private static boolean wasGone(Line line) {
    return line.life().cause() == null;
  }

  /** Who was with the client last, or tried to be. */
  private @Nullable Line lastOperator() {
    if (talks.isEmpty()) {
      return cast.isOutbound() ? cast.caller() : null;
    }
    var last = talks.getFirst();
    for (var talk : talks) {
      last = talk.to() == null || (last.to() != null && last.to().before(talk.to())) ? talk : last;
    }
    var gaveAway = Transfers.gaveAway(state, last.phone());
    return gaveAway ? null : last.phone();
  }

  private static boolean askedFirst(Line one, Line other) {
    var first = one.life().hangupRequested();
    var second = other.life().hangupRequested();
    return first != null && (second == null || first.before(second));
  }

  private EndedBy clientSide() {
    return cast.direction() == Direction.INTERNAL ? EndedBy.CALLER : EndedBy.CLIENT;
  }

  private EndedBy operatorSide() {
    return cast.direction() == Direction.INTERNAL ? EndedBy.CALLEE : EndedBy.OPERATOR;
  }
}
