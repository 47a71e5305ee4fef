package io.ringcard.planning;

import io.ringcard.calllog.CallViews;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    var now = clock.instant();
    var day = now.atZone(zone).toLocalDate();
    var begins = day.atStartOfDay(zone).toInstant();
    var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
    var people = people(person, team);
    return new Today(
        day,
        missed(sql.missed(db, people, begins, ends, team)),
        plans.byIds(db, sql.due(db, people, Instant.EPOCH, now)),
        plans.byIds(db, sql.due(db, people, now, ends)));
  }

  private List<MissedCaller> missed(List<TodaySql.Missed> callers) {
    var tries =
        callers.stream().collect(Collectors.toMap(TodaySql.Missed::callId, Function.identity()));
    return calls.list(List.copyOf(tries.keySet())).stream()
        .map(call -> {
          var caller = Objects.requireNonNull(tries.get(Long.valueOf(call.id())));
          return new MissedCaller(call, caller.tries(), caller.step(), caller.lastTalkAt());
        })
        .toList();
  }

  /** Whose contacts somebody means by "mine" or "the team's"; null is everybody's. */
  @Nullable List<Long> people(Principal person, boolean team) {
    var self = List.of(person.userId());
    if (!team) {
      return self;
    }
    return sql.teamMates(db, person.userId()).orElse(person.role() == Role.OPERATOR ? self : null);
  }
}
