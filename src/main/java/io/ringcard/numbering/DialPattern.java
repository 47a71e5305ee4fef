package io.ringcard.numbering;

import io.ringcard.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A pattern of numbers as Asterisk's dialplan writes it: after an underscore {@code X} stands for a
 * digit, {@code Z} for 1 to 9, {@code N} for 2 to 9, {@code [13-5]} for one of these; at the end
 * {@code .} for one or more characters and {@code !} for any number of them. The underscore may be
 * left out, as FreePBX has it, where nothing but such signs is there; else without it it is that
 * very number or word. A look at each character once: no pattern can take long.
 */
final class DialPattern {

  private static final String DIGITS = "0123456789";
  private static final String SIGNS = "+*#";
  private static final Pattern SIGNS_ALONE =
      Pattern.compile("(?=.*[XxZzNn.!\\[])[XxZzNn.!\\[\\]0-9+*#-]+");

  private final List<String> places = new ArrayList<>();

  /** How many characters must follow the places at least; less than none for no more at all. */
  private int more = -1;

  private DialPattern() {}

  /**
   * @param field of the request; named in the problem of a pattern that Asterisk would not take
   */
  static DialPattern of(String text, String field) {
    var pattern = new DialPattern();
    var isMarked = text.startsWith("_");
    if (!isMarked && !SIGNS_ALONE.matcher(text).matches()) {
      text.toLowerCase(Locale.ROOT).chars().forEach(c -> pattern.places.add(Character.toString(c)));
      return pattern;
    }
    for (var at = isMarked ? 1 : 0; at < text.length(); at++) {
      if (pattern.more >= 0) {
        throw fault(field, "pattern-end", text, at - 1);
      }
      at = pattern.take(text, at, field);
    }
    if (pattern.places.isEmpty() && pattern.more < 0) {
      throw fault(field, "pattern-empty", text, 0);
    }
    return pattern;
  }

  /** The place at which what begins here ends. */
  private int take(String text, int at, String field) {
    switch (text.charAt(at)) {
      case 'X', 'x' -> places.add(DIGITS);
      case 'Z', 'z' -> places.add(DIGITS.substring(1));
      case 'N', 'n' -> places.add(DIGITS.substring(2));
      case '.' -> more = 1;
      case '!' -> more = 0;
      case '[' -> {
        var end = text.indexOf(']', at);
        if (end < 0) {
          throw fault(field, "pattern-bracket", text, at);
        }
        places.add(set(text, at + 1, end, field));
        return end;
      }
      default -> places.add(sign(text, at, field));
    }
    return at;
  }

  private static String set(String text, int from, int end, String field) {
    var set = new StringBuilder();
    for (var at = from; at < end; at++) {
      if (text.charAt(at) == '-' && at > from && at + 1 < end) {
        var first = text.charAt(at - 1);
        var last = text.charAt(++at);
        if (first >= last || DIGITS.indexOf(first) < 0 || DIGITS.indexOf(last) < 0) {
          throw fault(field, "pattern-range", text, at - 2);
        }
        IntStream.rangeClosed(first + 1, last).forEach(set::appendCodePoint);
      } else {
        set.append(sign(text, at, field));
      }
    }
    if (set.isEmpty()) {
      throw fault(field, "pattern-bracket", text, from - 1);
    }
    return set.toString();
  }

  private static String sign(String text, int at, String field) {
    var sign = text.charAt(at);
    if ((DIGITS + SIGNS).indexOf(sign) < 0) {
      throw fault(field, "pattern-sign", text, at);
    }
    return Character.toString(sign);
  }

  /** People count characters from one. */
  private static RuntimeException fault(String field, String reason, String text, int at) {
    return new Problem.Invalid(
            field, reason, Map.of("at", at + 1, "sign", text.substring(at, at + 1)))
        .asException();
  }

  boolean fits(String number) {
    var rest = number.length() - places.size();
    return (more < 0 ? rest == 0 : rest >= more)
        && IntStream.range(0, places.size())
            .allMatch(i -> places.get(i).indexOf(Character.toLowerCase(number.charAt(i))) >= 0);
  }
}
