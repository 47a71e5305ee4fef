package io.ringcard.outcome;

import io.ringcard.calllog.CallMerged;
import io.ringcard.planning.HeldByTalk;
import io.ringcard.store.Db;

/**
 * Two calls turn out to be one conversation: of their outcomes the later one stands, and what a
 * talk or a call without answer set off by itself stands once.
 */
public final class Merging implements CallMerged {

  private final Outcomes outcomes;
  private final Reversal effects;
  private final HeldByTalk held;

  public Merging(Outcomes outcomes, Consequences consequences, HeldByTalk held) {
    this.outcomes = outcomes;
    this.effects = consequences.effects();
    this.held = held;
  }

  @Override
  public void merged(Db tx, long absorbed, long into) {
    outcomes.merge(tx, absorbed, into);
    effects.replannedOnce(tx, absorbed, into);
    held.merged(tx, absorbed, into);
  }
}
