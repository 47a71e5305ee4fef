package io.ringcard.client;

import io.ringcard.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write about a client: stripped, empty fields null, numbers as stored, each once. */
record ClientData(
    String kind,
    String name,
    @Nullable String company,
    @Nullable String position,
    @Nullable String email,
    List<Phone> phones,
    @Nullable String source,
    @Nullable Long ownerId) {

  ClientData {
    name = name.strip();
    if (name.isEmpty()) {
      throw new Problem.Invalid("name", "required").asException();
    }
    company = stripped(company);
    position = stripped(position);
    email = stripped(email);
    source = stripped(source);
    phones = List.copyOf(phones);
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
