package io.ringcard.client;

import io.ringcard.kernel.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which clients a list shows, and from where on.
 *
 * @param text what somebody typed; blank for all
 * @param owner id of the person whose clients they are
 * @param company id of the company whose people they are
 * @param kind {@code person} or {@code company}
 */
record ClientFilter(
    String text,
    @Nullable Long owner,
    @Nullable Long company,
    @Nullable String kind,
    Sort sort,
    @Nullable Cursor after,
    int limit) {

  /** By name, or by the last talk with the freshest first and who was never talked to last. */
  enum Sort {
    NAME,
    TALKED
  }

  /**
   * The last client that was seen.
   *
   * @param talkedMicros its place by the last talk, microseconds since 1970; null for never
   */
  record Cursor(@Nullable Long talkedMicros, long id) {

    private static final Pattern TEXT = Pattern.compile("(?:([0-9]{1,18})|never)-([0-9]{1,18})");

    static Cursor of(String text) {
      var parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new Problem.Invalid("cursor", "unknown").asException();
      }
      var micros = parts.group(1);
      return new Cursor(
          micros == null ? null : Long.valueOf(micros), Long.parseLong(parts.group(2)));
    }

    String text() {
      return (talkedMicros == null ? "never" : talkedMicros) + "-" + id;
    }
  }
}
