package io.ringcard.report;

import java.util.List;

/**
 * The contract's {@code Durations}: closed calls that started in the period.
 *
 * <p><b>Whole calls</b> (by day, hour, queue, outcome, and the total): answered is what the call's
 * result says, missed are inbound and internal calls that were not answered, talk is the time
 * during which the client belonged to operators. A call that visited two queues stands in both
 * rows; the total counts it once and is the same for every breakdown.
 *
 * <p><b>Parts</b> (by operator or team, and everything about one operator): a call counts once for
 * each person or team whose phone rang or who spoke in it; talk and ring are their own seconds
 * only. Missed is a call that rang them unanswered or found them busy and in which they never
 * spoke; what a colleague answered meanwhile is not missed. The wait in the queue and the hold
 * belong to who answered first.
 *
 * <p>A call belongs to the day and hour of its start in {@code zone}. Median and 90th percentile
 * are exact, over the whole seconds of talk of answered calls, interpolated between the two nearest
 * (as PostgreSQL's {@code percentile_cont} does).
 *
 * @param zone of the installation
 */
public record Durations(String zone, List<DurationRow> rows, DurationRow total) {

  public Durations {
    rows = List.copyOf(rows);
  }
}
