package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Snapshots of inbound calls as assembly would tell them. */
public final class Snapshots {

  public static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private Snapshots() {}

  /** Rings at these phones. */
  public static Call ringing(String linkedid, String number, String... extensions) {
    var legs = Stream.of(extensions).map(phone -> leg(phone, LegResult.RINGING, null)).toList();
    return call(linkedid, number, null, null, legs, true);
  }

  /** Answered at the first phone; the others stopped ringing. */
  public static Call talking(String linkedid, String number, String taker, String... others) {
    return call(
        linkedid,
        number,
        Result.ANSWERED,
        null,
        legs(LegResult.TALKING, null, taker, others),
        true);
  }

  /** Over after that many seconds of talk. */
  public static Call answered(
      String linkedid, String number, int talkSeconds, String taker, String... others) {
    var talk = Duration.ofSeconds(talkSeconds);
    return call(
        linkedid,
        number,
        Result.ANSWERED,
        talk,
        legs(LegResult.ANSWERED, talk, taker, others),
        false);
  }

  /** Nobody took it. */
  public static Call missed(String linkedid, String number, String... extensions) {
    var legs = Stream.of(extensions).map(phone -> leg(phone, LegResult.NO_ANSWER, null)).toList();
    return call(linkedid, number, Result.ABANDONED, null, legs, false);
  }

  /** The same call, begun a little later. */
  public static Call movedBy(Call call, Duration by) {
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
        START.plus(by),
        call.answeredAt(),
        call.endedAt(),
        call.ringTime(),
        call.waitTime(),
        call.talkTime(),
        call.holdTime(),
        call.legs(),
        call.transfers(),
        call.recordings(),
        call.certainty(),
        call.open(),
        call.gap());
  }

  /** As the exchange's own records settle these calls. */
  public static void settle(CallLog log, long pbx, List<Call> recorded) {
    log.settle(pbx, Witness.EVENTS, recorded, (tx, done) -> {});
  }

  private static List<Leg> legs(
      LegResult result, @Nullable Duration talk, String taker, String... others) {
    var legs = new ArrayList<Leg>();
    legs.add(leg(taker, result, talk));
    for (var other : others) {
      legs.add(leg(other, LegResult.ANSWERED_ELSEWHERE, null));
    }
    return legs;
  }

  private static Leg leg(String extension, LegResult result, @Nullable Duration talk) {
    var answer = START.plusSeconds(5);
    var talked = result == LegResult.TALKING || result == LegResult.ANSWERED;
    return new Leg(
        extension,
        true,
        START,
        result == LegResult.RINGING ? null : answer,
        talked ? answer : null,
        talk == null ? null : answer.plus(talk),
        talk,
        result);
  }

  private static Call call(
      String linkedid,
      String number,
      @Nullable Result result,
      @Nullable Duration talk,
      List<Leg> legs,
      boolean open) {
    var answer = START.plusSeconds(5);
    var answered = result == Result.ANSWERED;
    return new Call(
        linkedid,
        0,
        List.of(),
        linkedid,
        Direction.INBOUND,
        number,
        "Ivan <b>Petrov</b>",
        null,
        "74951230001",
        List.of(),
        null,
        result,
        null,
        open ? null : new Call.Cause(16, "Normal Clearing"),
        START,
        answered ? answer : null,
        open ? null : talk == null ? answer : answer.plus(talk),
        Duration.ofSeconds(5),
        null,
        talk,
        null,
        legs,
        List.of(),
        talk == null ? List.of() : List.of(linkedid + ".wav"),
        Certainty.LIVE,
        open,
        false);
  }
}
