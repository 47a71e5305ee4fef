package io.ringcard.planning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewPlan} and {@code PlanPatch}; absent members are null. */
record PlanBody(
    @Nullable Integer version,
    @Nullable String client,
    @Nullable String deal,
    @Nullable String assignee,
    @Nullable Instant at,
    @Nullable String topic,
    @Nullable String kind,
    @Nullable String status) {}
