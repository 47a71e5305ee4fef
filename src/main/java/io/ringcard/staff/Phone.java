package io.ringcard.staff;

import org.jspecify.annotations.Nullable;

/**
 * A place at which people sit.
 *
 * @param pbxId of its exchange; null in a house that has one only
 */
public record Phone(@Nullable Long pbxId, String extension) {}
