package io.ringcard.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a deal stands, for those who move it. */
public record Standing(
    long dealId,
    long clientId,
    long pipelineId,
    long stepId,
    Instant stepSince,
    @Nullable Instant closedAt,
    int refusals,
    int version) {

  public boolean open() {
    return closedAt == null;
  }
}
