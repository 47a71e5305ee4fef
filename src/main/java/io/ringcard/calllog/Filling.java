package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of which a part was not heard, with what detail records know of it. What was heard stays:
 * a record knows neither ringing nor waiting nor who hung up, and its seconds are whole. Pure.
 */
final class Filling {

  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(2);

  private final Call heard;
  private final Call told;

  /** It rests on detail records already, and there are more of them now. */
  private final boolean again;

  private Filling(Call heard, Call told) {
    this.heard = heard;
    this.told = told;
    this.again = heard.certainty() == Certainty.RECOVERED && !heard.gap();
  }

  /** Empty when nothing is added to it. */
  static Optional<Call> of(Call heard, Call told) {
    var filled = new Filling(heard, told);
    return filled.call(heard.recordings()).equals(heard)
        ? Optional.empty()
        : Optional.of(filled.call(told.recordings()));
  }

  private Call call(List<String> recordings) {
    var legs = legs();
    var result = result();
    return new Call(
        heard.linkedid(),
        heard.generation(),
        heard.otherLinkedids(),
        heard.clientUniqueid(),
        heard.direction(),
        or(heard.externalNumber(), told.externalNumber()),
        or(heard.externalName(), told.externalName()),
        or(heard.dialled(), told.dialled()),
        or(heard.did(), told.did()),
        heard.queueVisits().isEmpty() ? told.queueVisits() : heard.queueVisits(),
        or(heard.operatorCalling(), told.operatorCalling()),
        result,
        heard.endedBy(),
        heard.cause(),
        earlier(heard.startedAt(), told.startedAt()),
        or(heard.answeredAt(), told.answeredAt()),
        later(heard.endedAt(), told.endedAt()),
        heard.ringTime(),
        heard.waitTime(),
        result == Result.ANSWERED ? talk(legs) : or(heard.talkTime(), told.talkTime()),
        heard.holdTime(),
        legs,
        heard.transfers(),
        recordings,
        Certainty.RECOVERED,
        false,
        false);
  }

  /** That nobody answered tells less than who gave up, or that a message was left. */
  private @Nullable Result result() {
    if (heard.result() == Result.ANSWERED || told.result() == Result.ANSWERED) {
      return Result.ANSWERED;
    }
    return heard.result() == null || told.result() != Result.NO_ANSWER
        ? told.result()
        : heard.result();
  }

  /** Each part that was heard with the record of the same phone; behind them those not heard. */
  private List<Leg> legs() {
    var left = new ArrayList<>(told.legs());
    var legs = new ArrayList<Leg>();
    for (var own : heard.legs()) {
      var record =
          left.stream()
              .filter(leg -> leg.extension().equals(own.extension()) && fits(own, leg))
              .findFirst();
      record.ifPresent(left::remove);
      legs.add(record.map(leg -> leg(own, leg)).orElse(own));
    }
    left.removeIf(leg -> heard.legs().stream().anyMatch(own -> isSameMiss(own, leg)));
    legs.addAll(left);
    return legs;
  }

  private static boolean fits(Leg own, Leg record) {
    return switch (own.result()) {
      case RINGING, NO_TALK -> true;
      case TALKING -> record.result() == LegResult.ANSWERED;
      default -> own.result() == record.result();
    };
  }

  /** Why it was missed is finer where it was heard. */
  private static boolean isSameMiss(Leg own, Leg record) {
    return own.extension().equals(record.extension())
        && own.result() != LegResult.ANSWERED
        && record.result() != LegResult.ANSWERED;
  }

  private Leg leg(Leg own, Leg record) {
    var isSame = own.result() == record.result();
    var answeredAt = or(own.answeredAt(), record.answeredAt());
    var endedAt = later(own.endedAt(), record.endedAt());
    var talk = record.talkTime();
    var ofBoth =
        Objects.equals(answeredAt, own.answeredAt()) != Objects.equals(endedAt, own.endedAt());
    if (talk == null && (!ofBoth || clocksAgree())) {
      talk = between(answeredAt, endedAt);
    }
    return new Leg(
        own.extension(),
        own.rang(),
        own.ringStartedAt(),
        own.ringEndedAt(),
        answeredAt,
        endedAt,
        isSame ? longer(own.talkTime(), talk) : talk,
        record.result());
  }

  /**
   * As it was heard, else as the records tell it, else of all who answered; null when of one of
   * them it is not known.
   */
  private @Nullable Duration talk(List<Leg> legs) {
    var own = heard.result() == Result.ANSWERED ? heard.talkTime() : null;
    var talk = longer(own, told.talkTime());
    if (talk != null) {
      return talk;
    }
    var sum = Duration.ZERO;
    for (var leg : legs) {
      if (leg.result() == LegResult.ANSWERED) {
        if (leg.talkTime() == null) {
          return null;
        }
        sum = sum.plus(leg.talkTime());
      }
    }
    return sum.isZero() ? null : sum;
  }

  /**
   * What was heard without the exchange's times is of another clock than its records. By the start,
   * which both tell, it is seen whether these two may be set against each other.
   */
  private boolean clocksAgree() {
    var own = heard.startedAt();
    var other = told.startedAt();
    return own != null
        && other != null
        && Duration.between(own, other).abs().compareTo(WHOLE_SECONDS) <= 0;
  }

  /** What is less than nothing is not known. */
  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T other) {
    return own == null ? other : own;
  }

  private static @Nullable Instant earlier(@Nullable Instant own, @Nullable Instant other) {
    return own == null || other == null || other.isBefore(own.minus(WHOLE_SECONDS))
        ? or(other, own)
        : own;
  }

  private @Nullable Instant later(@Nullable Instant own, @Nullable Instant other) {
    return again && own != null && other != null && other.isAfter(own.plus(WHOLE_SECONDS))
        ? other
        : or(own, other);
  }

  private @Nullable Duration longer(@Nullable Duration own, @Nullable Duration other) {
    return again && own != null && other != null && other.compareTo(own.plus(WHOLE_SECONDS)) > 0
        ? other
        : or(own, other);
  }
}
