package io.ringcard.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Which deals a list shows; null leaves a question open. Archived ones are never among them.
 *
 * @param text stands in the title, or in the client's name or company
 */
public record DealFilter(
    @Nullable Long pipeline,
    @Nullable Long step,
    @Nullable Long owner,
    @Nullable Long client,
    @Nullable Boolean open,
    @Nullable Long source,
    @Nullable String text) {

  /** All deals of a client, or only those that are neither won nor lost. */
  public static DealFilter of(long client, @Nullable Boolean open) {
    return new DealFilter(null, null, null, client, open, null, null);
  }

  /** The same within one pipeline. */
  DealFilter in(long pipelineId) {
    return new DealFilter(pipelineId, step, owner, client, open, source, text);
  }
}
