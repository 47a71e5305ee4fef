package io.ringcard.numbering;

import io.ringcard.kernel.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of one exchange; the first that is about a number counts. */
record NumberRules(List<NumberRule> rules) {

  private static final Logger LOG = LoggerFactory.getLogger(NumberRules.class);

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

  /**
   * As they are stored, perhaps since before a version to which a pattern means more than to the
   * one that stored it: what is not understood is about no number, and said when it is saved again.
   */
  static NumberRules understood(JsonArray rules) {
    return new NumberRules(
        IntStream.range(0, rules.size())
            .mapToObj(i -> understood(rules.getJsonObject(i)))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<NumberRule> understood(JsonObject rule) {
    try {
      return Optional.of(rule(rule, "rule"));
    } catch (ProblemException e) {
      LOG.warn("the rule {} for numbers is not understood: {}", rule, e.problem());
      return Optional.empty();
    }
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
