package io.ringcard.numbering;

import io.ringcard.kernel.PhoneNumber;
import java.util.Optional;

/**
 * What to make of a number that the exchange writes in a certain way; the columns are those of
 * FreePBX's dial patterns.
 *
 * @param prefix what such a number begins with, and loses; may be empty
 * @param pattern what follows, see {@link DialPattern}
 * @param prepend what is put before it; may be empty
 */
record NumberRule(String prefix, DialPattern pattern, String prepend, As as) {

  /** What such a number is. */
  enum As {
    NUMBER,
    INTERNAL,
    WITHHELD
  }

  /**
   * What it makes of the number; empty when it is not about such numbers.
   *
   * @param region in whose national form the result is read
   */
  Optional<Reading> read(String raw, String region) {
    if (!raw.startsWith(prefix) || !pattern.fits(raw.substring(prefix.length()))) {
      return Optional.empty();
    }
    var rest = prepend + raw.substring(prefix.length());
    return Optional.of(
        switch (as) {
          case WITHHELD -> new Reading(null);
          case INTERNAL -> new Reading(PhoneNumber.isStored(rest) ? rest : raw);
          case NUMBER -> new Reading(Reading.number(rest, region).orElse(raw));
        });
  }
}
