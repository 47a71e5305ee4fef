package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A talk whose answer was heard, and whose end a record alone tells. */
class FillingTest {

  private static final String NUMBER = "89165550142";

  @ParameterizedTest
  @CsvSource({"0, 60", "-2, 58", "2, 62", "3,", "-40,", "600,"})
  void itsLengthIsKnownWhenBothClocksTellOneStart(long aheadSeconds, Long talkSeconds) {
    var heard = Snapshots.talking("1.1", NUMBER, "101");
    var filled = Filling.of(heard, recorded(Duration.ofSeconds(aheadSeconds))).orElseThrow();
    var talk = talkSeconds == null ? null : Duration.ofSeconds(talkSeconds);
    assertThat(filled.legs().getFirst().talkTime()).isEqualTo(talk);
    assertThat(filled.talkTime()).isEqualTo(talk);
  }

  /** Of sixty seconds, by a clock that is ahead of ours; it does not know when it was answered. */
  private static Call recorded(Duration ahead) {
    var call = Snapshots.answered("1.1", NUMBER, 60, "101");
    var start = Snapshots.START.plus(ahead);
    var end = start.plusSeconds(65);
    var leg = new Leg("101", false, null, null, null, end, null, LegResult.ANSWERED);
    return new Call(
        call.linkedid(),
        call.generation(),
        call.otherLinkedids(),
        call.clientUniqueid(),
        call.direction(),
        call.externalNumber(),
        call.externalName(),
        call.dialled(),
        call.did(),
        call.queueVisits(),
        call.operatorCalling(),
        call.result(),
        call.endedBy(),
        call.cause(),
        start,
        null,
        end,
        null,
        null,
        null,
        null,
        List.of(leg),
        call.transfers(),
        call.recordings(),
        call.certainty(),
        false,
        false);
  }
}
