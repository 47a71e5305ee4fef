package io.ringcard.planning;

import java.time.LocalDate;
import java.util.List;

/**
 * The contract's {@code Today}.
 *
 * @param day of the installation's zone
 * @param missed one per number, the last try newest first
 * @param overdue whose time has passed, oldest first
 * @param today planned for what is left of this day, by time
 */
public record Today(
    LocalDate day, List<MissedCaller> missed, List<Plan> overdue, List<Plan> today) {

  public Today {
    missed = List.copyOf(missed);
    overdue = List.copyOf(overdue);
    today = List.copyOf(today);
  }
}
