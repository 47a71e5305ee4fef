package io.ringcard.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a number tells of itself, by the numbering plans that libphonenumber ships; what they leave
 * open is null. A number that was moved to another network still tells its first one.
 *
 * @param place the narrowest that is known: a town, a region or a country; the own country tells
 *     nothing and is null
 * @param carrier the network of a mobile number
 * @param zone IANA name, when all of the place lies in one
 */
public record NumberOrigin(@Nullable Label place, @Nullable Label carrier, @Nullable String zone) {

  private static final NumberOrigin UNKNOWN = new NumberOrigin(null, null, null);
  private static final Locale RUSSIAN = Locale.of("ru");

  /**
   * @param home the own country, two letters of ISO 3166
   */
  public static NumberOrigin of(PhoneNumber number, String home) {
    if (!number.text().startsWith("+")) {
      return UNKNOWN;
    }
    try {
      return of(PhoneNumberUtil.getInstance().parse(number.text(), null), home);
    } catch (NumberParseException e) {
      return UNKNOWN;
    }
  }

  private static NumberOrigin of(Phonenumber.PhoneNumber number, String home) {
    var geocoder = PhoneNumberOfflineGeocoder.getInstance();
    var carriers = PhoneNumberToCarrierMapper.getInstance();
    var zones = PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number);
    var known =
        zones.size() == 1 && !zones.contains(PhoneNumberToTimeZonesMapper.getUnknownTimeZone());
    return new NumberOrigin(
        label(language -> {
          var place = geocoder.getDescriptionForNumber(number, language);
          return place.equals(Locale.of("", home).getDisplayCountry(language)) ? "" : place;
        }),
        label(language -> carriers.getNameForNumber(number, language)),
        known ? zones.getFirst() : null);
  }

  private static @Nullable Label label(Function<Locale, String> in) {
    var english = in.apply(Locale.ENGLISH);
    var russian = in.apply(RUSSIAN);
    return english.isEmpty() && russian.isEmpty()
        ? null
        : new Label(russian.isEmpty() ? english : russian, english.isEmpty() ? russian : english);
  }
}
