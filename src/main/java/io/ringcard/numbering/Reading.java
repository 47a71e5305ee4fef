package io.ringcard.numbering;

import io.ringcard.kernel.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a number turned out to be.
 *
 * @param number as the house stores it, or as signalled when it cannot be understood; null when it
 *     means that the caller withheld it
 */
public record Reading(@Nullable String number) {

  static Optional<String> number(String text, String region) {
    return PhoneNumber.parse(text, region).map(PhoneNumber::text);
  }
}
