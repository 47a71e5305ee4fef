package io.ringcard.staff;

import org.jspecify.annotations.Nullable;

/** The contract's {@code UserPatch}; absent members are null. */
record UserPatch(
    int version,
    @Nullable String login,
    @Nullable String name,
    @Nullable String role,
    @Nullable String extension,
    @Nullable Long pbx,
    @Nullable Long team,
    @Nullable Boolean active) {}
