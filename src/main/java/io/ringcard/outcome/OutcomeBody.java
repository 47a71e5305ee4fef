package io.ringcard.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewOutcome}; absent members are null. */
record OutcomeBody(
    String outcome,
    @Nullable String note,
    @Nullable String dealId,
    @Nullable NextContact nextContact) {

  OutcomeBody {
    note = note == null || note.isBlank() ? null : note.strip();
  }

  record NextContact(Instant at, @Nullable String topic, @Nullable String kind) {}
}
