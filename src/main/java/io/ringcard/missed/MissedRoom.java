package io.ringcard.missed;

import io.ringcard.calllog.CallViews;
import io.ringcard.http.Push;
import io.ringcard.kernel.Principal;
import io.ringcard.missed.DeskFilter.Scope;
import io.ringcard.setting.StoredSettings;
import io.ringcard.store.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The desk with all that belongs to it. */
public final class MissedRoom {

  /** Pages ask a second after a call. */
  private static final Duration FRESHNESS = Duration.ofMillis(900);

  private final Push push;
  private final Desk desk;
  private final StoredMissedRules rules;
  private final Acts acts;
  private final MissedRoutes routes;

  /**
   * @param zone whose days the desk counts, and whose clock the working hours are by
   */
  public MissedRoom(
      Db db, CallViews calls, StoredSettings settings, Push push, ZoneId zone, Clock clock) {
    this(db, calls, settings, push, zone, clock, FRESHNESS);
  }

  /**
   * @param freshness how long what was read serves everybody who asks
   */
  public MissedRoom(
      Db db,
      CallViews calls,
      StoredSettings settings,
      Push push,
      ZoneId zone,
      Clock clock,
      Duration freshness) {
    this.push = push;
    rules = new StoredMissedRules(settings, zone, clock, this::tell);
    desk = new Desk(db, calls, rules::now, zone, clock, freshness);
    acts = new Acts(db, desk, clock);
    routes =
        new MissedRoutes(
            desk,
            acts,
            new DeskReport(db, rules::now, zone, clock),
            new DeskExport(db, desk, zone, clock),
            this::tell);
  }

  public StoredMissedRules rules() {
    return rules;
  }

  public Acts acts() {
    return acts;
  }

  public MissedRoutes routes() {
    return routes;
  }

  /**
   * The lines that wait for this reader, or for the reader's team, those that wait longest first.
   */
  public List<Waiting> waiting(Principal reader, boolean team) {
    return desk.waiting(reader, team ? Scope.TEAM : Scope.MINE);
  }

  /** See {@link Desk#answers}. */
  public boolean answers(Principal reader, long call) {
    return desk.answers(reader, call);
  }

  /** What changes by a call the pages are told with the call. */
  private void tell() {
    desk.changed();
    push.sendToAll("missed", Map.of());
  }
}
