package io.ringcard.missed;

import io.ringcard.missed.DeskFigures.Sum;
import io.ringcard.store.Db;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.function.Supplier;

/** How the promise to missed callers was kept. */
final class DeskReport {

  private final Db db;
  private final Supplier<MissedRules> rules;
  private final ZoneId zone;
  private final Clock clock;
  private final DeskSql desk = new DeskSql();
  private final LinesSql names = new LinesSql();
  private final FiguresSql sql = new FiguresSql();

  DeskReport(Db db, Supplier<MissedRules> rules, ZoneId zone, Clock clock) {
    this.db = db;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
  }

  /** By people, or by teams; most lines first. */
  DeskFigures figures(Instant from, Instant to, boolean byTeam) {
    var promise = rules.get();
    var now = clock.instant();
    var lines = desk.lines(db, promise.kept(from), to, promise.days());
    var all = new Sum(from, to, promise, now);
    lines.forEach(all::add);
    var teams = sql.members(db);
    var sums = DeskFigures.by(lines, teams, byTeam, () -> new Sum(from, to, promise, now));
    var keys = byTeam ? sql.teams(db) : names.people(db, sums.keySet());
    var rows =
        sums.entrySet().stream()
            .map(entry -> entry.getValue().row(keys.get(entry.getKey())))
            .filter(row -> row.calls() + row.lines() > 0)
            .sorted(Comparator.comparing(DeskFigures.FigureRow::lines).reversed())
            .toList();
    return new DeskFigures(
        zone.getId(),
        promise.minutes(),
        promise.isWorkingTime(from),
        rows,
        all.row(null),
        desk.countWithheld(db, from, to));
  }
}
