package io.ringcard.pipeline;

import io.ringcard.book.Choice;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code DealStay}: a deal came to a step.
 *
 * @param until when it went on; null where it stands
 * @param by who moved it; null when a rule did
 * @param call id of the call that moved it
 * @param reason why it was won or lost there
 */
public record Stay(
    String deal,
    Step step,
    Instant at,
    @Nullable Instant until,
    @Nullable Ref by,
    @Nullable String call,
    @Nullable Choice reason) {}
