package io.ringcard.planning;

import io.ringcard.store.Db;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Planned contacts as calls and their outcomes change them, in somebody's transaction. Each change
 * tells the version that it leaves behind; one that is taken back has to find that version again.
 */
public final class Contacts {

  /** Effect on a contact that an outcome has closed. */
  public static final String CLOSED_BY_OUTCOME = "plan-closed";

  private final Effects effects = new Effects();
  private final PlansSql plans = new PlansSql();
  private final ContactsSql sql = new ContactsSql();

  /**
   * @param version that closing left behind
   */
  public record Closed(long id, int version) {}

  /**
   * Holds the call with that client that was due on the day of the talk; empty when there is none,
   * or when this talk has held one already.
   */
  public Optional<Closed> holdDue(
      Db tx, long callId, long clientId, Instant talkedAt, ZoneId zone) {
    return effects.everRan(tx, callId, Plans.HELD_BY_TALK)
        ? Optional.empty()
        : plans
            .dueCall(tx, clientId, dayEnd(talkedAt, zone), talkedAt, callId)
            .map(plan -> close(tx, plan, "held"));
  }

  /** Cancels all that is planned about a deal. */
  public List<Closed> cancelOfDeal(Db tx, long dealId) {
    return sql.lockPlannedOfDeal(tx, dealId).stream()
        .map(plan -> close(tx, plan, "cancelled"))
        .toList();
  }

  private Closed close(Db tx, long plan, String status) {
    return new Closed(plan, sql.close(tx, plan, status));
  }

  boolean isHeld(Db tx, long plan) {
    return sql.isHeld(tx, plan);
  }

  /** False when somebody has changed it since. */
  public boolean reopen(Db tx, long plan, @Nullable Integer version) {
    return version != null && sql.reopen(tx, plan, version);
  }

  /** A contact that is as it was planned. */
  public Optional<Plan> findUntouched(Db tx, long plan) {
    return plans.byIds(tx, List.of(plan)).stream()
        .filter(found -> found.version() == 0 && found.status().equals("planned"))
        .findFirst();
  }

  /** The words of a rule with the names of this client and deal. */
  public String topic(Db tx, String template, long clientId, @Nullable Long dealId) {
    var names = sql.names(tx, clientId, dealId);
    return template.replace("{client}", names.client()).replace("{deal}", names.deal()).strip();
  }

  static Instant dayEnd(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }
}
