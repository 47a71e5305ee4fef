package io.ringcard.flight;

import io.ringcard.flight.Story.Decision;
import io.ringcard.flight.Story.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges say that a phone stopped ringing a moment before they say why. What was decided at
 * first and revised by a later event is told once: at its moment, as it stood in the end.
 */
final class Settled {

  private static final Set<String> REVISED = Set.of("phone", "waitEnds");
  private static final Set<String> ANEW = Set.of("ringBegins", "waitBegins");

  private final List<Step> steps;

  private Settled(List<Step> steps) {
    this.steps = new ArrayList<>(steps);
  }

  static List<Step> of(List<Step> steps) {
    var settled = new Settled(steps);
    for (var i = 0; i < steps.size(); i++) {
      settled.settle(i);
    }
    return settled.steps;
  }

  private void settle(int i) {
    var step = steps.get(i);
    var decisions = new ArrayList<Decision>();
    for (var decision : step.decisions()) {
      var last = REVISED.contains(decision.what()) ? takeLast(i + 1, decision) : null;
      var told = last == null ? decision : last;
      if (!(isOver(told) ? isToldLater(i + 1, told) : isOverruled(i + 1, told))) {
        decisions.add(told);
      }
    }
    steps.set(i, step.with(decisions));
  }

  private static boolean isOver(Decision decision) {
    return decision.what().equals("closed");
  }

  /** The parts of a call that was put together end one by one: it is over with the last. */
  private boolean isToldLater(int from, Decision decision) {
    return later(from).anyMatch(other -> other.what().equals(decision.what()));
  }

  /** A phone that was said not to talk, and then does without ringing anew. */
  private boolean isOverruled(int from, Decision decision) {
    return decision.what().equals("phone")
        && later(from)
            .takeWhile(other -> !beginsAnew(other, decision))
            .anyMatch(other ->
                other.what().equals("talkBegins") && Objects.equals(other.who(), decision.who()));
  }

  private Stream<Decision> later(int from) {
    return steps.stream().skip(from).flatMap(step -> step.decisions().stream());
  }

  /** Takes all later ones about the same away, until it begins anew. */
  private @Nullable Decision takeLast(int from, Decision decision) {
    Decision last = null;
    for (var i = from; i < steps.size(); i++) {
      var step = steps.get(i);
      if (step.decisions().stream().anyMatch(other -> beginsAnew(other, decision))) {
        return last;
      }
      var revised = step.decisions().stream().filter(other -> other.revises(decision)).toList();
      if (!revised.isEmpty()) {
        last = revised.getLast();
        var rest = new ArrayList<>(step.decisions());
        rest.removeAll(revised);
        steps.set(i, step.with(rest));
      }
    }
    return last;
  }

  private static boolean beginsAnew(Decision other, Decision decision) {
    return ANEW.contains(other.what())
        && decision.who() != null
        && decision.who().equals(other.who());
  }
}
