package io.ringcard.cel;

import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * A time as an exchange writes it into its records: {@code 2026-11-23 06:33:14.351899}, with or
 * without the parts of the second. Read digit by digit: an import reads tens of millions.
 */
public final class WrittenTime {

  private static final String SHAPE = "0000-00-00 00:00:00";
  private static final int FRACTION = SHAPE.length() + 1;
  private static final int FRACTION_DIGITS = 9;

  private WrittenTime() {}

  /** In the zone of the exchange; fails with {@link DateTimeException} for anything else. */
  public static LocalDateTime read(String time) {
    for (var i = 0; i < SHAPE.length(); i++) {
      if (SHAPE.charAt(i) != '0' && (i >= time.length() || time.charAt(i) != SHAPE.charAt(i))) {
        throw new DateTimeException("not a time: " + time);
      }
    }
    return LocalDateTime.of(
        number(time, 0, 4),
        number(time, 5, 7),
        number(time, 8, 10),
        number(time, 11, 13),
        number(time, 14, 16),
        number(time, 17, 19),
        nanos(time));
  }

  private static int nanos(String time) {
    if (time.length() == SHAPE.length()) {
      return 0;
    }
    var digits = time.length() - FRACTION;
    if (time.charAt(SHAPE.length()) != '.' || digits < 1 || digits > FRACTION_DIGITS) {
      throw new DateTimeException("not a time: " + time);
    }
    var nanos = number(time, FRACTION, time.length());
    for (var i = digits; i < FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String time, int from, int to) {
    var number = 0;
    for (var i = from; i < to; i++) {
      var digit = i < time.length() ? time.charAt(i) - '0' : -1;
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a time: " + time);
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
