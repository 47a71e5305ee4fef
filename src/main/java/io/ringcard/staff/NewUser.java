package io.ringcard.staff;

import org.jspecify.annotations.Nullable;

/** The contract's {@code NewUser}. */
public record NewUser(
    String login,
    String name,
    String role,
    String password,
    @Nullable String extension,
    @Nullable Long team) {

  /** Without the password. */
  @Override
  public String toString() {
    return login + " (" + role + ")";
  }
}
