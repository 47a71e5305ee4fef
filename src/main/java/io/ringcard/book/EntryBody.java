package io.ringcard.book;

import io.ringcard.kernel.Label;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewBookEntry} and {@code BookEntryPatch}; absent members are null. */
record EntryBody(@Nullable Integer version, @Nullable Label label, @Nullable Boolean active) {}
