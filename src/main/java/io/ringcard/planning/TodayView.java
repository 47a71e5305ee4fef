package io.ringcard.planning;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.missed.MissedRoom;
import io.ringcard.missed.Waiting;
import io.ringcard.planning.TodaySql.Caller;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be done today: missed callers, overdue contacts, contacts of this day. */
public final class TodayView {

  private final Db db;
  private final CallViews calls;
  private final MissedRoom desk;
  private final ZoneId zone;
  private final InstantSource clock;
  private final PlansSql plans = new PlansSql();
  private final TodaySql sql = new TodaySql();

  public TodayView(Db db, CallViews calls, MissedRoom desk, ZoneId zone, InstantSource clock) {
    this.db = db;
    this.calls = calls;
    this.desk = desk;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * An operator's own, or a team's; callers in vain are those that the desk has for them. Without a
   * team a supervisor looks after everybody's contacts, an operator after their own.
   */
  public Today of(Principal person, boolean team) {
    var now = clock.instant();
    var day = now.atZone(zone).toLocalDate();
    var begins = day.atStartOfDay(zone).toInstant();
    var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
    var people = people(person, team);
    return new Today(
        day,
        missed(desk.waiting(person, team)),
        plans.byIds(db, sql.due(db, people, Instant.EPOCH, now)),
        plans.byIds(db, sql.due(db, people, now, ends)));
  }

  private List<MissedCaller> missed(List<Waiting> lines) {
    var last = lines.stream().map(Waiting::call).toList();
    var views = calls.list(last).stream().collect(toMap(CallView::id, identity()));
    var callers = sql.callers(db, last).stream().collect(toMap(Caller::callId, identity()));
    return lines.stream()
        .filter(line -> views.containsKey(Long.toString(line.call())))
        .map(line -> {
          var call = Objects.requireNonNull(views.get(Long.toString(line.call())));
          var caller = Objects.requireNonNull(callers.get(line.call()));
          return new MissedCaller(call, line.tries(), caller.step(), caller.lastTalkAt());
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
