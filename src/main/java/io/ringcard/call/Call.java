package io.ringcard.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as it is known now: an immutable snapshot. All moments come from the exchange's
 * own clock; null means that nobody saw it. Operators are named by extension, who sat there is
 * decided later, when the row is written.
 *
 * @param linkedid linked id of the first channel, the call's name on its exchange
 * @param generation 0, and more only when an exchange used the same linked id twice
 * @param otherLinkedids ids that channels bore before they were joined to this call
 * @param clientUniqueid unique id of the client's channel (internal call: the caller's; client
 *     never dialled: the agent's)
 * @param externalNumber the client's number as signalled; null when withheld or internal
 * @param externalName the caller's name as signalled, escapes undone; hostile text
 * @param dialled what the operator dialled
 * @param did the own number that the client called
 * @param operatorCalling extension that placed the call (outbound, internal)
 * @param result null while nothing is decided
 * @param endedBy null while it lasts, or when Asterisk did not say
 * @param cause Q.850 code of the hangup of the client's channel
 * @param startedAt the call reached the exchange
 * @param answeredAt the first conversation between client and operator began
 * @param endedAt the client's side ended; null while it lasts and when nobody saw the end
 * @param ringTime ringing of operators (outbound: of the called side) up to the answer or the end
 * @param waitTime time in the first queue; null without a queue
 * @param talkTime time during which the client belonged to operators
 * @param holdTime time on hold
 * @param recordings names of recording files without folder, in order of their start
 * @param open true until the call has ended
 * @param gap the witness heard nothing for a part of it
 */
public record Call(
    String linkedid,
    int generation,
    List<String> otherLinkedids,
    @Nullable String clientUniqueid,
    Direction direction,
    @Nullable String externalNumber,
    @Nullable String externalName,
    @Nullable String dialled,
    @Nullable String did,
    List<QueueVisit> queueVisits,
    @Nullable String operatorCalling,
    @Nullable Result result,
    @Nullable EndedBy endedBy,
    @Nullable Cause cause,
    @Nullable Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable Duration ringTime,
    @Nullable Duration waitTime,
    @Nullable Duration talkTime,
    @Nullable Duration holdTime,
    List<Leg> legs,
    List<Transfer> transfers,
    List<String> recordings,
    Certainty certainty,
    boolean open,
    boolean gap) {

  public Call {
    otherLinkedids = List.copyOf(otherLinkedids);
    queueVisits = List.copyOf(queueVisits);
    legs = List.copyOf(legs);
    transfers = List.copyOf(transfers);
    recordings = List.copyOf(recordings);
  }

  /** Which way the conversation went; a transfer never changes it. Click-to-call is outbound. */
  public enum Direction {
    INBOUND,
    OUTBOUND,
    INTERNAL
  }

  /** How the call came out. Answered once is answered for good. */
  public enum Result {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    FAILED,
    ABANDONED,
    VOICEMAIL
  }

  /** Who ended it; CALLER and CALLEE for internal calls only. */
  public enum EndedBy {
    CLIENT,
    OPERATOR,
    SYSTEM,
    CALLER,
    CALLEE
  }

  /** What kind of witness the row rests on. */
  public enum Certainty {
    LIVE,
    RECOVERED,
    DISPUTED,
    END_UNKNOWN
  }

  /** Hangup cause: Q.850 code and Asterisk's words for it. */
  public record Cause(int code, @Nullable String text) {}

  /** One stay in one queue; {@code outcome} is null while it lasts. */
  public record QueueVisit(
      String queue,
      @Nullable Instant joinedAt,
      @Nullable Instant leftAt,
      @Nullable QueueOutcome outcome) {}

  public enum QueueOutcome {
    CONNECTED,
    ABANDONED,
    TIMEOUT
  }

  /**
   * One operator's ringing or talk: a person may have several. RINGING and TALKING while it lasts.
   *
   * @param rang false for who was not called: the operator who dialled, who picked the call up,
   *     fetched it from parking or entered the conference
   */
  public record Leg(
      String extension,
      boolean rang,
      @Nullable Instant ringStartedAt,
      @Nullable Instant ringEndedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      @Nullable Duration talkTime,
      LegResult result) {}

  public enum LegResult {
    RINGING,
    TALKING,
    ANSWERED,
    NO_ANSWER,
    BUSY,
    ANSWERED_ELSEWHERE,
    FORWARDED,
    NO_TALK
  }

  /**
   * A move of the client from one operator to another; {@code result} as in the captures' truth.
   */
  public record Transfer(
      TransferType type,
      @Nullable String by,
      @Nullable String from,
      @Nullable String to,
      @Nullable Instant at,
      @Nullable String result) {}

  public enum TransferType {
    BLIND,
    ATTENDED,
    PICKUP,
    PARK,
    FORWARD,
    CONFERENCE
  }

  /** The same under another generation of its linked id. */
  public Call withGeneration(int other) {
    return other == generation ? this : copy(other, holdTime, certainty, gap);
  }

  /**
   * The same, told by the exchange's own records (CEL), which do not write when somebody was on
   * hold.
   */
  public Call fromRecords() {
    var known = certainty == Certainty.END_UNKNOWN ? certainty : Certainty.RECOVERED;
    return copy(generation, null, known, false);
  }

  private Call copy(int generation, @Nullable Duration holdTime, Certainty certainty, boolean gap) {
    return new Call(
        linkedid,
        generation,
        otherLinkedids,
        clientUniqueid,
        direction,
        externalNumber,
        externalName,
        dialled,
        did,
        queueVisits,
        operatorCalling,
        result,
        endedBy,
        cause,
        startedAt,
        answeredAt,
        endedAt,
        ringTime,
        waitTime,
        talkTime,
        holdTime,
        legs,
        transfers,
        recordings,
        certainty,
        open,
        gap);
  }

  /**
   * The same with what another witness of the exchange knows of it.
   *
   * @param number that the client called
   * @param files names of recordings
   */
  public Call with(@Nullable String number, List<String> files) {
    return new Call(
        linkedid,
        generation,
        otherLinkedids,
        clientUniqueid,
        direction,
        externalNumber,
        externalName,
        dialled,
        number,
        queueVisits,
        operatorCalling,
        result,
        endedBy,
        cause,
        startedAt,
        answeredAt,
        endedAt,
        ringTime,
        waitTime,
        talkTime,
        holdTime,
        legs,
        transfers,
        files,
        certainty,
        open,
        gap);
  }

  /** Extensions whose phones ring at this moment. */
  public List<String> ringing() {
    return legs.stream()
        .filter(leg -> leg.result() == LegResult.RINGING)
        .map(Leg::extension)
        .distinct()
        .toList();
  }

  /** Extensions that talk to the client at this moment. */
  public List<String> talking() {
    return legs.stream()
        .filter(leg -> leg.result() == LegResult.TALKING)
        .map(Leg::extension)
        .distinct()
        .toList();
  }

  /** Extensions whose phones rang, in order, each once. */
  public List<String> rung() {
    return legs.stream().filter(Leg::rang).map(Leg::extension).distinct().toList();
  }

  /** Extensions that talked to the client, in order of joining, each once. */
  public List<String> answered() {
    return legs.stream()
        .filter(leg -> leg.result() == LegResult.ANSWERED || leg.result() == LegResult.TALKING)
        .map(Leg::extension)
        .distinct()
        .toList();
  }
}
