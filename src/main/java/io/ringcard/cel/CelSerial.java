package io.ringcard.cel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a unique id tells: {@code 1795415594.12}, or {@code name-1795415594.12} where the exchange
 * has a name. Numbers run from 0 after each start of the exchange.
 *
 * @param second the channel was made, since 1970
 */
public record CelSerial(long second, long number) {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{9,11})\\.(\\d{1,15})");
  private static final int SURE_SECONDS = 2;

  /** Null for an id that whoever ordered the channel gave it. */
  public static @Nullable CelSerial of(String uniqueid) {
    var parts = WRITTEN.matcher(uniqueid).region(uniqueid.lastIndexOf('-') + 1, uniqueid.length());
    return parts.matches()
        ? new CelSerial(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)))
        : null;
  }

  /** Later and with a smaller number: the exchange has started anew in between. */
  boolean isAfterRestart(CelSerial former) {
    return number < former.number && second >= former.second + SURE_SECONDS;
  }

  CelSerial later(CelSerial other) {
    return other.second > second || (other.second == second && other.number > number)
        ? other
        : this;
  }
}
