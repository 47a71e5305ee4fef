package io.ringcard.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Which deals a list shows; null leaves a question open.
 *
 * @param after id of the last deal of the page before
 */
public record DealFilter(
    @Nullable Long pipeline,
    @Nullable Long step,
    @Nullable Long owner,
    @Nullable Long client,
    @Nullable Boolean open,
    @Nullable Long after,
    int limit) {}
