package io.ringcard.client;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.Map;

/**
 * The contract's {@code ClientMerge}: another card went into a client's.
 *
 * @param kept the client's card before
 * @param absorbed the other card
 * @param moved how many of each kind went along
 */
public record ClientMerge(
    String id, Ref by, Instant at, CardThen kept, CardThen absorbed, Map<String, Integer> moved) {}
