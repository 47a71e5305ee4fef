package io.ringcard.outcome;

import io.ringcard.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Outcome}: a line of the catalogue with its rule.
 *
 * @param key digit that chooses it
 * @param color number of a colour of the page's palette
 * @param step id of the step that the deal moves to
 * @param nextContactHours when the next contact is planned, see {@link NextContactRule}
 * @param refusal counts against the deal
 */
public record Outcome(
    String id,
    int key,
    Label label,
    int color,
    @Nullable String step,
    @Nullable Integer nextContactHours,
    boolean refusal) {}
