package io.ringcard.planning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which planned contacts a list shows; null leaves a question open.
 *
 * @param from inclusive
 * @param to exclusive
 * @param assignees any of them
 * @param client also an id that was merged into another one
 * @param text stands in the topic or in the client's name or company, whatever the case
 * @param after where the page before ended
 */
public record PlanFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable List<Long> assignees,
    @Nullable Long client,
    @Nullable String status,
    @Nullable String kind,
    @Nullable String text,
    @Nullable Cursor after,
    int limit) {

  /** The last contact of a page: its time in microseconds, the database's own grain, and its id. */
  public record Cursor(long atMicros, long id) {

    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,18})-([0-9]{1,18})");

    public String text() {
      return atMicros + "-" + id;
    }

    /** Empty when the text was not made by {@link #text()}. */
    public static Optional<Cursor> parse(String text) {
      var parts = TEXT.matcher(text);
      return parts.matches()
          ? Optional.of(new Cursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
          : Optional.empty();
    }
  }
}
