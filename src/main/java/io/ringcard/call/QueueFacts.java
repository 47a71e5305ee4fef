package io.ringcard.call;

import io.ringcard.call.CallState.QueueStay;
import io.ringcard.pbx.PbxEvent;
import java.util.function.UnaryOperator;

/** What was heard about waiting in queues. */
final class QueueFacts {

  private QueueFacts() {}

  static CallState joined(CallState state, PbxEvent.QueueJoined event, Moment now) {
    var uniqueid = event.channel().uniqueid();
    var known = Facts.each(state.queues(), stay -> leftUnheard(state, stay));
    var waiting = known.stream().anyMatch(stay -> isOpen(stay, uniqueid, event.queue()));
    return waiting
        ? state
        : state.withQueues(
            Facts.plus(known, new QueueStay(uniqueid, event.queue(), now, null, false)));
  }

  /** Who joins anew has left before. */
  private static QueueStay leftUnheard(CallState state, QueueStay stay) {
    var gap = state.gaps().isEmpty() ? null : state.gaps().getLast().unseen();
    return stay.left() != null || gap == null || !stay.joined().before(gap)
        ? stay
        : new QueueStay(stay.uniqueid(), stay.queue(), stay.joined(), gap, stay.connected());
  }

  static CallState left(CallState state, PbxEvent.QueueLeft event, Moment now) {
    return change(
        state,
        event.channel().uniqueid(),
        event.queue(),
        stay -> new QueueStay(stay.uniqueid(), stay.queue(), stay.joined(), now, stay.connected()),
        true);
  }

  /** AgentConnect comes after the leaving. */
  static CallState connected(CallState state, PbxEvent.QueueConnected event) {
    return change(
        state,
        event.channel().uniqueid(),
        event.queue(),
        stay -> new QueueStay(stay.uniqueid(), stay.queue(), stay.joined(), stay.left(), true),
        false);
  }

  private static CallState change(
      CallState state,
      String uniqueid,
      String queue,
      UnaryOperator<QueueStay> change,
      boolean open) {
    for (var i = state.queues().size() - 1; i >= 0; i--) {
      var stay = state.queues().get(i);
      if (stay.uniqueid().equals(uniqueid) && stay.queue().equals(queue)) {
        return open && stay.left() != null
            ? state
            : state.withQueues(
                Facts.each(state.queues(), one -> one == stay ? change.apply(one) : one));
      }
    }
    return state;
  }

  private static boolean isOpen(QueueStay stay, String uniqueid, String queue) {
    return stay.left() == null && stay.uniqueid().equals(uniqueid) && stay.queue().equals(queue);
  }
}
