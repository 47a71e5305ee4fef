package io.ringcard.history;

import io.ringcard.cel.CelArchive;
import io.ringcard.cel.CelClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * The table of events of an exchange, to be looked through once more.
 *
 * @param from {@code mariadb://user@host/asteriskcdrdb} or {@code postgresql://…}; without password
 */
public record TableArchive(String from, Supplier<String> password) implements CelArchive {

  /** Farther from UTC no zone is. */
  private static final Duration FARTHEST_ZONE = Duration.ofHours(14);

  @Override
  public void read(Instant begin, Instant end, Sink sink) throws IOException {
    var since = LocalDateTime.ofInstant(begin.minus(FARTHEST_ZONE), ZoneOffset.UTC);
    var until = end.plus(FARTHEST_ZONE);
    var clock = new CelClock();
    try (var rows = new DatabaseSource(URI.create(from), password.get()).events(since)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        if (row instanceof HistoryRow.Event(var event)) {
          var at = clock.read(event.time(), "");
          if (at != null && at.isAfter(until)) {
            return;
          }
          sink.row(event);
        }
      }
    } catch (SourceFault e) {
      throw new IOException("the exchange's table of events: " + e.getMessage(), e);
    }
  }
}
