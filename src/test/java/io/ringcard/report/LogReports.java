package io.ringcard.report;

import io.ringcard.store.Db;
import java.time.ZoneId;

/** The reports counted from the log, call by call. */
public final class LogReports {

  private final Db db;
  private final String zone;
  private final LogDurationsSql sql = new LogDurationsSql();
  private final LogPicturesSql pictures = new LogPicturesSql();

  public LogReports(Db db, ZoneId zone) {
    this.db = db;
    this.zone = zone.getId();
  }

  public Durations durations(DurationsQuery query) {
    return new Durations(zone, sql.rows(db, query, zone), sql.total(db, query, zone));
  }

  public Pictures pictures(DurationsQuery query) {
    return new Pictures(
        pictures.talk(db, query, zone),
        pictures.lengths(db, query, zone),
        pictures.hours(db, query, zone));
  }
}
