package io.ringcard.staff;

import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Whose talks a person may listen to. A recording is heard by whoever may hear one of those who
 * talked in its call: operators hear themselves, supervisors their team, supervisors without a team
 * and all above them everybody.
 */
public final class Hearing {

  private final Db db;
  private final UsersSql sql = new UsersSql();

  public Hearing(Db db) {
    this.db = db;
  }

  /** The people whose talks this person may hear; empty for everybody's, whoever talked. */
  Optional<Set<Long>> heardBy(Principal listener) {
    return switch (listener.role()) {
      case OPERATOR -> Optional.of(Set.of(listener.userId()));
      case SUPERVISOR -> Optional.of(sql.teamOf(db, listener.userId())).filter(t -> !t.isEmpty());
      case MANAGER, ADMINISTRATOR -> Optional.empty();
    };
  }

  /**
   * @param talkers the people who talked in the call
   */
  public boolean mayHear(Principal listener, Collection<Long> talkers) {
    return heardBy(listener).map(heard -> !Collections.disjoint(heard, talkers)).orElse(true);
  }
}
