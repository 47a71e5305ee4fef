package io.ringcard.call;

import io.ringcard.call.Call.Certainty;
import io.ringcard.call.CallState.Why;
import io.ringcard.call.Facts.Line;
import io.ringcard.pbx.PbxProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshot that people see, worked out from the facts. */
final class CallView {

  private CallView() {}

  /** Null when what was heard is no call: a feature code, a phone off the hook. */
  static @Nullable Call of(PbxProfile profile, CallState state) {
    var cast = Cast.of(profile, state);
    var talks = Talk.of(state, cast);
    if (!isCall(profile, state, cast, talks)) {
      return null;
    }
    var over = isOver(state, cast);
    var legs = Legs.of(state, cast, talks);
    var silence = new Silence(state, cast, talks);
    var verdict = new Verdict(state, cast, talks, legs, silence);
    var result = verdict.result(over);
    var end = Timing.end(state, cast, silence);
    var visits = Timing.visits(state, cast);
    return new Call(
        state.linkedid(),
        0,
        state.others(),
        cast.side(state).uniqueid(),
        cast.direction(),
        cast.externalNumber(profile, state),
        cast.externalName(),
        cast.dialled(),
        cast.did(profile),
        visits,
        cast.caller() == null ? null : cast.caller().party().extension(),
        result,
        over ? new Ender(state, cast, talks, silence).endedBy(result) : null,
        silence.mayHideClient() ? null : cast.side(state).life().cause(),
        Moment.at(state.origin().life().opened()),
        Moment.at(Timing.answer(talks, silence)),
        Moment.at(end),
        Timing.ringing(state, cast, talks, silence),
        Timing.waiting(visits, cast, state, silence),
        Timing.talking(end, talks, silence),
        Timing.holding(talks, silence),
        legs,
        Transfers.of(state, talks),
        Recordings.of(state, verdict.messageKept()),
        certainty(state, cast.side(state), silence),
        !over,
        !state.gaps().isEmpty());
  }

  private static boolean isCall(PbxProfile profile, CallState state, Cast cast, List<Talk> talks) {
    return switch (cast.direction()) {
      case INBOUND -> true;
      case OUTBOUND -> cast.client() != null || cast.externalNumber(profile, state) != null;
      case INTERNAL ->
          !talks.isEmpty()
              || !state.queues().isEmpty()
              || !Legs.rung(state, cast).isEmpty()
              || foundTogether(state)
              || dialFailed(profile, state);
    };
  }

  /** Another channel bears its name, and since when was not heard. */
  private static boolean foundTogether(CallState state) {
    return state.lines().stream()
        .filter(line -> line.recovered() && line != state.origin())
        .anyMatch(line -> line.party().isPhone() || line.party().isTrunk());
  }

  /** A phone called another that is not registered: no channel was made for it. */
  private static boolean dialFailed(PbxProfile profile, CallState state) {
    var origin = state.origin();
    return origin.party().isPhone()
        && origin.dial() == null
        && !origin.recovered()
        && Cast.numberWanted(origin) != null
        && !profile.isOutside(String.valueOf(origin.exten()));
  }

  /**
   * The client's side is gone, and nobody is left who may still dial for the client; those who go
   * on talking among themselves do not keep the call open.
   */
  private static boolean isOver(CallState state, Cast cast) {
    if (state.isOver()) {
      return true;
    }
    return cast.side(state).isOver()
        && state.lines().stream().filter(line -> !line.isOver()).allMatch(Line::isBridged);
  }

  private static Certainty certainty(CallState state, Line side, Silence silence) {
    var ending = state.ending();
    var lost = ending != null && ending.why() != Why.STOPPED && !side.isOver();
    if (lost || side.endUnheard() || (side.isOver() && silence.mayHideClient())) {
      return Certainty.END_UNKNOWN;
    }
    return state.origin().recovered() ? Certainty.RECOVERED : Certainty.LIVE;
  }
}
