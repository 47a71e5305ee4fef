package io.ringcard.history;

import io.ringcard.calllog.Witness;
import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSource;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code cel} of an exchange, read as it grows (cel_odbc, cel_pgsql, FreePBX). While the
 * exchange writes none but detail records there, {@link DetailFeed} tells instead. The mark is the
 * number of a row; the first time it begins behind the last one. A number that is missing may still
 * be on its way, from another connection of the exchange: it is waited for, one reading long.
 */
public final class LiveTables implements CelSource {

  private static final int PIECE = 5_000;

  /** A row and its number. */
  record Numbered(long id, CelRow row) {}

  private final String from;
  private final Supplier<String> password;
  private long next;
  private long seen;
  private boolean begun;
  private boolean told;
  private @Nullable Instant readAt;

  /**
   * @param from {@code mariadb://user@host/asteriskcdrdb} or {@code postgresql://…}; without
   *     password
   */
  public LiveTables(String from, Supplier<String> password, @Nullable Mark mark) {
    this.from = from;
    this.password = password;
    if (mark != null) {
      next = mark.place();
      begun = true;
    }
  }

  /** Whether a setting names a database. */
  public static boolean isDatabase(String setting) {
    return setting.contains("://");
  }

  /** Which records an exchange writes into that database. */
  public static Witness witness(String from, String password) throws SourceFault {
    try {
      return new DetailTable(new DatabaseSource(URI.create(from), password)).witness();
    } catch (IllegalArgumentException e) {
      throw new SourceFault("address", e);
    }
  }

  @Override
  public void read(Sink sink) throws IOException {
    readAt = null;
    var now = Instant.now();
    try {
      var source = new DatabaseSource(URI.create(from), password.get());
      var isTold = new DetailTable(source).witness() == Witness.EVENTS;
      if (!isTold && !begun) {
        return;
      }
      if (!begun) {
        next = source.lastEvent() + 1;
        begun = true;
      }
      if (!told) {
        told = true;
        sink.nextFile(next);
      }
      while (take(source.eventsFrom(next, PIECE), sink)) {}
      readAt = isTold ? now : null;
    } catch (SourceFault | IllegalArgumentException e) {
      throw new IOException("the exchange's table of events: " + e.getMessage(), e);
    }
  }

  /** True when there may be more. */
  private boolean take(List<Numbered> rows, Sink sink) {
    for (var one : rows) {
      if (one.id() > next && one.id() > seen) {
        seen = rows.getLast().id();
        return false;
      }
      next = one.id() + 1;
      sink.row(one.row(), one.id());
    }
    return rows.size() == PIECE;
  }

  @Override
  public @Nullable Mark markOf(long place) {
    return begun ? new Mark(0, 0, place, 0, 0) : null;
  }

  @Override
  public void forget(long place) {}

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public @Nullable Instant knownUntil(Instant now) {
    return readAt == null ? null : now;
  }

  @Override
  public void close() {}
}
