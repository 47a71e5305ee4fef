package io.ringcard.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules make of numbers, and what is said of a faulty one. */
class NumberRulesTest {

  @ParameterizedTest
  @CsvSource({
    "204, 204, true",
    "204, 2040, false",
    "anonymous, Anonymous, true",
    "_2X, 24, true",
    "_2X, 2, false",
    "_NXZ, 201, true",
    "_NXZ, 101, false",
    "_NXZ, 200, false",
    "_[13-5]X, 42, true",
    "_[13-5]X, 22, false",
    "_9., 9, false",
    "_9., 91, true",
    "_9!, 9, true",
    "_+7X., +7916, true",
    "_*8X, *81, true",
    "_X., 8916a, true",
    "7XXXXXXXXXX, 79165550103, true",
    "7XXXXXXXXXX, 7916555010, false",
    "8[49]X., 84951230001, true",
    "Unknown, unknown, true",
    "Unknown, 2, false"
  })
  void asAsteriskReadsPatterns(String pattern, String number, boolean fits) {
    assertThat(DialPattern.of(pattern, "pattern").fits(number)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "_, pattern-empty, 1",
    "_9.X, pattern-end, 3",
    "_9!!, pattern-end, 3",
    "_[12, pattern-bracket, 2",
    "_[], pattern-bracket, 2",
    "_[5-3], pattern-range, 3",
    "_8(495), pattern-sign, 3",
    "_(.*)*, pattern-sign, 2",
    "8[12X, pattern-bracket, 2"
  })
  void aFaultIsNamedWithItsPlace(String pattern, String reason, int at) {
    assertThatThrownBy(
            () -> NumberRules.of(new JsonArray().add(rule("", pattern, "", "number")), "rules"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> {
              var problem = (Problem.Invalid) thrown.problem();
              assertThat(problem.field()).isEqualTo("rules[0].pattern");
              assertThat(problem.reason()).isEqualTo(reason);
              assertThat(problem.params()).containsEntry("at", at);
            });
  }

  @ParameterizedTest
  @CsvSource({
    // Without a rule: national and international forms, short and internal numbers.
    "89161234567, +79161234567",
    "+79161234567, +79161234567",
    "0079161234567, +79161234567",
    "84951234567, +74951234567",
    "112, 112",
    "204, 204",
    "sip:x@y, sip:x@y",
    // An outside line's 9, a local number without its area, an extension of the other office, no
    // number.
    "989161234567, +79161234567",
    "1234567, +74951234567",
    "77204, 204",
    "000, ",
    "Blocked, "
  })
  void theFirstRuleThatFitsCounts(String signalled, String number) {
    var rules =
        NumberRules.of(
            new JsonArray()
                .add(rule("9", "_8XXXXXXXXXX", "", "number"))
                .add(rule("", "_NXXXXXX", "8495", "number").put("pattern", "_[1-9]XXXXXX"))
                .add(rule("77", "_2XX", "", "internal"))
                .add(rule("", "000", "", "withheld"))
                .add(rule("", "blocked", "", "withheld"))
                .add(rule("", "_000", "", "number")),
            "rules");
    assertThat(rules.read(signalled, "RU").number()).isEqualTo(number);
  }

  @Test
  void noPatternOfAStrangerTakesLong() {
    var rules = new JsonArray();
    for (var i = 0; i < 100; i++) {
      rules.add(rule("", "_" + "[0-9]".repeat(7) + "!", "", "withheld"));
    }
    var read = NumberRules.of(rules, "rules");
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (var i = 0; i < 10_000; i++) {
            assertThat(read.read("1".repeat(6) + "x".repeat(50), "RU").number()).isNotNull();
          }
        });
  }

  static JsonObject rule(String prefix, String pattern, String prepend, String as) {
    return new JsonObject()
        .put("prefix", prefix)
        .put("pattern", pattern)
        .put("prepend", prepend)
        .put("as", as);
  }
}
