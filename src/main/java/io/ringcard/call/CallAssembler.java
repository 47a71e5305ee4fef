package io.ringcard.call;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * The assembly of one call: (profile, state, event) to (state, call events), without clock, memory
 * or question. What is heard becomes facts ({@link Hearing}); facts become the snapshot ({@link
 * CallView}); an event leaves only when the snapshot is another one.
 */
final class CallAssembler {

  private CallAssembler() {}

  /** A new state and what it makes known. */
  record Step(CallState state, List<CallEvent> events) {}

  static Step step(PbxProfile profile, CallState state, long order, PbxEvent event) {
    var heard = Hearing.hear(profile, state, order, event);
    return heard == state ? new Step(state, List.of()) : tell(profile, heard);
  }

  /** Nobody listens any more; the next snapshot tells of the gap. */
  static Step deaf(CallState state, Moment since) {
    return new Step(state.deaf(since), List.of());
  }

  /** Tells the snapshot of a state if it is not the one told last. */
  static Step tell(PbxProfile profile, CallState state) {
    var call = CallView.of(profile, state);
    if (call == null || call.equals(state.shown())) {
      return new Step(state, List.of());
    }
    var ends = !call.open() && !state.closed();
    var event = ends ? new CallEvent.Closed(call) : new CallEvent.Changed(call);
    return new Step(state.told(call, !call.open()), List.of(event));
  }

  /** Two calls turned out to be one: {@code kept} takes {@code absorbed} in. */
  static Step join(PbxProfile profile, CallState kept, CallState absorbed) {
    var step = tell(profile, kept.join(absorbed));
    var call = step.state().shown();
    if (absorbed.shown() == null || call == null) {
      return step;
    }
    var events = new ArrayList<>(step.events());
    events.add(new CallEvent.Absorbed(absorbed.linkedid(), 0, call));
    return new Step(step.state(), events);
  }

  /**
   * Which of two calls gives the joined one its name: the client's before an internal one, then the
   * elder.
   */
  static boolean isFirst(PbxProfile profile, CallState one, CallState other) {
    var withClient = Cast.of(profile, one).direction() != Call.Direction.INTERNAL;
    var otherWithClient = Cast.of(profile, other).direction() != Call.Direction.INTERNAL;
    return withClient == otherWithClient
        ? !other.origin().life().opened().before(one.origin().life().opened())
        : withClient;
  }
}
