package io.ringcard.calllog;

import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Label;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Call}: a row of the log with all that others know of it. Durations in
 * seconds.
 *
 * @param placedBy extension of the operator who placed it; null when the client called
 * @param placer of a call within the house who placed it, where somebody sat there
 * @param dialled what that operator dialled; null when the exchange called for them
 * @param recoveredFrom {@code cel} or {@code cdr}, the records that told of the call or mended it
 * @param gap null where nothing is missing; {@code waits} for the exchange's own records, {@code
 *     untold} by them either, {@code stays} where the exchange has none
 */
public record CallView(
    String id,
    String state,
    String pbx,
    String linkedid,
    String direction,
    @Nullable String result,
    @Nullable Integer cause,
    @Nullable String endedBy,
    @Nullable String number,
    @Nullable String name,
    @Nullable ClientRef client,
    @Nullable Ref deal,
    @Nullable String placedBy,
    @Nullable Ref placer,
    @Nullable String dialled,
    @Nullable String did,
    List<String> queues,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable Double ringSeconds,
    @Nullable Double waitSeconds,
    @Nullable Double talkSeconds,
    @Nullable Double holdSeconds,
    List<Operator> operators,
    List<Transfer> transfers,
    List<Recording> recordings,
    @Nullable Outcome outcome,
    String certainty,
    @Nullable String recoveredFrom,
    @Nullable String gap,
    int version) {

  /** What one person talked in it; null while nobody knows. Whoever placed it has all of it. */
  @Nullable Double ownTalk(long userId) {
    var own = Long.toString(userId);
    if (placer != null && placer.id().equals(own)) {
      return talkSeconds;
    }
    var parts =
        operators.stream()
            .filter(part -> own.equals(part.id()))
            .flatMap(part -> Stream.ofNullable(part.talkSeconds()))
            .toList();
    return parts.isEmpty() ? null : parts.stream().mapToDouble(Double::doubleValue).sum();
  }

  public record Operator(
      @Nullable String id,
      @Nullable String name,
      String extension,
      @Nullable Double ringSeconds,
      @Nullable Double talkSeconds,
      String result) {}

  public record Transfer(
      String type,
      @Nullable String from,
      @Nullable String to,
      @Nullable Instant at,
      @Nullable String result) {}

  public record Recording(
      String id, String state, @Nullable String reason, @Nullable Double seconds) {}

  public record OutcomeKind(String id, Label label, int color) {}

  /**
   * @param version of this writing, for whoever writes another
   */
  public record Outcome(
      OutcomeKind outcome,
      @Nullable String note,
      @Nullable Ref deal,
      Ref by,
      Instant at,
      int version) {}
}
