package io.ringcard.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallRow.Participant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardPhaseTest {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  @Test
  void everyRingingPhoneHasACard() {
    var call =
        call(
            Direction.INBOUND,
            true,
            part(1, LegResult.RINGING, null),
            part(2, LegResult.RINGING, null));
    assertThat(CardPhase.of(call, 1)).contains(CardPhase.RINGING);
    assertThat(CardPhase.of(call, 2)).contains(CardPhase.RINGING);
    assertThat(CardPhase.of(call, 3)).isEmpty();
  }

  @Test
  void goneForTheOthersOnAnswer() {
    var call =
        call(
            Direction.INBOUND,
            true,
            part(1, LegResult.ANSWERED_ELSEWHERE, null),
            part(2, LegResult.TALKING, null));
    assertThat(CardPhase.of(call, 1)).isEmpty();
    assertThat(CardPhase.of(call, 2)).contains(CardPhase.TALKING);
  }

  @Test
  void toBeWrittenUpByWhoeverTalked() {
    var call =
        call(
            Direction.INBOUND,
            false,
            part(1, LegResult.NO_ANSWER, null),
            part(2, LegResult.ANSWERED, 9_000L));
    assertThat(CardPhase.of(call, 1)).isEmpty();
    assertThat(CardPhase.of(call, 2)).contains(CardPhase.WRITEUP);
  }

  @Test
  void whoHandedTheClientOnWritesUpWhileTheOtherTalks() {
    var call =
        call(
            Direction.INBOUND,
            true,
            part(1, LegResult.ANSWERED, 9_000L),
            part(2, LegResult.TALKING, null));
    assertThat(CardPhase.of(call, 1)).contains(CardPhase.WRITEUP);
  }

  @Test
  void whoDialsSeesTheClientFromTheStart() {
    var call = call(Direction.OUTBOUND, true, part(1, LegResult.NO_TALK, null));
    assertThat(CardPhase.of(call, 1)).contains(CardPhase.RINGING);
  }

  @Test
  void internalCallsAndMissedOnesMakeNoCard() {
    assertThat(CardPhase.of(call(Direction.INTERNAL, true, part(1, LegResult.RINGING, null)), 1))
        .isEmpty();
    assertThat(CardPhase.of(call(Direction.INBOUND, false, part(1, LegResult.NO_ANSWER, null)), 1))
        .isEmpty();
  }

  private static Participant part(long userId, LegResult result, @Nullable Long talkMillis) {
    return new Participant("10" + userId, userId, result, START, null, null, talkMillis);
  }

  private static CallRow call(Direction direction, boolean open, Participant... parts) {
    Result result = open ? null : Result.ANSWERED;
    return new CallRow(
        1,
        1,
        "1.1",
        open,
        direction,
        result,
        "+79165550142",
        null,
        START,
        null,
        null,
        null,
        List.of(parts),
        List.of());
  }
}
