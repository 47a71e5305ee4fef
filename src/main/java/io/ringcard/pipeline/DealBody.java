package io.ringcard.pipeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewDeal} and {@code DealPatch}; absent members are null. */
record DealBody(
    @Nullable Integer version,
    @Nullable String title,
    @Nullable String client,
    @Nullable String step,
    @Nullable String owner,
    @Nullable String amount,
    @Nullable String currency,
    @Nullable String source,
    @Nullable String reason,
    @Nullable LocalDate expectedOn,
    @Nullable String description,
    @Nullable Boolean archived) {}
