package io.ringcard.calllog;

import org.jspecify.annotations.Nullable;

/** Which of its own records an exchange tells a call by. */
public enum Witness {
  /**
   * Of all that happened to each channel (CEL): knows what the live stream knows, but for holds.
   */
  EVENTS("cel"),
  /** A record of each part of a call (CDR): who, with whom, from when to when, in whole seconds. */
  DETAILS("cdr");

  private final String slug;

  Witness(String slug) {
    this.slug = slug;
  }

  public String slug() {
    return slug;
  }

  static @Nullable Witness of(@Nullable String slug) {
    return slug == null ? null : slug.equals(DETAILS.slug) ? DETAILS : EVENTS;
  }
}
