package io.ringcard.ami;

import org.jspecify.annotations.Nullable;

/** Values as the manager interface writes them. */
final class AmiText {

  private AmiText() {}

  /** The value with its C escapes undone, or null when it is empty or unknown. */
  static @Nullable String known(AmiBlock block, String header) {
    var value = block.known(header);
    return value == null ? null : unescape(value);
  }

  /** The whole number, or null when it is absent or none. */
  static @Nullable Integer number(AmiBlock block, String header) {
    try {
      var value = block.find(header);
      return value == null ? null : Integer.valueOf(value.strip());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** Undoes what ast_escape_c does to names in channel events. */
  static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    var plain = new StringBuilder(escaped.length());
    for (var i = 0; i < escaped.length(); i++) {
      var c = escaped.charAt(i);
      if (c == '\\' && i + 1 < escaped.length()) {
        plain.append(letter(escaped.charAt(++i)));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char letter(char escape) {
    return switch (escape) {
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000B';
      default -> escape;
    };
  }
}
