package io.ringcard.client;

import org.jspecify.annotations.Nullable;

/** One address of a client with the word that people use for it, such as "accounts". */
public record Email(String address, @Nullable String label) {}
