package io.ringcard.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times of rows. {@code cel.conf} writes them in the exchange's zone, or as seconds since 1970 when
 * it names no format. The zone need not be set: a new channel's unique id begins with its second
 * since 1970, and what the written time is ahead of it is the zone, in summer and winter.
 */
public final class CelClock {

  private static final int QUARTER = 15 * 60;
  private static final int SLACK = 60;
  private static final int FARTHEST = 14 * 60 * 60;

  private ZoneOffset zone;

  /** Takes times for UTC until a new channel tells another zone. */
  public CelClock() {
    this(ZoneOffset.UTC);
  }

  private CelClock(ZoneOffset zone) {
    this.zone = zone;
  }

  /** One that goes on from this one's zone by itself. */
  public CelClock copy() {
    return new CelClock(zone);
  }

  @Nullable Instant read(CelRow row) {
    return read(row.time(), row.event().equals("CHAN_START") ? row.uniqueid() : "");
  }

  /**
   * Null when it cannot be read.
   *
   * @param born unique id of the channel that was made at that moment, or empty
   */
  public @Nullable Instant read(String time, String born) {
    try {
      if (time.indexOf(' ') < 0) {
        return sinceEpoch(time);
      }
      var local = WrittenTime.read(time);
      learn(local, born);
      return local.toInstant(zone);
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      return null;
    }
  }

  private static Instant sinceEpoch(String seconds) {
    var nanos = new java.math.BigDecimal(seconds).movePointRight(9).longValueExact();
    return Instant.EPOCH.plus(Duration.ofNanos(nanos));
  }

  private void learn(LocalDateTime local, String uniqueid) {
    var serial = CelSerial.of(uniqueid);
    if (serial == null) {
      return;
    }
    var ahead = local.toEpochSecond(ZoneOffset.UTC) - serial.second();
    var offset = Math.round((double) ahead / QUARTER) * QUARTER;
    if (Math.abs(ahead - offset) <= SLACK && Math.abs(offset) <= FARTHEST) {
      zone = ZoneOffset.ofTotalSeconds((int) offset);
    }
  }
}
