package io.ringcard.outcome;

import io.ringcard.calllog.CallView;
import io.ringcard.pipeline.Deal;
import io.ringcard.planning.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code OutcomeWritten}.
 *
 * @param deal the deal that the outcome is about, as it stands now
 * @param plan the contact that comes next
 * @param left kinds of effects of the former outcome that could not be taken back, because somebody
 *     has changed the thing since
 * @param undo token that takes it back
 */
public record OutcomeWritten(
    CallView call, @Nullable Deal deal, @Nullable Plan plan, List<String> left, String undo) {

  public OutcomeWritten {
    left = List.copyOf(left);
  }
}
