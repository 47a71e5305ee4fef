package io.ringcard.pbx;

import org.jspecify.annotations.Nullable;

/** Whose channel it is: an operator's phone, a line to the outside, or the exchange's own aid. */
public sealed interface Party {

  /** An operator's phone; {@code extension} is its endpoint's name. */
  record Phone(String extension) implements Party {}

  /** A line to the outside world. */
  record Trunk(String endpoint) implements Party {}

  /** One of the two halves of a Local channel: {@code pair} is the same for both. */
  record LocalHalf(String pair) implements Party {}

  /** Announcers, recorders, conference helpers: nobody. */
  record Service() implements Party {}

  default @Nullable String extension() {
    return this instanceof Phone(var extension) ? extension : null;
  }

  default boolean isPhone() {
    return this instanceof Phone;
  }

  default boolean isLocal() {
    return this instanceof LocalHalf;
  }

  default boolean isTrunk() {
    return this instanceof Trunk;
  }
}
