package io.ringcard.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move that was made, with all that is needed to take it back.
 *
 * @param historyId the line that it wrote into the history of steps
 */
public record Move(
    long dealId,
    long fromStepId,
    long toStepId,
    Instant fromSince,
    @Nullable Instant fromClosedAt,
    long historyId) {}
