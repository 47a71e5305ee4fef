package io.ringcard.http;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object member by member. {@link Json} does the same from a record alone, but touches
 * so much code that, on a machine which has other things to do, a small object takes longer than
 * all that leads to it; this is for the few that somebody waits for.
 */
public final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(2_048).append('{');

  /** Text, a moment, a number or a truth value. */
  public JsonText with(String name, @Nullable Object value) {
    return switch (value) {
      case String text -> name(name).quoted(text);
      case Instant at -> name(name).quoted(at.toString());
      case Number number -> name(name).put(number.toString());
      case Boolean truth -> name(name).put(truth.toString());
      case null -> name(name).put("null");
      default -> throw new IllegalArgumentException(value.getClass().getName());
    };
  }

  /** What is JSON already. */
  public JsonText written(String name, String json) {
    return name(name).put(json);
  }

  /** Members that were written as {@link #members} before. */
  public JsonText members(String written) {
    return comma().put(written);
  }

  /** What seldom is there. */
  public JsonText seldom(String name, @Nullable Object value) {
    var empty = value instanceof Collection<?> all && all.isEmpty();
    return name(name).put(empty ? "[]" : value == null ? "null" : Json.text(value));
  }

  /** The members without the braces, for another object that has them too. */
  public String members() {
    return out.substring(1);
  }

  public String object() {
    return out + "}";
  }

  private JsonText name(String name) {
    comma().out.append('"').append(name).append("\":");
    return this;
  }

  private JsonText comma() {
    if (out.length() > 1) {
      out.append(',');
    }
    return this;
  }

  private JsonText put(String json) {
    out.append(json);
    return this;
  }

  private JsonText quoted(String text) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var letter = text.charAt(i);
      if (letter < ' ') {
        out.append("\\u00").append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 15));
      } else {
        if (letter == '"' || letter == '\\') {
          out.append('\\');
        }
        out.append(letter);
      }
    }
    out.append('"');
    return this;
  }
}
