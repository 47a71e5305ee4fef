package io.ringcard.missed;

import io.ringcard.missed.DeskFilter.Scope;
import java.util.List;
import java.util.Set;

/**
 * Whose a line is. A line with an owner is that person's; one without is everybody's whose phone
 * rang, and the whole team's when nobody's did. One that a talk has ended is also of whoever
 * talked.
 *
 * @param team everybody of the reader's team; empty without a team, who then looks after all
 */
record Whose(long reader, Set<Long> team) {

  Whose(long reader, List<Long> team) {
    this(reader, Set.copyOf(team));
  }

  boolean has(Scope scope, Line line) {
    return switch (scope) {
      case MINE -> isOf(Set.of(reader), line);
      case TEAM -> team.isEmpty() || isOf(team, line) || isNobodys(line);
      case ALL -> true;
    };
  }

  /** Whether a call is the team's that rang those people, and nobody else decides about it. */
  boolean rang(List<Long> people) {
    return team.isEmpty() || people.isEmpty() || people.stream().anyMatch(team::contains);
  }

  private static boolean isOf(Set<Long> people, Line line) {
    var owner = line.mark().owner();
    var talk = line.talk();
    var talker = talk == null ? null : talk.by();
    return talker != null && people.contains(talker)
        || (owner == null
            ? line.rang().stream().anyMatch(people::contains)
            : people.contains(owner));
  }

  private static boolean isNobodys(Line line) {
    return line.mark().owner() == null && line.rang().isEmpty();
  }
}
