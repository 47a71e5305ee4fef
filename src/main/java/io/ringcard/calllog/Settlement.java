package io.ringcard.calllog;

import static java.util.stream.Collectors.toMap;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.pbx.Signalled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   * A row as the live stream left it.
   *
   * @param whole the live stream heard all of it
   * @param disputed the records were found to tell something else
   * @param recovered told by records, now or in an import
   * @param settled what it says rests on records, or on another call of that linked id
   * @param recoveredFrom the records that told of it or mended it; null for none, and for a call
   *     from before this house
   */
  record Standing(
      String linkedid,
      boolean open,
      boolean whole,
      boolean disputed,
      boolean recovered,
      boolean settled,
      @Nullable Witness recoveredFrom,
      boolean merged,
      Direction direction,
      @Nullable Result result,
      @Nullable String number,
      @Nullable String did,
      Instant startedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      @Nullable Long talkMillis) {

    /** A part of it nobody heard, and nobody has told it since. */
    boolean isUnheard() {
      return !whole && !disputed && !recovered;
    }

    static Map<String, Standing> byLinkedid(List<Standing> rows) {
      return rows.stream().collect(toMap(Standing::linkedid, row -> row));
    }
  }

  /**
   * @param what slug of the part of the row
   * @param ours as the live stream told it: a text, a slug's enum or a duration
   */
  record Difference(String what, Object ours, Object recorded) {}

  static Settlement of(Witness by, Call recorded, @Nullable Standing row) {
    if (row == null) {
      return ADD;
    }
    var byDetails = row.recoveredFrom() == Witness.DETAILS;
    if (row.merged() || (row.settled() && !byDetails)) {
      return AGREE;
    }
    if (row.open()) {
      return WAIT;
    }
    if (by == Witness.DETAILS) {
      return row.isUnheard() || byDetails ? REPAIR : AGREE;
    }
    if (!row.whole()) {
      return recorded.certainty() == Certainty.END_UNKNOWN ? AGREE : REPAIR;
    }
    return differences(recorded, row).isEmpty() ? AGREE : DISPUTE;
  }

  /**
   * What both know and tell differently. Times are compared within one clock: the live row may have
   * been stamped at its receipt.
   */
  static List<Difference> differences(Call recorded, Standing row) {
    var found = new ArrayList<Difference>();
    compare(found, "direction", row.direction(), recorded.direction());
    compare(found, "result", heardResult(row), recorded.result());
    if (!isDialledAs(row.number(), recorded.externalNumber())) {
      compare(found, "number", row.number(), recorded.externalNumber());
    }
    compare(found, "did", row.did(), recorded.did());
    compare(
        found,
        "answer",
        between(row.startedAt(), row.answeredAt()),
        between(recorded.startedAt(), recorded.answeredAt()));
    compare(
        found,
        "length",
        between(row.startedAt(), row.endedAt()),
        between(recorded.startedAt(), recorded.endedAt()));
    compare(
        found,
        "talk",
        row.talkMillis() == null ? null : Duration.ofMillis(row.talkMillis()),
        recorded.talkTime());
    return found;
  }

  /** Records know what was dialled on the line, and not which number it was made of. */
  private static boolean isDialledAs(@Nullable String number, @Nullable String dialled) {
    return number != null && dialled != null && Signalled.isMadeOf(dialled, number);
  }

  private static void compare(
      List<Difference> found, String what, @Nullable Object ours, @Nullable Object recorded) {
    if (ours != null && recorded != null && !isSame(ours, recorded)) {
      found.add(new Difference(what, ours, recorded));
    }
  }

  private static boolean isSame(Object ours, Object recorded) {
    return ours instanceof Duration one && recorded instanceof Duration other
        ? one.minus(other).abs().compareTo(NEAR) <= 0
        : ours.equals(recorded);
  }

  /** That a message was kept the records do not know: to them nobody answered. */
  private static @Nullable Result heardResult(Standing row) {
    return row.result() == Result.VOICEMAIL ? null : row.result();
  }

  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }
}
