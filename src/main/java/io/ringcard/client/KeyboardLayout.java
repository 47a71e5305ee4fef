package io.ringcard.client;

import java.util.Optional;

/** Who types {@code ghbdtn} meant «привет»: the same keys on the other of two layouts. */
final class KeyboardLayout {

  private static final String LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
  private static final String CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюе";

  private KeyboardLayout() {}

  /**
   * @param text in lower case, е for ё
   * @return empty when the text has letters of both layouts or of neither
   */
  static Optional<String> other(String text) {
    var latin = text.chars().anyMatch(sign -> sign >= 'a' && sign <= 'z');
    var cyrillic = text.chars().anyMatch(sign -> CYRILLIC.indexOf(sign) >= 0);
    if (latin == cyrillic) {
      return Optional.empty();
    }
    return Optional.of(latin ? typed(text, LATIN, CYRILLIC) : typed(text, CYRILLIC, LATIN));
  }

  private static String typed(String text, String from, String to) {
    var result = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var key = from.indexOf(text.charAt(i));
      result.append(key < 0 ? text.charAt(i) : to.charAt(key));
    }
    return result.toString();
  }
}
