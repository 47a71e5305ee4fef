package io.ringcard.dial;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/**
 * What may be called from the page, and how the dialplan wants it.
 *
 * @param stopped nothing goes out
 * @param premium numbers of a premium rate may be called
 * @param perMinute calls that one person may start in a minute
 * @param countries beginnings of the international numbers that may be called; empty for all
 * @param prefixes beginnings of international numbers and what the dialplan wants in their place
 *     ({@code +7} → {@code 8}, {@code +} → {@code 810}); the longest that fits counts
 */
public record DialRules(
    boolean stopped,
    boolean premium,
    int perMinute,
    List<String> countries,
    List<Prefix> prefixes) {

  public record Prefix(String from, String to) {}

  public DialRules {
    countries = List.copyOf(countries);
    prefixes = List.copyOf(prefixes);
  }

  /** As in a new house: to everywhere, international numbers without their plus. */
  public static DialRules standard() {
    return new DialRules(false, false, 30, List.of(), List.of(new Prefix("+", "")));
  }

  /** As stored: the contract's {@code DiallingSettings}. */
  static DialRules of(JsonObject stored) {
    return new DialRules(
        stored.getBoolean("stopped"),
        stored.getBoolean("premium"),
        stored.getInteger("perMinute"),
        stored.getJsonArray("countries").stream().map(String.class::cast).toList(),
        stored.getJsonArray("prefixes").stream()
            .map(JsonObject.class::cast)
            .map(prefix -> new Prefix(prefix.getString("from"), prefix.getString("to")))
            .toList());
  }

  /** A number that names no country is of none that is allowed. */
  boolean isInAllowedCountry(String number) {
    return countries.isEmpty() || countries.stream().anyMatch(number::startsWith);
  }

  /** The number as the dialplan wants it. */
  String exten(String number) {
    return prefixes.stream()
        .filter(prefix -> number.startsWith(prefix.from()))
        .max(Comparator.comparingInt(prefix -> prefix.from().length()))
        .map(prefix -> prefix.to() + number.substring(prefix.from().length()))
        .orElse(number);
  }
}
