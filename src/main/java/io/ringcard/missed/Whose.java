package io.ringcard.missed;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.missed.DeskFilter.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose a line is, and who may see it. A line with an owner is that person's; one without is
 * everybody's whose phone rang. One of people without a team, or of nobody, is no team's and stands
 * on everybody's desk. One that has ended is also of whoever ended it. Whoever leads people sees
 * all; an operator what is the team's or no team's, and what rang there if another team has taken
 * it.
 *
 * @param leads looks after all lines, and after those of the own team first
 * @param team everybody of the reader's team, or the reader alone
 * @param inTeams everybody who has a team
 */
record Whose(long reader, boolean leads, Set<Long> team, Set<Long> inTeams) {

  /**
   * @param teams of each person who has one
   */
  static Whose of(Principal reader, Map<Long, Long> teams) {
    var self = reader.userId();
    var own = teams.get(self);
    return new Whose(
        self,
        reader.role() != Role.OPERATOR,
        own == null
            ? Set.of(self)
            : teams.keySet().stream()
                .filter(one -> Objects.equals(teams.get(one), own))
                .collect(Collectors.toUnmodifiableSet()),
        Set.copyOf(teams.keySet()));
  }

  boolean has(Scope scope, Line line) {
    return switch (scope) {
      case MINE -> isOf(Set.of(reader), line);
      case TEAM ->
          leadsAll() || isOf(team, line) || isNoTeams(people(line)) && isNoTeams(line.rang());
      case ALL -> leads || has(Scope.TEAM, line) || rings(line.rang());
    };
  }

  /** Whether the reader is one of those who are to call back. */
  boolean answers(Line line) {
    return leads || has(Scope.TEAM, line);
  }

  /** Likewise for a call that rang those people, and about which nobody else decides. */
  boolean answers(Collection<Long> rang) {
    return leads || rings(rang) || isNoTeams(rang);
  }

  private boolean leadsAll() {
    return leads && !inTeams.contains(reader);
  }

  private boolean rings(Collection<Long> rang) {
    return !Collections.disjoint(team, rang);
  }

  private boolean isNoTeams(Collection<Long> people) {
    return Collections.disjoint(inTeams, people);
  }

  private static boolean isOf(Set<Long> people, Line line) {
    var talk = line.talk();
    var closing = line.closing();
    return talk != null && talk.by() != null && people.contains(talk.by())
        || closing != null && people.contains(closing.by())
        || !Collections.disjoint(people, people(line));
  }

  private static Collection<Long> people(Line line) {
    var owner = line.mark().owner();
    return owner == null ? line.rang() : Set.of(owner);
  }
}
