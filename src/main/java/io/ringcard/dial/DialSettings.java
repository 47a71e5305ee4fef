package io.ringcard.dial;

import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How this house dials.
 *
 * @param channel what rings first, {@code %s} stands for the operator's extension
 * @param context where the dialplan takes the number from there
 * @param prefixes beginnings of international numbers and what the dialplan wants in their place
 *     ({@code +7} → {@code 8}, {@code +} → {@code 810}); the longest that fits counts
 * @param countries beginnings of the international numbers that may be dialled; empty for all
 * @param perMinute calls that one person may start in a minute
 * @param ringFor how long the operator's own phone rings
 */
public record DialSettings(
    String channel,
    String context,
    PbxProfile profile,
    Map<String, String> prefixes,
    List<String> countries,
    int perMinute,
    Duration ringFor) {

  private static final int PER_MINUTE = 30;
  private static final Duration RING_FOR = Duration.ofSeconds(30);

  public DialSettings {
    prefixes = Map.copyOf(prefixes);
    countries = List.copyOf(countries);
    if (!channel.contains("%s")) {
      throw new IllegalArgumentException("the channel must hold %s for the extension");
    }
  }

  /** International numbers without their plus, to everywhere, thirty a minute. */
  public static DialSettings of(String channel, String context, PbxProfile profile) {
    return new DialSettings(
        channel, context, profile, Map.of("+", ""), List.of(), PER_MINUTE, RING_FOR);
  }

  public DialSettings withCountries(List<String> allowed) {
    return new DialSettings(channel, context, profile, prefixes, allowed, perMinute, ringFor);
  }

  public DialSettings withPrefixes(Map<String, String> rewritten) {
    return new DialSettings(channel, context, profile, rewritten, countries, perMinute, ringFor);
  }

  boolean isAllowed(String number) {
    return !number.startsWith("+")
        || countries.isEmpty()
        || countries.stream().anyMatch(number::startsWith);
  }

  /** The number as the dialplan wants it. */
  String exten(String number) {
    return prefixes.keySet().stream()
        .filter(number::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(prefix -> prefixes.get(prefix) + number.substring(prefix.length()))
        .orElse(number);
  }
}
