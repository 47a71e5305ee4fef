package io.ringcard.testkit;

import io.ringcard.calllog.CallViews;
import io.ringcard.missed.MissedRoom;
import io.ringcard.setting.StoredSettings;
import io.ringcard.store.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The desk of missed callers, for rooms that show its lines; read anew each time. */
public final class MissedDesk {

  private MissedDesk() {}

  public static MissedRoom of(Db db, ZoneId zone, Instant now) {
    var clock = Clock.fixed(now, zone);
    var settings = new StoredSettings(db, clock);
    var calls = new CallViews(db);
    return new MissedRoom(db, calls, settings, new Pushed(), zone, clock, Duration.ZERO);
  }
}
