package io.ringcard.balance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.ringcard.kernel.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code BalanceDay}: one day of one exchange on both sides. Calls that are over;
 * durations in seconds.
 *
 * @param recovered calls that the records added or mended: they stand on both sides
 */
public record BalanceDay(
    Ref exchange,
    LocalDate day,
    State state,
    Side ours,
    Side recorded,
    long recovered,
    List<Why> why) {

  public BalanceDay {
    why = List.copyOf(why);
  }

  /** How the two sides stand. */
  public enum State {
    BALANCED,
    DIFFERS,
    /** The day is not over, or its last calls are not compared yet. */
    OPEN,
    /** There is nothing to compare with. */
    UNKNOWN;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param talkSeconds null when the records do not tell it of every talk
   */
  public record Side(long calls, @Nullable Double talkSeconds) {}

  /** Why a day does not balance; {@code calls} counts losses where the reason is {@code LOST}. */
  public record Why(Reason reason, long calls) {}

  public enum Reason {
    /** Both tell of the call, differently. */
    DISPUTED,
    /** The records do not tell of it. */
    ONLY_OURS,
    /** A part of it nobody heard. */
    GAP,
    /** One call here, several in the records. */
    JOINED,
    /** Rows of the records may have been lost. */
    LOST,
    /** The records have not been read for a while. */
    BEHIND,
    /** Not compared yet. */
    PENDING,
    /** From before the records were read. */
    BEFORE,
    /** The exchange has no records. */
    NO_RECORDS;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
