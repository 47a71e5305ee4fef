package io.ringcard.client;

import org.jspecify.annotations.Nullable;

/**
 * One number of a client with the word that people use for it, such as "mobile".
 *
 * @param number E.164 or the digits of a short number; in a request any national form
 */
public record Phone(String number, @Nullable String label) {}
