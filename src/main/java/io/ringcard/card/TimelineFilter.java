package io.ringcard.card;

import io.ringcard.kernel.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a client's timeline is asked for.
 *
 * @param kind only this kind; null for all
 * @param after the last moment that was seen; null for the newest
 */
record TimelineFilter(long clientId, @Nullable String kind, @Nullable Cursor after, int limit) {

  TimelineFilter of(long client) {
    return new TimelineFilter(client, kind, after, limit);
  }

  /** A place in the timeline: newest first, then by kind and id downwards. */
  record Cursor(long micros, String kind, long id) {

    private static final Pattern TEXT =
        Pattern.compile("([0-9]{1,18})-([a-z]{1,10})-([0-9]{1,18})");

    static Cursor of(String text) {
      var parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new Problem.Invalid("cursor", "unknown").asException();
      }
      return new Cursor(
          Long.parseLong(parts.group(1)), parts.group(2), Long.parseLong(parts.group(3)));
    }

    String text() {
      return micros + "-" + kind + "-" + id;
    }

    Instant at() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }
}
