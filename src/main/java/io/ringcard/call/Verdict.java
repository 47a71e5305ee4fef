package io.ringcard.call;

import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.call.Facts.Line;
import java.time.Duration;
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
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final CallState state;
  private final Cast cast;
  private final List<Talk> talks;
  private final List<Leg> legs;
  private final Silence silence;

  Verdict(CallState state, Cast cast, List<Talk> talks, List<Leg> legs, Silence silence) {
    this.state = state;
    this.cast = cast;
    this.talks = talks;
    this.legs = legs;
    this.silence = silence;
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
      return state.ending().isSeen() && !silence.mayHideTalk(null) ? Result.FAILED : null;
    }
    if (cast.side(state).endUnheard()
        || silence.mayHideTalk(null)
        || silence.mayHideMessage()
        || silence.mayHideClient()) {
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

  private @Nullable Result outbound() {
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
    if (silence.mayHideEnd(client)) {
      return null;
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

  private @Nullable Result towardsOperators() {
    var client = cast.side(state);
    var asked = client.life().hangupRequested();
    if (asked == null && silence.mayHideEnd(client)) {
      return null;
    }
    var tried = Legs.rung(state, cast).stream().filter(line -> !isForwarded(line)).toList();
    var unheard = mayHaveTriedUnheard();
    if (tried.isEmpty() && unheard) {
      return null;
    }
    if (asked != null && !gaveUpBefore(asked, client)) {
      return Result.ABANDONED;
    }
    if (tried.isEmpty()) {
      return dialFailed(client) ? Result.FAILED : Result.NO_ANSWER;
    }
    if (unheard && legs.stream().noneMatch(leg -> leg.result() == LegResult.NO_ANSWER)) {
      return null;
    }
    var allBusy = tried.stream().allMatch(line -> !line.isUp() && Legs.isBusy(line));
    return allBusy && state.queues().isEmpty() ? Result.BUSY : Result.NO_ANSWER;
  }

  private static boolean isForwarded(Line line) {
    return line.dial() != null && line.dial().forwardedTo() != null;
  }

  /** Without a queue it matters whether one phone refused or all did. */
  private boolean mayHaveTriedUnheard() {
    return state.queues().isEmpty()
        && (silence.mayHideRinging(null)
            || Legs.rung(state, cast).stream().anyMatch(Legs::isEndUnheard));
  }

  /**
   * The exchange had tried and stopped trying when the client hung up: what follows, an
   * announcement or a voicemail greeting, is no waiting.
   */
  private boolean gaveUpBefore(Moment asked, Line client) {
    var rung = Legs.rung(state, cast);
    var tried = !rung.isEmpty() || !state.queues().isEmpty();
    return tried
        ? rung.stream().allMatch(phone -> stoppedBefore(phone, asked))
            && state.queues().stream().allMatch(stay -> isBefore(left(stay), asked))
        : client.told().dialResult() != null && dialFailed(client);
  }

  /**
   * A phone that was called off at the same moment stopped because of it, and one that picked up
   * was not given up.
   */
  private boolean stoppedBefore(Line phone, Moment asked) {
    var end = phone.isUp() ? phone.life().ended() : Legs.ringEnd(state, phone);
    var dial = phone.dial();
    var calledOff = dial != null && "CANCEL".equals(dial.status());
    var since = calledOff ? Moment.between(end, asked) : null;
    return isBefore(end, asked) && (since == null || since.compareTo(AT_ONCE) > 0);
  }

  private @Nullable Moment left(CallState.QueueStay stay) {
    return state.gaps().isEmpty()
        ? stay.left()
        : Timing.left(state, stay, state.find(stay.uniqueid()));
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
