package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the contract and what fits it.
 *
 * @param in {@code path}, {@code query} or {@code header}
 */
record Parameter(
    String name,
    String in,
    boolean required,
    String type,
    @Nullable String format,
    @Nullable Pattern pattern,
    List<String> oneOf,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Long minimum,
    @Nullable Long maximum,
    @Nullable String otherwise) {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

  static Parameter of(String name, String in, boolean required, JsonObject schema) {
    var pattern = schema.getString("pattern");
    return new Parameter(
        name,
        in,
        required,
        schema.getString("type"),
        schema.getString("format"),
        pattern == null ? null : Pattern.compile(wholeText(pattern)),
        schema.getJsonArray("enum", new JsonArray()).stream().map(String::valueOf).toList(),
        schema.getInteger("minLength"),
        schema.getInteger("maxLength"),
        schema.getLong("minimum"),
        schema.getLong("maximum"),
        Optional.ofNullable(schema.getValue("default")).map(String::valueOf).orElse(null));
  }

  /** In Java, {@code $} also stands before a last line break; the contract means the very end. */
  static String wholeText(String pattern) {
    return pattern.endsWith("$") && !pattern.endsWith("\\$")
        ? pattern.substring(0, pattern.length() - 1) + "\\z"
        : pattern;
  }

  /** Strictly RFC 3339, as {@link OffsetDateTime} alone is not. */
  static boolean isDateTime(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return false;
    }
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The value as it was sent, once it fits; else the problem names this parameter. */
  String checked(String value) {
    if (value.indexOf('\0') >= 0) {
      throw invalid("nul", Map.of());
    }
    switch (type) {
      case "integer" -> checkInteger(value);
      case "boolean" -> check(value.equals("true") || value.equals("false"), "type");
      default -> checkText(value);
    }
    if (!oneOf.isEmpty() && !oneOf.contains(value)) {
      throw invalid("enum", Map.of("allowed", oneOf));
    }
    return value;
  }

  private void checkInteger(String value) {
    check(INTEGER.matcher(value).matches(), "type");
    var number = Long.parseLong(value);
    if (minimum != null && number < minimum) {
      throw invalid("minimum", Map.of("minimum", minimum));
    }
    if (maximum != null && number > maximum) {
      throw invalid("maximum", Map.of("maximum", maximum));
    }
  }

  private void checkText(String value) {
    var length = value.codePointCount(0, value.length());
    if (minLength != null && length < minLength) {
      throw invalid("too-short", Map.of("minimum", minLength));
    }
    if (maxLength != null && length > maxLength) {
      throw invalid("too-long", Map.of("maximum", maxLength));
    }
    check(pattern == null || pattern.matcher(value).find(), "pattern");
    check(!"date-time".equals(format) || isDateTime(value), "format");
  }

  private void check(boolean fits, String reason) {
    if (!fits) {
      throw invalid(reason, Map.of());
    }
  }

  /** What cannot be part of an address is nothing that could be found. */
  RuntimeException invalid(String reason, Map<String, Object> params) {
    return in.equals("path")
        ? new Problem.NotFound(name).asException()
        : new Problem.Invalid(name, reason, params).asException();
  }
}
