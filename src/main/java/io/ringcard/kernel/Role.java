package io.ringcard.kernel;

import java.util.Locale;

/** What a person may do; the contract's {@code x-roles} use the names in lower case. */
public enum Role {
  OPERATOR,
  SUPERVISOR,
  MANAGER,
  ADMINISTRATOR;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role ofSlug(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
