package io.ringcard.call;

import io.ringcard.call.Call.QueueOutcome;
import io.ringcard.call.Call.QueueVisit;
import io.ringcard.call.CallState.QueueStay;
import io.ringcard.call.Facts.Line;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The durations of a call, each from the moments that people would take for it. */
final class Timing {

  private Timing() {}

  /** The client's side ended; null while it lasts. Its time is null when nobody heard of it. */
  static @Nullable Moment end(CallState state, Cast cast, Silence silence) {
    var side = cast.side(state).life().ended();
    if (side != null && silence.mayHideClient()) {
      return new Moment(side.order(), null);
    }
    return side == null && state.ending() != null ? state.ending().when() : side;
  }

  /** The first talk began; null when there was none, and when one before it may not be known. */
  static @Nullable Moment answer(List<Talk> talks, Silence silence) {
    return talks.isEmpty() || silence.mayHideTalk(talks.getFirst().from())
        ? null
        : talks.getFirst().from();
  }

  /** Null while it lasts and when more may have been said than was heard. */
  static @Nullable Duration talking(@Nullable Moment end, List<Talk> talks, Silence silence) {
    return end == null || silence.mayHideTalk(null) ? null : Legs.together(talks);
  }

  /**
   * Ringing of operators up to the first talk, or to the end of all ringing; outbound the called
   * side's. Null while it rings.
   */
  static @Nullable Duration ringing(CallState state, Cast cast, List<Talk> talks, Silence silence) {
    var rung = cast.isOutbound() ? dialled(state, cast) : Legs.rung(state, cast);
    var answer = answered(cast, talks);
    if (silence.mayHideRinging(answer)) {
      return null;
    }
    Moment from = null;
    Moment to = null;
    for (var line : rung) {
      var dial = line.dial();
      if (dial != null && (answer == null || dial.began().before(answer))) {
        from = Moment.first(from, dial.began());
        var end = Legs.ringEnd(state, line);
        if (end == null && answer == null) {
          return null;
        }
        to = end == null || to == null ? end : Moment.last(to, end);
      }
    }
    return from == null ? Duration.ZERO : Moment.between(from, answer == null ? to : answer);
  }

  /**
   * The first talk, and before it the called side's answer, which may have to wait for an operator.
   */
  private static @Nullable Moment answered(Cast cast, List<Talk> talks) {
    var talk = talks.isEmpty() ? null : talks.getFirst().from();
    var called = cast.isOutbound() && cast.client() != null ? cast.client().life().up() : null;
    return talk == null ? null : Moment.first(talk, called);
  }

  /**
   * Lines to the outside that the call itself dialled. Not those that had refused before they rang
   * when the one that counts was dialled: they never reached the called side. Nor the mobile of an
   * operator who was called first: it had answered by then, or was dialled before the operator
   * picked up.
   */
  private static List<Line> dialled(CallState state, Cast cast) {
    return state.lines().stream()
        .filter(line -> line.party().isTrunk() && line.dial() != null)
        .filter(line -> line.born().equals(state.linkedid()))
        .filter(line -> line == cast.client() || !isAside(line, cast))
        .toList();
  }

  private static boolean isAside(Line line, Cast cast) {
    var life = line.life();
    var past = life.ringing() == null && life.up() == null ? life.ended() : life.up();
    var next = cast.client() == null ? null : cast.client().dial();
    var caller = cast.caller();
    var pickedUp = caller != null && cast.isClickToCall() ? caller.life().up() : null;
    return (next != null && past != null && past.before(next.began()))
        || (pickedUp != null && line.dial() != null && line.dial().began().before(pickedUp));
  }

  /**
   * Waiting in the first queue; null without one and while it lasts, when one before it may not
   * have been heard, and when the client may have hung up unheard before the queue found out.
   */
  static @Nullable Duration waiting(
      List<QueueVisit> visits, Cast cast, CallState state, Silence silence) {
    if (visits.isEmpty() || silence.mayHideQueue(state.queues().getFirst().joined())) {
      return null;
    }
    var first = visits.getFirst();
    var side = cast.side(state);
    if (first.outcome() != QueueOutcome.CONNECTED
        && side.life().hangupRequested() == null
        && silence.mayHideEnd(side)) {
      return null;
    }
    return Moment.between(first.joinedAt(), first.leftAt());
  }

  /** Null when nobody spoke or a time is unknown; running holds count when they end. */
  static @Nullable Duration holding(List<Talk> talks, Silence silence) {
    if (silence.mayHideHold()) {
      return null;
    }
    var sum = Duration.ZERO;
    for (var talk : talks) {
      for (var hold : talk.phone().holds()) {
        var to = Moment.first(hold.to(), talk.to());
        var from = Moment.last(hold.from(), talk.from());
        var part = to != null && from.before(to) ? Moment.between(from, to) : Duration.ZERO;
        if (part == null) {
          return null;
        }
        sum = sum.plus(part);
      }
    }
    return talks.isEmpty() ? null : sum;
  }

  static List<QueueVisit> visits(CallState state, Cast cast) {
    return state.queues().stream().map(stay -> visit(state, cast, stay)).toList();
  }

  private static QueueVisit visit(CallState state, Cast cast, QueueStay stay) {
    var caller = state.find(stay.uniqueid());
    var left = left(state, stay, caller);
    var unheard = stay.left() == null && !state.gaps().isEmpty();
    return new QueueVisit(
        stay.queue(),
        Moment.at(stay.joined()),
        Moment.at(left),
        left == null || (unheard && !stay.connected()) ? null : outcome(stay, caller, left));
  }

  /**
   * Who hung up has left, although the queue may find that out only when its announcement to the
   * member is over. Whose leaving was not told although all was heard, left with the end.
   */
  static @Nullable Moment left(CallState state, QueueStay stay, @Nullable Line caller) {
    if (stay.left() != null) {
      var asked = caller == null ? null : caller.life().hangupRequested();
      return asked != null && stay.joined().before(asked)
          ? Moment.first(stay.left(), asked)
          : stay.left();
    }
    var ended = caller == null ? null : caller.life().ended();
    if (ended == null) {
      return state.ending() == null ? null : state.ending().when();
    }
    var back = state.gaps().isEmpty() ? null : state.gaps().getLast().unseen();
    return back != null && stay.joined().before(back) ? back : ended;
  }

  /**
   * QueueCallerAbandon is also sent when the waiting time ran out: that the caller hung up is seen
   * from the caller's channel alone.
   */
  private static QueueOutcome outcome(QueueStay stay, @Nullable Line caller, Moment left) {
    if (stay.connected()) {
      return QueueOutcome.CONNECTED;
    }
    var asked = caller == null ? null : caller.life().hangupRequested();
    return asked != null && !left.before(asked) ? QueueOutcome.ABANDONED : QueueOutcome.TIMEOUT;
  }
}
