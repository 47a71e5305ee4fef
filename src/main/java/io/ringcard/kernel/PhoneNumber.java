package io.ringcard.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as the house stores it: E.164 with its plus (ITU-T E.164), or the bare digits
 * of a number that has no meaning outside (112, an internal 204, a local seven-digit one). Numbers
 * come from strangers: whatever goes in, only digits and one leading plus come out.
 */
public record PhoneNumber(String text) {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final Pattern STORED = Pattern.compile("\\+[1-9][0-9]{3,14}|[0-9]{2,15}");
  private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\p{Zs}\\t().,/‐‑–-]*");
  private static final int LONGEST_INPUT = 64;
  private static final int LONGEST_INTERNAL = 6;
  private static final int LONGEST_LOCAL = 7;
  private static final int SHORTEST_PART = 3;

  public PhoneNumber {
    if (!STORED.matcher(text).matches()) {
      throw new IllegalArgumentException("not a stored form");
    }
  }

  /** Whether numbers are known in the form of that country (two letters of ISO 3166). */
  public static boolean isRegion(String region) {
    return LIBRARY.getSupportedRegions().contains(region);
  }

  /**
   * Understands national ({@code 8 (495) 123-00-01}) and international forms ({@code +7…}, {@code
   * 007…}, {@code 7495…}); a number of six digits or fewer without a plus stays as it is.
   *
   * @param region two letters of ISO 3166, in whose national form numbers are written
   * @return empty for what is no number, such as {@code anonymous} or a SIP address
   */
  public static Optional<PhoneNumber> parse(String raw, String region) {
    var written = raw.strip();
    if (written.length() > LONGEST_INPUT || !WRITTEN.matcher(written).matches()) {
      return Optional.empty();
    }
    var digits = digits(written);
    if (written.startsWith("+")) {
      return possible("+" + digits, region);
    }
    if (digits.length() <= LONGEST_INTERNAL) {
      return digits.length() < 2 ? Optional.empty() : Optional.of(new PhoneNumber(digits));
    }
    if (digits.startsWith("00")) {
      return possible("+" + digits.substring(2), region);
    }
    return valid(digits, region)
        .or(() -> valid("+" + digits, region))
        .or(() -> possible(digits, region))
        .or(() -> local(digits));
  }

  /** Whether the text is a number in the form in which the house stores them. */
  public static boolean isStored(String text) {
    return STORED.matcher(text).matches();
  }

  /** Whether calling it costs more than the call itself, as far as its country's plan tells. */
  public boolean isPremiumRate() {
    return text.startsWith("+")
        && read(text, "ZZ")
            .map(LIBRARY::getNumberType)
            .filter(PhoneNumberUtil.PhoneNumberType.PREMIUM_RATE::equals)
            .isPresent();
  }

  /**
   * Runs of digits of which a stored number has to hold one, when somebody types a part of it: the
   * digits as typed, and without the national prefix ({@code 8916} finds {@code +7916…}). Empty
   * when the text holds letters or fewer than three digits.
   */
  public static List<String> parts(String typed, String region) {
    var written = typed.strip();
    var digits = digits(written);
    if (!WRITTEN.matcher(written).matches() || digits.length() < SHORTEST_PART) {
      return List.of();
    }
    var parts = new ArrayList<String>();
    parts.add(digits);
    var prefix = LIBRARY.getNddPrefixForRegion(region, true);
    if (prefix != null
        && !prefix.isEmpty()
        && digits.startsWith(prefix)
        && digits.length() >= prefix.length() + SHORTEST_PART) {
      parts.add(digits.substring(prefix.length()));
    }
    return parts;
  }

  private static Optional<PhoneNumber> valid(String digits, String region) {
    return read(digits, region).filter(LIBRARY::isValidNumber).flatMap(PhoneNumber::stored);
  }

  private static Optional<PhoneNumber> possible(String digits, String region) {
    return read(digits, region)
        .filter(number ->
            LIBRARY.isPossibleNumberWithReason(number)
                == PhoneNumberUtil.ValidationResult.IS_POSSIBLE)
        .flatMap(PhoneNumber::stored);
  }

  private static Optional<PhoneNumber> local(String digits) {
    return digits.length() <= LONGEST_LOCAL
        ? Optional.of(new PhoneNumber(digits))
        : Optional.empty();
  }

  private static Optional<Phonenumber.PhoneNumber> read(String digits, String region) {
    try {
      return Optional.of(LIBRARY.parse(digits, region));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<PhoneNumber> stored(Phonenumber.PhoneNumber number) {
    var text = LIBRARY.format(number, PhoneNumberFormat.E164);
    return STORED.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  private static String digits(String written) {
    return written.replaceAll("[^0-9]", "");
  }
}
