package io.ringcard.calllog;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a list shows; null leaves a question open.
 *
 * @param digits digits of a number, matched as its end, or anywhere from four digits on
 * @param minTalkSeconds whole seconds of talk, inclusive
 * @param after where the page before ended
 */
public record CallFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long operator,
    @Nullable Long team,
    @Nullable Long client,
    @Nullable String digits,
    @Nullable String direction,
    @Nullable String result,
    @Nullable Long outcome,
    @Nullable String queue,
    @Nullable Boolean recording,
    @Nullable Integer minTalkSeconds,
    @Nullable Integer maxTalkSeconds,
    @Nullable Cursor after,
    int limit) {

  /** All calls of one client. */
  static CallFilter ofClient(long client, int limit) {
    return new CallFilter(
        null, null, null, null, client, null, null, null, null, null, null, null, null, null,
        limit);
  }

  /** The last row of a page: its start in microseconds, the database's own grain, and its id. */
  public record Cursor(long startedMicros, long id) {

    public String text() {
      return startedMicros + "-" + id;
    }

    /** Empty when the text was not made by {@link #text()}. */
    public static Optional<Cursor> parse(String text) {
      var dash = text.indexOf('-', 1);
      try {
        return dash < 0
            ? Optional.empty()
            : Optional.of(
                new Cursor(
                    Long.parseLong(text.substring(0, dash)),
                    Long.parseLong(text.substring(dash + 1))));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }
}
