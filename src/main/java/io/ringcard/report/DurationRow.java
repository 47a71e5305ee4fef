package io.ringcard.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcard.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code DurationRow}; see {@link Durations} for what its figures mean. Average,
 * median and percentile are null when nobody has talked; {@code withOutcome} counts the answered
 * ones on which somebody wrote an outcome.
 */
public record DurationRow(
    Key key,
    long calls,
    long answered,
    long missed,
    double talkSeconds,
    double ringSeconds,
    double waitSeconds,
    double holdSeconds,
    @Nullable Double averageTalkSeconds,
    @Nullable Double medianTalkSeconds,
    @Nullable Double p90TalkSeconds,
    long withOutcome) {

  /** What the row is about; all null for what has no operator, team, queue or outcome. */
  public record Key(
      @Nullable String id,
      @Nullable String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Label label,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer color) {}
}
