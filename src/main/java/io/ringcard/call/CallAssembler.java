package io.ringcard.call;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assembly of one call: (profile, state, event) to (state, call events), without clock, memory
 * or question. What is heard becomes facts ({@link Hearing}); facts become the snapshot ({@link
 * CallView}); an event leaves only when the snapshot is another one.
 *
 * @param onlyEnds a call is told when it is over, and not before: the work of all snapshots but the
 *     last is saved
 */
record CallAssembler(PbxProfile profile, boolean onlyEnds) {

  /** A new state and what it makes known. */
  record Step(CallState state, List<CallEvent> events) {}

  Step step(CallState state, long order, PbxEvent event) {
    var heard = Hearing.hear(profile, state, order, event);
    return heard == state ? new Step(state, List.of()) : tell(heard);
  }

  /** Nobody listens any more; the next snapshot tells of the gap. */
  static Step deaf(CallState state, Moment since) {
    return new Step(state.deaf(since), List.of());
  }

  /** Tells the snapshot of a state if it is not the one told last. */
  Step tell(CallState state) {
    if (onlyEnds && !state.isOver()) {
      return new Step(state, List.of());
    }
    var call = CallView.of(profile, state);
    if (call == null || call.equals(state.shown())) {
      return new Step(state, List.of());
    }
    var ends = !call.open() && !state.closed();
    var event = ends ? new CallEvent.Closed(call) : new CallEvent.Changed(call);
    return new Step(state.told(call, !call.open()), List.of(event));
  }

  /** Two calls turned out to be one: {@code kept} takes {@code absorbed} in. */
  Step join(CallState kept, CallState absorbed) {
    var step = tell(kept.join(absorbed));
    var call = snapshot(step.state());
    if (snapshot(absorbed) == null || call == null) {
      return step;
    }
    var events = new ArrayList<>(step.events());
    events.add(new CallEvent.Absorbed(absorbed.linkedid(), 0, call));
    return new Step(step.state(), events);
  }

  /** As it was told last, or would have been. */
  private @Nullable Call snapshot(CallState state) {
    return onlyEnds ? CallView.of(profile, state) : state.shown();
  }

  /**
   * Which of two calls gives the joined one its name: the client's before an internal one, then the
   * elder.
   */
  boolean isFirst(CallState one, CallState other) {
    var withClient = hasClient(one);
    return withClient == hasClient(other)
        ? !isBefore(other.origin().life().opened(), one.origin().life().opened())
        : withClient;
  }

  /** Those that were found in one list are of one place: there their ages tell. */
  private static boolean isBefore(Moment one, Moment other) {
    var began = one.at();
    var otherBegan = other.at();
    return one.order() == other.order() && began != null && otherBegan != null
        ? began.isBefore(otherBegan)
        : one.before(other);
  }

  boolean hasClient(CallState state) {
    return Cast.of(profile, state).direction() != Call.Direction.INTERNAL;
  }
}
