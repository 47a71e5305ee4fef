package io.ringcard.client;

import io.ringcard.kernel.PhoneNumber;
import io.ringcard.store.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to find something, as patterns of LIKE over texts in the form of {@code
 * client.search}, over numbers and addresses; wildcards that were typed are taken literally.
 *
 * @param text lower case, е for ё, single spaces
 * @param longest pattern of the longest word: the one that an index answers
 * @param words patterns that must all hold
 * @param numbers patterns of which one must hold
 * @param addresses patterns of which one must hold; none for several words
 * @param reversedTail pattern over a number read from its end
 * @param near the text, where it is to be found with typing mistakes and all patterns are void
 */
public record Query(
    String text,
    String longest,
    List<String> words,
    List<String> numbers,
    List<String> addresses,
    @Nullable String reversedTail,
    @Nullable String near) {

  private static final int INDEXED = 3;
  private static final int LONG_ENOUGH = 4;

  /** Empty when nothing but space was typed. */
  public static Optional<Query> of(String typed, String region) {
    var text = typed.strip().toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(literal(text, PhoneNumber.parts(typed, region)));
  }

  private static Query literal(String text, List<String> digits) {
    var words = List.of(text.split(" "));
    var longest = words.stream().max(Comparator.comparingInt(String::length)).orElse(text);
    var isAddress = words.size() == 1 && text.length() >= INDEXED;
    return new Query(
        text,
        pattern(longest),
        words.stream().map(Query::pattern).toList(),
        digits.stream().map(part -> "%" + part + "%").toList(),
        isAddress ? List.of("%" + Columns.literal(text) + "%") : List.of(),
        digits.isEmpty() ? null : new StringBuilder(digits.getLast()).reverse() + "%",
        null);
  }

  /** This text to the letter, on the other keyboard layout, and with mistakes, in that order. */
  List<Query> readings() {
    var readings = new ArrayList<Query>();
    readings.add(this);
    var other = KeyboardLayout.other(text);
    other.map(typed -> literal(typed, List.of())).ifPresent(readings::add);
    if (text.length() >= LONG_ENOUGH) {
      readings.add(near(text));
      other.map(Query::near).ifPresent(readings::add);
    }
    return readings;
  }

  private static Query near(String text) {
    return new Query(text, "", List.of(), List.of(), List.of(), null, text);
  }

  /** A short word must begin a word of the client, else half of all clients would do. */
  private static String pattern(String word) {
    return (word.length() < INDEXED ? "% " : "%") + Columns.literal(word) + "%";
  }
}
