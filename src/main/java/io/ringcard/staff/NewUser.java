package io.ringcard.staff;

import org.jspecify.annotations.Nullable;

/** The contract's {@code NewUser}. */
public record NewUser(
    String login,
    String name,
    String role,
    String password,
    @Nullable String extension,
    @Nullable Long pbx,
    @Nullable Long team) {

  /** The place to sit at, if any. */
  @Nullable Phone phone() {
    return extension == null ? null : new Phone(pbx, extension);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return login + " (" + role + ")";
  }
}
