package io.ringcard.http;

import io.ringcard.kernel.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address behind the question mark, read without mercy. UTF-8 that was not escaped
 * is understood, as some programs send it: the server hands on one char for each byte.
 */
final class QueryString {

  private static final int LONGEST_NAME_SHOWN = 80;

  private QueryString() {}

  /** Names with their values; a name that comes twice and bad escapes are problems. */
  static Map<String, String> parse(@Nullable String query) {
    var values = new LinkedHashMap<String, String>();
    if (query == null || query.isEmpty()) {
      return values;
    }
    for (var pair : query.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals), "query");
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1), name);
      if (values.put(name, value) != null) {
        throw invalid(name, "duplicate");
      }
    }
    return values;
  }

  static RuntimeException invalid(String name, String reason) {
    var shown = name.length() > LONGEST_NAME_SHOWN ? name.substring(0, LONGEST_NAME_SHOWN) : name;
    return new Problem.Invalid(shown.replace("\0", ""), reason).asException();
  }

  private static String decode(String text, String field) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%') {
        bytes.write(escaped(text, i, field));
        i += 2;
      } else if (c == '+') {
        bytes.write(' ');
      } else {
        bytes.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid(field, "encoding");
    }
  }

  private static int escaped(String text, int at, String field) {
    var high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    var low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw invalid(field, "encoding");
    }
    return high * 16 + low;
  }
}
