package io.ringcard.numbering;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The rules of one exchange; the first that is about a number counts. */
record NumberRules(List<NumberRule> rules) {

  static final NumberRules NONE = new NumberRules(List.of());

  NumberRules {
    rules = List.copyOf(rules);
  }

  /**
   * @param rules in the form of the contract's {@code NumberRule}
   * @param field of the request, named with the line in the problem of a faulty rule
   */
  static NumberRules of(JsonArray rules, String field) {
    return new NumberRules(
        IntStream.range(0, rules.size())
            .mapToObj(i -> rule(rules.getJsonObject(i), field + "[" + i + "]"))
            .toList());
  }

  private static NumberRule rule(JsonObject rule, String field) {
    return new NumberRule(
        rule.getString("prefix"),
        DialPattern.of(rule.getString("pattern"), field + ".pattern"),
        rule.getString("prepend"),
        NumberRule.As.valueOf(rule.getString("as").toUpperCase(Locale.ROOT)));
  }

  /**
   * @param region in whose national form numbers are read
   */
  Reading read(String signalled, String region) {
    var raw = signalled.strip();
    return rules.stream()
        .flatMap(rule -> rule.read(raw, region).stream())
        .findFirst()
        .orElseGet(() -> new Reading(Reading.number(raw, region).orElse(signalled)));
  }
}
