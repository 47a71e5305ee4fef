package io.ringcard.outcome;

import io.ringcard.kernel.Label;
import io.ringcard.planning.ContactRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's {@code OutcomeDraft} and {@code OutcomePatch}; absent members are null. */
record CatalogueBody(
    @Nullable Integer version,
    @Nullable Integer key,
    @Nullable Label label,
    @Nullable Integer color,
    @Nullable List<String> steps,
    @Nullable ContactRule next,
    @Nullable Boolean refusal,
    @Nullable Boolean noAnswer,
    @Nullable Boolean active) {}
