package io.ringcard.client;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Note}: what somebody wrote down about a client; hostile text.
 *
 * @param removed taken away; it can be brought back
 */
public record Note(
    String id,
    String text,
    Ref by,
    Instant at,
    @Nullable Instant editedAt,
    boolean removed,
    int version) {}
