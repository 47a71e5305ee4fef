package io.ringcard.call;

import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the times when nobody listened may have hidden of a call. What rests on something not having
 * been heard is not known across such a time, unless something heard before and after it tells that
 * there was room for nothing else.
 */
final class Silence {

  static final Duration TAKING_APART = Duration.ofSeconds(5);
  private static final Duration SHORTEST_TALK = Duration.ofSeconds(2);

  private final CallState state;
  private final Line side;
  private final boolean clientUnknown;
  private final List<Talk> talks;
  private final List<Span> gaps;

  Silence(CallState state, Cast cast, List<Talk> talks) {
    this.state = state;
    this.side = cast.side(state);
    this.clientUnknown = cast.isOutbound() && cast.client() == null;
    this.talks = talks;
    this.gaps = state.gaps().stream().filter(this::concernsClient).toList();
  }

  private boolean concernsClient(Span gap) {
    return (side.recovered() || side.life().opened().before(end(gap))) && !isOverBefore(gap, side);
  }

  /** Somebody may have talked to the client unheard before this moment; null: at any time. */
  boolean mayHideTalk(@Nullable Moment before) {
    return gaps.stream()
        .filter(gap -> before == null || !before.before(end(gap)))
        .anyMatch(gap -> !(isDown(gap) || isShort(gap) || isQueued(gap) || isTalking(gap)));
  }

  /** A phone may have begun or ceased to ring unheard before this moment; null: at any time. */
  boolean mayHideRinging(@Nullable Moment before) {
    return gaps.stream()
        .filter(gap -> before == null || gap.from().before(before))
        .anyMatch(gap -> !(isQueued(gap) || isTalking(gap) || isRinging(gap)));
  }

  /** An operator may have put the client on hold, or back, unheard. */
  boolean mayHideHold() {
    return gaps.stream()
        .anyMatch(gap ->
            talks.stream()
                .anyMatch(talk ->
                    !end(gap).before(talk.from())
                        && (talk.to() == null || gap.from().before(talk.to()))));
  }

  /** The last moments of this channel, in which it is told who hung up, may not have been heard. */
  boolean mayHideEnd(Line line) {
    return gaps.stream().anyMatch(gap -> isLate(gap, line));
  }

  /** The client may have been in a queue unheard before this moment. */
  boolean mayHideQueue(Moment before) {
    return gaps.stream().anyMatch(gap -> gap.from().before(before) && !isTalking(gap));
  }

  /** The client was called out, and neither that nor what became of it may have been heard. */
  boolean mayHideClient() {
    return clientUnknown && mayHideRinging(null);
  }

  /**
   * A voicemail message may have been kept unheard: that is told when the caller goes, or the Local
   * channel through which the mailbox answered.
   */
  boolean mayHideMessage() {
    return state.gaps().stream()
        .filter(gap -> !(isDown(gap) || isQueued(gap) || isTalking(gap)))
        .anyMatch(gap ->
            state.lines().stream()
                .filter(line -> line == side || mayHaveAnswered(line))
                .anyMatch(line -> !isOverBefore(gap, line) && isLate(gap, line)));
  }

  private static boolean mayHaveAnswered(Line line) {
    return line.party().isLocal() && (line.isUp() || line.endUnheard());
  }

  private static boolean isOverBefore(Span gap, Line line) {
    var ended = line.life().ended();
    return ended != null && ended.before(gap.from());
  }

  private static boolean isLate(Span gap, Line line) {
    var since = Moment.between(end(gap), line.life().ended());
    return since == null || since.compareTo(TAKING_APART) < 0;
  }

  /** Who is not up does not talk. */
  private boolean isDown(Span gap) {
    var up = side.life().up();
    return gap.to() != null && (up == null || gap.to().before(up));
  }

  private static boolean isShort(Span gap) {
    var length = Moment.between(gap.from(), gap.to());
    return length != null && length.compareTo(SHORTEST_TALK) < 0;
  }

  /** In a queue before and after: who waits does not talk. */
  private boolean isQueued(Span gap) {
    return state.queues().stream()
        .anyMatch(stay ->
            stay.uniqueid().equals(side.uniqueid())
                && lasted(gap, stay.joined(), stay.left())
                && stay.left() != null);
  }

  private boolean isTalking(Span gap) {
    return talks.stream().anyMatch(talk -> lasted(gap, talk.from(), talk.to()));
  }

  /** One phone rang before and after. */
  private boolean isRinging(Span gap) {
    return state.lines().stream()
        .anyMatch(line -> {
          var dial = line.dial();
          var end = dial == null ? null : Legs.ringEnd(state, line);
          return dial != null && end != null && lasted(gap, dial.began(), end);
        });
  }

  private static boolean lasted(Span gap, Moment from, @Nullable Moment to) {
    return from.before(gap.from()) && (to == null || end(gap).before(to));
  }

  private static Moment end(Span gap) {
    return gap.to() == null ? gap.from() : gap.to();
  }
}
