package io.ringcard.pipeline;

import org.jspecify.annotations.Nullable;

/** The contract's {@code NewDeal} and {@code DealPatch}; absent members are null. */
record DealBody(
    @Nullable Integer version,
    @Nullable String title,
    @Nullable String client,
    @Nullable String step,
    @Nullable String owner,
    @Nullable String amount,
    @Nullable String currency) {}
