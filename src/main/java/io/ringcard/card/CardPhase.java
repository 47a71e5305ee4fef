package io.ringcard.card;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallRow.Participant;
import java.util.Locale;
import java.util.Optional;

/** What one person's card of one call is about. */
enum CardPhase {
  RINGING,
  TALKING,
  WRITEUP;

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty when this person has no card of this call: internal, or it went to somebody else. */
  static Optional<CardPhase> of(CallRow call, long userId) {
    if (call.direction() == Direction.INTERNAL) {
      return Optional.empty();
    }
    var parts =
        call.participants().stream()
            .filter(part -> part.userId() != null && part.userId() == userId)
            .toList();
    if (!call.open()) {
      return parts.stream().anyMatch(CardPhase::talked) ? Optional.of(WRITEUP) : Optional.empty();
    }
    if (parts.stream().anyMatch(part -> part.result() == LegResult.TALKING)) {
      return Optional.of(TALKING);
    }
    return parts.stream().anyMatch(part -> rings(call, part))
        ? Optional.of(RINGING)
        : parts.stream().anyMatch(CardPhase::talked) ? Optional.of(WRITEUP) : Optional.empty();
  }

  private static boolean talked(Participant part) {
    return part.result() == LegResult.ANSWERED
        || (part.talkMillis() != null && part.talkMillis() > 0);
  }

  /** Own phone rings, or the called side does while this operator waits for it. */
  private static boolean rings(CallRow call, Participant part) {
    return part.result() == LegResult.RINGING
        || (call.direction() == Direction.OUTBOUND
            && call.answeredAt() == null
            && part.result() == LegResult.NO_TALK);
  }
}
