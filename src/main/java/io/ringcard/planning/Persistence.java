package io.ringcard.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Persistence}: how long we go on with a client.
 *
 * @param refusalsUntilLost as many refusals make a deal lost
 * @param replanning whether calls that nobody answered are planned anew by themselves
 * @param pauses the first after the first such call, and so on
 * @param afterwards what is planned once when all pauses have been used; null for nothing
 */
public record Persistence(
    int refusalsUntilLost,
    boolean replanning,
    List<ContactRule> pauses,
    @Nullable ContactRule afterwards,
    int version) {

  public Persistence {
    pauses = List.copyOf(pauses);
  }

  /** What follows the nth call in a row that nobody answered; null for nothing. */
  @Nullable ContactRule after(int attempt) {
    if (!replanning || attempt > pauses.size() + 1) {
      return null;
    }
    return attempt <= pauses.size() ? pauses.get(attempt - 1) : afterwards;
  }
}
