package io.ringcard.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewClient} and {@code ClientPatch}; absent members are null. */
record ClientBody(
    @Nullable Integer version,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String company,
    @Nullable String position,
    @Nullable String email,
    @Nullable List<Phone> phones,
    @Nullable String source,
    @Nullable String owner) {}
