package io.ringcard.report;

import io.ringcard.kernel.Problem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a durations report counts, and by what.
 *
 * @param from first moment of a call's start
 * @param to exclusive
 * @param direction null is inbound and outbound; internal calls are counted only when asked for
 * @param operator counts this person's part of the calls only
 * @param queue counts calls that went through this queue only
 */
public record DurationsQuery(
    Instant from,
    Instant to,
    By by,
    @Nullable String direction,
    @Nullable Long operator,
    @Nullable String queue) {

  /** The contract's {@code by}. */
  public enum By {
    OPERATOR,
    TEAM,
    DAY,
    HOUR,
    QUEUE,
    OUTCOME;

    static By ofSlug(String slug) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }
  }

  public DurationsQuery {
    if (!from.isBefore(to)) {
      throw new Problem.Invalid("to", "minimum").asException();
    }
  }
}
