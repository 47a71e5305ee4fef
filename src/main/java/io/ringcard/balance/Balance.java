package io.ringcard.balance;

import static java.util.stream.Collectors.toMap;

import io.ringcard.balance.BalanceDay.Reason;
import io.ringcard.balance.BalanceDay.Side;
import io.ringcard.balance.BalanceDay.State;
import io.ringcard.balance.BalanceDay.Why;
import io.ringcard.balance.BalanceSql.Counted;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The balance of days of the installation's zone. */
final class Balance {

  /** Records that have not been read for so long are behind; a minute is usual. */
  private static final Duration BEHIND = Duration.ofMinutes(10);

  private static final int MOST = 200;
  private static final double MILLIS = 1_000;
  private static final Set<Reason> FAULTS =
      Set.of(
          Reason.DISPUTED, Reason.ONLY_OURS, Reason.GAP, Reason.JOINED, Reason.LOST, Reason.BEHIND);

  private final Db db;
  private final CallViews calls;
  private final ZoneId zone;
  private final InstantSource clock;
  private final BalanceSql sql = new BalanceSql();

  Balance(Db db, CallViews calls, ZoneId zone, InstantSource clock) {
    this.db = db;
    this.calls = calls;
    this.zone = zone;
    this.clock = clock;
  }

  /** What the page shows: the exchanges, and their days that have calls, newest first. */
  record Sheet(String zone, List<Exchange> exchanges, List<BalanceDay> items) {}

  /**
   * @param recordsSince null: the exchange has no records, its gaps cannot be mended
   */
  record Exchange(
      String id, String name, @Nullable Instant recordsSince, @Nullable Instant recordsReadAt) {}

  Sheet sheet(Instant from, Instant to) {
    var exchanges =
        sql.exchanges(db).stream()
            .map(one ->
                new Exchange(one.exchange().id(), one.exchange().name(), one.since(), one.readAt()))
            .toList();
    return new Sheet(zone.getId(), exchanges, days(from, to));
  }

  /** Today and the day before, of every exchange that had calls. */
  List<BalanceDay> lately() {
    var today = today();
    return days(start(today.minusDays(1)), start(today.plusDays(1)));
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private List<BalanceDay> days(Instant from, Instant to) {
    return sql.days(db, from, to, zone).stream().map(this::day).toList();
  }

  /** The calls that keep a time from balancing, newest first, {@value #MOST} at most. */
  List<BalanceCall> calls(long pbxId, Instant from, Instant to) {
    var found = sql.found(db, from, to, pbxId, MOST);
    var views =
        calls.list(found.stream().map(BalanceSql.Found::callId).toList()).stream()
            .collect(toMap(CallView::id, Function.identity()));
    return found.stream()
        .map(one -> {
          var call = Objects.requireNonNull(views.get(Long.toString(one.callId())));
          return new BalanceCall(call, one.reason(), calls.differences(one.callId()));
        })
        .toList();
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private BalanceDay day(Counted day) {
    var why = why(day);
    return new BalanceDay(
        day.exchange(),
        day.day(),
        state(day, why),
        new Side(day.calls(), day.talkMillis() / MILLIS),
        new Side(day.recordedCalls(), seconds(day.recordedTalkMillis())),
        day.recovered(),
        why);
  }

  private static @Nullable Double seconds(@Nullable Long millis) {
    return millis == null ? null : millis / MILLIS;
  }

  private List<Why> why(Counted day) {
    var why = new ArrayList<Why>();
    add(why, Reason.DISPUTED, day.disputed());
    add(why, Reason.ONLY_OURS, day.onlyOurs());
    add(why, Reason.GAP, day.gap());
    add(why, Reason.JOINED, day.joined());
    add(why, Reason.LOST, day.lost());
    add(why, isBehind(day) ? Reason.BEHIND : Reason.PENDING, day.pending());
    add(why, Reason.BEFORE, day.before());
    add(why, Reason.NO_RECORDS, day.since() == null ? day.calls() : 0);
    return why;
  }

  private static void add(List<Why> why, Reason reason, long calls) {
    if (calls > 0) {
      why.add(new Why(reason, calls));
    }
  }

  private boolean isBehind(Counted day) {
    return day.readAt() != null && day.readAt().isBefore(clock.instant().minus(BEHIND));
  }

  private State state(Counted day, List<Why> why) {
    if (why.stream().anyMatch(one -> FAULTS.contains(one.reason()))) {
      return State.DIFFERS;
    }
    if (day.since() == null || day.before() == day.calls()) {
      return State.UNKNOWN;
    }
    return day.pending() > 0 || !day.day().isBefore(today()) ? State.OPEN : State.BALANCED;
  }
}
