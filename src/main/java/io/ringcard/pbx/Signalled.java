package io.ringcard.pbx;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers and names as the exchange writes them, made plain. */
public final class Signalled {

  private static final Set<String> WITHHELD =
      Set.of("", "anonymous", "unknown", "unavailable", "restricted", "private", "withheld", "s");
  private static final char CUT = '\uFFFD';

  /** Digits that two numbers have in common at their ends when they are one. */
  private static final int LOCAL = 7;

  private Signalled() {}

  /** The number, or null when the caller withheld it. */
  public static @Nullable String number(@Nullable String raw) {
    return raw == null || WITHHELD.contains(raw.strip().toLowerCase(Locale.ROOT))
        ? null
        : raw.strip();
  }

  /**
   * The name as the caller meant it, or null. SIP's quoting is undone; Asterisk keeps 79 bytes, so
   * that a last letter may be cut in two.
   */
  public static @Nullable String name(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    var name = unquote(raw).strip();
    while (!name.isEmpty() && name.charAt(name.length() - 1) == CUT) {
      name = name.substring(0, name.length() - 1);
    }
    return WITHHELD.contains(name.toLowerCase(Locale.ROOT)) ? null : name;
  }

  /**
   * Whether what was dialled on a line is a number that was told whole, with a plus: lines want
   * digits before it, or fewer of it.
   */
  public static boolean isMadeOf(String dialled, String whole) {
    return whole.startsWith("+")
        && whole.length() > LOCAL
        && dialled.endsWith(whole.substring(whole.length() - LOCAL));
  }

  private static String unquote(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    var plain = new StringBuilder(quoted.length());
    for (var i = 0; i < quoted.length(); i++) {
      var c = quoted.charAt(i);
      var next = i + 1 < quoted.length() ? quoted.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '\\' || next == '"')) {
        plain.append(next);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /**
   * The number in a dial string: {@code 79001@trunk}, {@code PJSIP/79001@trunk}, {@code
   * trunk/79001}, {@code trunk/sip:79001@host}.
   */
  public static @Nullable String dialled(@Nullable String dialString) {
    if (dialString == null) {
      return null;
    }
    var sip = dialString.indexOf("sip:");
    var rest = sip >= 0 ? dialString.substring(sip + "sip:".length()) : dialString;
    var at = rest.indexOf('@');
    var left = at >= 0 ? rest.substring(0, at) : rest;
    return number(left.substring(left.lastIndexOf('/') + 1));
  }
}
