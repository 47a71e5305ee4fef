package io.ringcard.pipeline;

import io.ringcard.kernel.Label;
import java.util.List;

/**
 * The contract's {@code Pipeline}: its steps in their order, without the retired ones.
 *
 * @param refusalLimit the refusal that loses a deal; one before it is still pale
 */
public record Pipeline(String id, Label label, List<Step> steps, int refusalLimit, int version) {

  public Pipeline {
    steps = List.copyOf(steps);
  }

  Pipeline withRefusalLimit(int limit) {
    return new Pipeline(id, label, steps, limit, version);
  }
}
