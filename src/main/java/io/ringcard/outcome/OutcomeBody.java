package io.ringcard.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code NewOutcome}; absent members are null.
 *
 * @param version of the outcome that the writer saw on the call, 0 for none
 */
record OutcomeBody(
    String outcome,
    @Nullable String note,
    @Nullable String dealId,
    @Nullable NextContact nextContact,
    @Nullable Integer version) {

  OutcomeBody {
    note = note == null || note.isBlank() ? null : note.strip();
  }

  record NextContact(Instant at, @Nullable String topic, @Nullable String kind) {}
}
