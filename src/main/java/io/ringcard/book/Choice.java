package io.ringcard.book;

import io.ringcard.kernel.Label;
import org.jspecify.annotations.Nullable;

/** The contract's {@code Choice}: the entry of a book that something keeps, as it is called now. */
public record Choice(String id, Label label) {

  public static @Nullable Long idOf(@Nullable Choice choice) {
    return choice == null ? null : Long.valueOf(choice.id());
  }
}
