package io.ringcard.client;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Match}: a client whom a number may be, and why.
 *
 * @param reason the strongest of {@code deal} (has an open deal), {@code spoke} (spoke with the
 *     asker before) and {@code number}; with both deal and talk it is {@code deal} and {@code at}
 *     is set
 * @param deal its newest open deal
 * @param at when the client spoke with the asker last
 */
public record Match(ClientRef client, String reason, @Nullable Ref deal, @Nullable Instant at) {}
