package io.ringcard.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a person belongs.
 *
 * @param name the company's name, or what somebody wrote in its place
 * @param id the company's own card, when it has one
 */
record Employer(@Nullable String name, @Nullable Long id) {

  static final Employer NONE = new Employer(null, null);
}
