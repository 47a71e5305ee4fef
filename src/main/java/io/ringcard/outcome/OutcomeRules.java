package io.ringcard.outcome;

/**
 * What the settings say about outcomes.
 *
 * @param refusalsUntilLost as many refusals make a deal lost
 */
public record OutcomeRules(int refusalsUntilLost) {

  public OutcomeRules {
    if (refusalsUntilLost < 1) {
      throw new IllegalArgumentException("refusalsUntilLost");
    }
  }
}
