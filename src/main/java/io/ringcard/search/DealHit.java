package io.ringcard.search;

import io.ringcard.client.ClientRef;

/**
 * The contract's {@code DealHit}.
 *
 * @param closed won or lost
 */
record DealHit(String id, String title, ClientRef client, boolean closed) {}
