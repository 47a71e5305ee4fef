package io.ringcard.staff;

import io.ringcard.kernel.Ref;
import io.ringcard.kernel.Role;
import org.jspecify.annotations.Nullable;

/** Somebody who works here; the contract's {@code User} but for the form of id and role. */
public record User(
    long id,
    String login,
    String name,
    Role role,
    @Nullable String language,
    @Nullable Phone phone,
    @Nullable Ref team,
    boolean active,
    boolean tourSeen,
    int version) {

  @Nullable String extension() {
    return phone == null ? null : phone.extension();
  }
}
