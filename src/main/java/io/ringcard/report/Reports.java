package io.ringcard.report;

import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import java.time.InstantSource;
import java.time.ZoneId;

/** The reports, in the installation's zone. */
public final class Reports {

  private final Db db;
  private final ZoneId zone;
  private final InstantSource clock;
  private final DurationsSql sql = new DurationsSql();
  private final PicturesSql pictures = new PicturesSql();

  public Reports(Db db, ZoneId zone, InstantSource clock) {
    this.db = db;
    this.zone = zone;
    this.clock = clock;
  }

  public Durations durations(DurationsQuery query) {
    return new Durations(zone.getId(), sql.rows(db, query, zone), sql.total(db, query, zone));
  }

  /** The pictures beside the table; {@code by} of the query does not matter. */
  public Pictures pictures(DurationsQuery query) {
    return new Pictures(
        pictures.talk(db, query, zone),
        pictures.lengths(db, query, zone),
        pictures.hours(db, query, zone));
  }

  /** What one person has done since midnight; internal calls do not count. */
  public Figures today(long userId) {
    var day = clock.instant().atZone(zone).toLocalDate();
    var query =
        new DurationsQuery(
            day.atStartOfDay(zone).toInstant(),
            day.plusDays(1).atStartOfDay(zone).toInstant(),
            By.DAY,
            null,
            userId,
            null);
    var total = sql.total(db, query, zone);
    return new Figures(total.calls(), total.answered(), total.missed(), total.talkSeconds());
  }
}
