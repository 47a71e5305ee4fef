package io.ringcard.pipeline;

import io.ringcard.kernel.Label;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code NewPipeline} and {@code PipelinePatch}; absent members are null.
 *
 * @param steps all steps in their order; a step that is missing is retired
 * @param moved ids of retired steps to ids of the steps that take their deals
 */
record PipelineBody(
    @Nullable Integer version,
    @Nullable Label label,
    @Nullable List<StepBody> steps,
    @Nullable Map<String, String> moved,
    @Nullable Boolean retired) {

  /** A step as it shall be; without an id it is a new one. */
  record StepBody(@Nullable String id, Label label, int color, String kind) {}
}
