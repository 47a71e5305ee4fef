package io.ringcard.pipeline;

import io.ringcard.kernel.Label;
import java.util.List;

/** The contract's {@code Pipeline}: its steps in their order. */
public record Pipeline(String id, Label label, List<Step> steps) {

  public Pipeline {
    steps = List.copyOf(steps);
  }
}
