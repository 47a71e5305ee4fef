package io.ringcard.outcome;

import io.ringcard.calllog.CallFiled;
import io.ringcard.calllog.CallRow;
import io.ringcard.planning.HeldByTalk;
import io.ringcard.store.Db;

/**
 * A call goes to another client: what it has set off for the former one is taken back, its outcome
 * with note and planned contact goes along, and the talk holds what was planned with the new one.
 */
public final class Refiled implements CallFiled {

  private final Outcomes outcomes;
  private final HeldByTalk held;

  public Refiled(Outcomes outcomes, HeldByTalk held) {
    this.outcomes = outcomes;
    this.held = held;
  }

  @Override
  public void filed(Db tx, long by, CallRow before, CallRow after) {
    outcomes.refile(tx, by, after.id());
    held.filed(tx, before, after);
  }
}
