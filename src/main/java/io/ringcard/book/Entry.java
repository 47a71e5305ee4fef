package io.ringcard.book;

import io.ringcard.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code BookEntry}.
 *
 * @param code what the program itself knows it by; such an entry can be renamed but stays active
 * @param active offered to people; one that is not stays where it was chosen
 */
public record Entry(String id, @Nullable String code, Label label, boolean active, int version) {}
