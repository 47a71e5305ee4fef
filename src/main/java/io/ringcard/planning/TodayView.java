package io.ringcard.planning;

import io.ringcard.calllog.CallViews;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done today: missed callers, overdue contacts, contacts of this day. */
public final class TodayView {

  private final Db db;
  private final CallViews calls;
  private final ZoneId zone;
  private final InstantSource clock;
  private final PlansSql plans = new PlansSql();
  private final TodaySql sql = new TodaySql();

  public TodayView(Db db, CallViews calls, ZoneId zone, InstantSource clock) {
    this.db = db;
    this.calls = calls;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * An operator's own, or a team's. Calls that rang nobody known are the team's. Without a team a
   * supervisor looks after everybody, an operator after themselves.
   */
  public Today of(Principal person, boolean team) {
    var day = clock.instant().atZone(zone).toLocalDate();
    var begins = day.atStartOfDay(zone).toInstant();
    var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
    var people = people(person, team);
    return new Today(
        day,
        calls.list(sql.missed(db, people, begins, ends, team)),
        plans.byIds(db, sql.due(db, people, Instant.EPOCH, begins)),
        plans.byIds(db, sql.due(db, people, begins, ends)));
  }

  private @Nullable List<Long> people(Principal person, boolean team) {
    var self = List.of(person.userId());
    if (!team) {
      return self;
    }
    return sql.teamMates(db, person.userId()).orElse(person.role() == Role.OPERATOR ? self : null);
  }
}
