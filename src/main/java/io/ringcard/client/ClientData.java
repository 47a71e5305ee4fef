package io.ringcard.client;

import io.ringcard.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write about a client: stripped, empty fields null, numbers as stored, each once. */
record ClientData(
    String kind,
    String name,
    Employer employer,
    @Nullable String position,
    List<Phone> phones,
    List<Email> emails,
    @Nullable Long sourceId,
    @Nullable Long statusId,
    @Nullable String about,
    @Nullable Long ownerId) {

  static final String COMPANY = "company";

  ClientData {
    name = name.strip();
    if (name.isEmpty()) {
      throw new Problem.Invalid("name", "required").asException();
    }
    position = stripped(position);
    about = stripped(about);
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
  }

  boolean isCompany() {
    return kind.equals(COMPANY);
  }

  static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
