package io.ringcard.client;

import io.ringcard.kernel.PhoneNumber;
import io.ringcard.store.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to find a client, as patterns of LIKE over {@code client.search} and {@code
 * client_phone.number}; wildcards that were typed are taken literally.
 *
 * @param text lower case, е for ё, single spaces
 * @param longest pattern of the longest word: the one that an index answers
 * @param words patterns that must all hold
 * @param numbers patterns of which one must hold
 * @param near the text, when it is long enough to hold a typing mistake
 */
record Query(
    String text, String longest, List<String> words, List<String> numbers, @Nullable String near) {

  private static final int INDEXED = 3;
  private static final int LONG_ENOUGH = 4;

  /** Empty when nothing but space was typed. */
  static Optional<Query> of(String typed, String region) {
    var text = typed.strip().toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var words = List.of(text.split(" "));
    var longest = words.stream().max(Comparator.comparingInt(String::length)).orElse(text);
    var numbers = PhoneNumber.parts(typed, region).stream().map(part -> "%" + part + "%").toList();
    return Optional.of(
        new Query(
            text,
            pattern(longest),
            words.stream().map(Query::pattern).toList(),
            numbers,
            text.length() < LONG_ENOUGH ? null : text));
  }

  /** A short word must begin a word of the client, else half of all clients would do. */
  private static String pattern(String word) {
    return (word.length() < INDEXED ? "% " : "%") + Columns.literal(word) + "%";
  }
}
