package io.ringcard.demo;

import org.jspecify.annotations.Nullable;

/** Number and name of one end as the exchange knows them; null is what nobody signalled. */
record Party(@Nullable String number, @Nullable String name) {

  static final Party UNKNOWN = new Party(null, null);

  String numberOrUnknown() {
    return number == null ? "<unknown>" : number;
  }

  /** The name as channel events carry it: with C escapes. */
  String nameOrUnknown() {
    return name == null ? "<unknown>" : escaped(name);
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (c == '\\' || c == '"' || c == '\'' || c == '?') {
            escaped.append('\\');
          }
          escaped.append((char) c);
        });
    return escaped.toString();
  }
}
