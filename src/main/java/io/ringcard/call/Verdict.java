package io.ringcard.call;

import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.call.Facts.Line;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a call came out, by the rulings that the people in the house would make. */
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
      return state.ending().isSeen() ? Result.FAILED : null;
    }
    if (cast.side(state).endUnheard()) {
      return null;
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
      var neverPickedUp = caller != null && caller.isOriginated() && !caller.isUp();
      return !neverPickedUp && dialFailed(state.origin()) ? Result.FAILED : Result.NO_ANSWER;
    }
    if (caller != null && Ender.askedFirst(caller, client)) {
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
    var asked = client.life().hangupRequested();
    if (asked != null && !gaveUpBefore(asked, client)) {
      return Result.ABANDONED;
    }
    var tried = legs.stream().filter(leg -> leg.result() != LegResult.FORWARDED).toList();
    if (tried.isEmpty()) {
      return dialFailed(client) ? Result.FAILED : Result.NO_ANSWER;
    }
    var allBusy = tried.stream().allMatch(leg -> leg.result() == LegResult.BUSY);
    return allBusy && state.queues().isEmpty() ? Result.BUSY : Result.NO_ANSWER;
  }

  /**
   * The exchange had tried and stopped trying when the client hung up: what follows, an
   * announcement or a voicemail greeting, is no waiting.
   */
  private boolean gaveUpBefore(Moment asked, Line client) {
    var rung = Legs.rung(state, cast);
    var tried = !rung.isEmpty() || !state.queues().isEmpty();
    return tried
        ? rung.stream().allMatch(phone -> isBefore(Legs.ringEnd(state, phone), asked))
            && state.queues().stream().allMatch(stay -> isBefore(stay.left(), asked))
        : client.told().dialResult() != null && dialFailed(client);
  }

  private static boolean isBefore(@Nullable Moment end, Moment asked) {
    return end != null && end.before(asked);
  }

  /** A Dial() reached nobody: no phone registered, no free line. */
  private static boolean dialFailed(Line line) {
    var cause = line.life().cause();
    var status = line.told().dialResult();
    return status != null
        ? UNREACHABLE.contains(status)
        : cause != null && cause.code() != BUSY && !ENDED_NORMALLY.contains(cause.code());
  }
}
