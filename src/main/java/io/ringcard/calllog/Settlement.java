package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallLog.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the exchange's own records mean for a row of the live stream. */
enum Settlement {
  /** Nobody heard the call. */
  ADD,
  /** Its beginning or its end was not heard. */
  REPAIR,
  /** Both heard all of it and tell different things. */
  DISPUTE,
  /** It stands as it is. */
  AGREE,
  /** The live stream has not done with it. */
  WAIT;

  private static final Duration NEAR = Duration.ofSeconds(1);

  /**
   * What came of a settling.
   *
   * @param written rows added and repaired
   * @param done linked ids that need not be settled again
   */
  record Settled(List<Written> written, int disputed, List<String> done) {}

  /**
   * A row as the live stream left it.
   *
   * @param whole the live stream heard all of it
   */
  record Standing(
      String linkedid,
      boolean open,
      boolean whole,
      boolean settled,
      boolean merged,
      Direction direction,
      @Nullable Result result,
      @Nullable String number,
      @Nullable String did,
      Instant startedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      @Nullable Long talkMillis) {}

  static Settlement of(Call recorded, @Nullable Standing row) {
    if (row == null) {
      return ADD;
    }
    if (row.settled() || row.merged()) {
      return AGREE;
    }
    if (row.open()) {
      return WAIT;
    }
    if (!row.whole()) {
      return recorded.certainty() == Certainty.END_UNKNOWN ? AGREE : REPAIR;
    }
    return isSame(recorded, row) ? AGREE : DISPUTE;
  }

  /** Times are compared within one clock: the live row may have been stamped at its receipt. */
  private static boolean isSame(Call recorded, Standing row) {
    return recorded.direction() == row.direction()
        && isSame(heardResult(row), recorded.result())
        && isSame(row.number(), recorded.externalNumber())
        && isSame(row.did(), recorded.did())
        && isNear(
            between(row.startedAt(), row.answeredAt()),
            between(recorded.startedAt(), recorded.answeredAt()))
        && isNear(
            between(row.startedAt(), row.endedAt()),
            between(recorded.startedAt(), recorded.endedAt()))
        && isNear(
            row.talkMillis() == null ? null : Duration.ofMillis(row.talkMillis()),
            recorded.talkTime());
  }

  /** That a message was kept the records do not know: to them nobody answered. */
  private static @Nullable Result heardResult(Standing row) {
    return row.result() == Result.VOICEMAIL ? null : row.result();
  }

  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one == null || other == null || one.equals(other);
  }

  private static boolean isNear(@Nullable Duration one, @Nullable Duration other) {
    return Stream.of(one, other).anyMatch(Objects::isNull)
        || Objects.requireNonNull(one).minus(Objects.requireNonNull(other)).abs().compareTo(NEAR)
            <= 0;
  }

  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }
}
