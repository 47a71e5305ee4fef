package io.ringcard.call;

import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything heard about one call, as a value. It holds facts alone; what they mean is worked out
 * by {@link CallView} each time, so that no order of events can leave a wrong conclusion behind.
 *
 * @param linkedid linked id of the first channel
 * @param others linked ids of what was joined to it
 * @param lines its channels in order of appearance
 * @param queues its stays in queues
 * @param moves its transfers
 * @param ending null while the exchange has it, else why it is over although channels did not end
 * @param shown the snapshot told last; null when nothing was told yet
 * @param closed its end was told
 * @param firstHeard place of its first event in the journal
 * @param gaps when the witness heard nothing of it
 */
record CallState(
    String linkedid,
    List<String> others,
    List<Line> lines,
    List<QueueStay> queues,
    List<Move> moves,
    @Nullable Ending ending,
    @Nullable Call shown,
    boolean closed,
    long firstHeard,
    List<Span> gaps) {

  CallState {
    others = List.copyOf(others);
    lines = List.copyOf(lines);
    queues = List.copyOf(queues);
    moves = List.copyOf(moves);
    gaps = List.copyOf(gaps);
  }

  /** One stay of the caller in one queue. */
  record QueueStay(
      String uniqueid, String queue, Moment joined, @Nullable Moment left, boolean connected) {}

  /** The call changed hands. */
  sealed interface Move {
    Moment when();
  }

  record Blind(Moment when, String transferer, @Nullable String transferee, String extension)
      implements Move {}

  record Attended(Moment when, String transferer, String consulting, @Nullable String target)
      implements Move {}

  record Pickup(Moment when, String picker, String target) implements Move {}

  /**
   * {@code parker} is the extension; {@code ended} when somebody fetched the caller, or when the
   * time ran out ({@code retriever} is null then).
   */
  record Park(
      Moment when,
      String parkee,
      @Nullable String parker,
      @Nullable Moment ended,
      @Nullable String retriever)
      implements Move {}

  /** Why a call is over without its channels' ends having been heard. */
  enum Why {
    /** The exchange stopped, which was heard. */
    STOPPED,
    /** The exchange stopped while nobody listened. */
    BOOTED,
    /** It was gone when the link came back. */
    GONE,
    /** The witness itself gives it up. */
    GIVEN_UP
  }

  record Ending(Why why, Moment when) {

    /** That the call is over is certain, and that the exchange ended it. */
    boolean isSeen() {
      return why == Why.STOPPED || why == Why.BOOTED;
    }
  }

  static CallState first(Line line, long order) {
    return new CallState(
        line.born(),
        List.of(),
        List.of(line),
        List.of(),
        List.of(),
        null,
        null,
        false,
        order,
        List.of());
  }

  @Nullable Line find(@Nullable String uniqueid) {
    for (var line : lines) {
      if (line.uniqueid().equals(uniqueid)) {
        return line;
      }
    }
    return null;
  }

  /** The channel with which the call began. */
  Line origin() {
    return lines.getFirst();
  }

  boolean isOver() {
    return ending != null || lines.stream().allMatch(Line::isOver);
  }

  CallState with(Line changed) {
    return withLines(
        Facts.each(lines, line -> line.uniqueid().equals(changed.uniqueid()) ? changed : line));
  }

  CallState withLines(List<Line> changed) {
    return changed == lines
        ? this
        : new CallState(
            linkedid, others, changed, queues, moves, ending, shown, closed, firstHeard, gaps);
  }

  /**
   * Halves of Local channels that led nowhere say nothing more: a caller who waits for an hour in a
   * queue makes thousands of them.
   */
  CallState withoutSpent() {
    var kept = lines.stream().filter(line -> line == origin() || !line.isSpent()).toList();
    return kept.size() == lines.size() ? this : withLines(kept);
  }

  CallState withQueues(List<QueueStay> changed) {
    return new CallState(
        linkedid, others, lines, changed, moves, ending, shown, closed, firstHeard, gaps);
  }

  CallState withMoves(List<Move> changed) {
    return changed == moves
        ? this
        : new CallState(
            linkedid, others, lines, queues, changed, ending, shown, closed, firstHeard, gaps);
  }

  CallState over(Why why, Moment when) {
    return ending != null
        ? this
        : new CallState(
            linkedid,
            others,
            lines,
            queues,
            moves,
            new Ending(why, when),
            shown,
            closed,
            firstHeard,
            gaps);
  }

  /** Nobody listens from here on. */
  CallState deaf(Moment since) {
    return isDeaf() ? this : withGaps(Facts.plus(gaps, new Span(since, null)));
  }

  /** Somebody listens again. */
  CallState hearing(Moment now) {
    return withGaps(Facts.each(gaps, gap -> gap.to() == null ? new Span(gap.from(), now) : gap));
  }

  boolean isDeaf() {
    return !gaps.isEmpty() && gaps.getLast().to() == null;
  }

  private CallState withGaps(List<Span> changed) {
    return new CallState(
        linkedid, others, lines, queues, moves, ending, shown, closed, firstHeard, changed);
  }

  CallState told(Call snapshot, boolean end) {
    return new CallState(
        linkedid, others, lines, queues, moves, ending, snapshot, closed || end, firstHeard, gaps);
  }

  /** Both as one call, which keeps this one's name and beginning. */
  CallState join(CallState absorbed) {
    var names = new ArrayList<>(others);
    names.add(absorbed.linkedid);
    names.addAll(absorbed.others);
    return new CallState(
        linkedid,
        names,
        together(lines, absorbed.lines),
        together(queues, absorbed.queues),
        together(moves, absorbed.moves),
        ending,
        shown,
        closed,
        Math.min(firstHeard, absorbed.firstHeard),
        together(gaps, absorbed.gaps).stream().distinct().toList());
  }

  private static <T> List<T> together(List<T> a, List<T> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
