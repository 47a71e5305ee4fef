package io.ringcard.calllog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a list shows; null leaves a question open.
 *
 * @param direction of the call; {@value #EXTERNAL} is inbound and outbound
 * @param digits digits of a number, or of what was dialled within the house, matched as its end, or
 *     anywhere from four digits on
 * @param certainty how sure the row is
 * @param minTalkSeconds whole seconds of talk, inclusive
 * @param segment one of the quick views of the log; of an operator or a team, by what they did
 * @param hours of the week in which the call began
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
    @Nullable Long pbx,
    @Nullable Boolean recording,
    @Nullable Certainty certainty,
    @Nullable Integer minTalkSeconds,
    @Nullable Integer maxTalkSeconds,
    @Nullable Segment segment,
    @Nullable Hours hours,
    @Nullable Cursor after,
    int limit) {

  static final String EXTERNAL = "external";

  /** Every call. */
  static CallFilter all() {
    return new CallFilter(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, 50);
  }

  /** Whether every call is in it, wherever its page begins. */
  boolean isOpen() {
    return page(null, all().limit).equals(all());
  }

  /** All calls of one client. */
  static CallFilter ofClient(long client, int limit) {
    return new CallFilter(
        null, null, null, null, client, null, null, null, null, null, null, null, null, null, null,
        null, null, null, limit);
  }

  /** How sure a row is. {@code GAP}: a part of it nobody heard, and nothing has mended it. */
  public enum Certainty {
    LIVE,
    RECOVERED,
    DISPUTED,
    GAP
  }

  /** The quick views of the log, beside all of it. */
  public enum Segment {
    MISSED,
    ANSWERED,
    UNWRITTEN
  }

  /**
   * @param weekday 1 is Monday; null for any
   * @param hour 0 to 23; null for any
   * @param zone whose clock and calendar count
   */
  public record Hours(@Nullable Integer weekday, @Nullable Integer hour, ZoneId zone) {}

  /** The same calls from there on. */
  CallFilter page(@Nullable Cursor next, int size) {
    return new CallFilter(
        from,
        to,
        operator,
        team,
        client,
        digits,
        direction,
        result,
        outcome,
        queue,
        pbx,
        recording,
        certainty,
        minTalkSeconds,
        maxTalkSeconds,
        segment,
        hours,
        next,
        size);
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
