package io.ringcard.outcome;

import io.ringcard.outcome.OutcomeBody.NextContact;
import org.jspecify.annotations.Nullable;

/**
 * Where the next contact comes from: the outcome's rule, or a person who said when, or said none.
 *
 * @param contact null for none, or while the rule has yet to say
 */
record Next(boolean byRule, @Nullable NextContact contact) {

  static final Next BY_RULE = new Next(true, null);

  static Next said(@Nullable NextContact contact) {
    return new Next(false, contact);
  }
}
