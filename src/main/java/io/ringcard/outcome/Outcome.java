package io.ringcard.outcome;

import io.ringcard.kernel.Label;
import io.ringcard.planning.ContactRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Outcome}: a line of the catalogue with its rule.
 *
 * @param key digit that chooses it; null for one that is only clicked
 * @param color number of a colour of the page's palette
 * @param steps ids of the steps that deals move to, at most one in each pipeline
 * @param retired names of steps of the rule that are no more: no deal moves there
 * @param next the next contact
 * @param refusal counts against the deal
 * @param noAnswer there was no conversation: the call is planned anew by the rule of {@code
 *     planning.Persistence}
 * @param active offered to people; one that is not stays on the calls that have it
 */
public record Outcome(
    String id,
    @Nullable Integer key,
    Label label,
    int color,
    List<String> steps,
    List<Label> retired,
    @Nullable ContactRule next,
    boolean refusal,
    boolean noAnswer,
    boolean active,
    int version) {

  public Outcome {
    steps = List.copyOf(steps);
    retired = List.copyOf(retired);
  }
}
