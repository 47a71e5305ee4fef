package io.ringcard.client;

import org.jspecify.annotations.Nullable;

/** The contract's {@code ClientRef}: enough to name a client in a line of something else. */
public record ClientRef(String id, String name, @Nullable String company) {}
