package io.ringcard.history;

import io.ringcard.calllog.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code cdr} as it grows. Its rows have no number, and each comes when its part of a
 * call is over while it is dated by the beginning: what is new is found by the end. Times are the
 * exchange's own.
 */
final class DetailTable {

  /** Older than that is no call whose record is new. */
  private static final int LONGEST_HOURS = 24;

  /** In seconds from the database's own time on: later ends were written by a clock gone wrong. */
  private static final String AHEAD = "86400";

  private final DatabaseSource source;

  DetailTable(DatabaseSource source) {
    this.source = source;
  }

  /**
   * The records of one linked id that have ended since some moment.
   *
   * @param end of the last of them
   */
  record Ended(String linkedid, long rows, LocalDateTime end) {}

  /**
   * Which records the exchange writes these days: events, unless the last is more than a day older
   * than the last detail record.
   */
  Witness witness() throws SourceFault {
    try (var connection = source.connect()) {
      var events = source.table(connection, "cel");
      var start = DatabaseSource.startColumn(source.table(connection, "cdr"));
      if (!events.contains("id") || !events.contains("eventtime")) {
        if (start == null) {
          throw new SourceFault("noTables", null);
        }
        return Witness.DETAILS;
      }
      var detail = start == null ? null : newest(connection, latest(quoted(start)));
      var event = newest(connection, "eventtime from cel where id = (select max(id) from cel)");
      return detail == null || (event != null && !event.isBefore(detail.minusDays(1)))
          ? Witness.EVENTS
          : Witness.DETAILS;
    } catch (SQLException e) {
      throw DatabaseSource.fault(e);
    }
  }

  /** When the last record ended that can have; null when there is none. */
  @Nullable LocalDateTime last() throws SourceFault {
    try (var connection = source.connect()) {
      return newest(connection, latest(columns(connection).end()));
    } catch (SQLException e) {
      throw DatabaseSource.fault(e);
    }
  }

  /**
   * Only of those linked ids whose own channel is over: the caller's, which outlives all others
   * unless it was transferred away.
   */
  List<Ended> endedSince(LocalDateTime from) throws SourceFault {
    try (var connection = source.connect()) {
      var names = columns(connection);
      var sql =
          "select %1$s, count(*), %2$s from cdr where %3$s >= ? and %4$s >= ? and %5$s group by 1"
              + " having max(case when uniqueid = %1$s then 1 else 0 end) = 1";
      try (var statement =
          connection.prepareStatement(
              sql.formatted(
                  names.key(),
                  source.dialect.valueAsText("max(" + names.end() + ")"),
                  names.start(),
                  names.end(),
                  canBe(names.end())))) {
        statement.setObject(1, from.minusHours(LONGEST_HOURS));
        statement.setObject(2, from);
        var rows = statement.executeQuery();
        var found = new ArrayList<Ended>();
        while (rows.next()) {
          var end = time(rows.getString(3));
          if (end != null) {
            found.add(new Ended(rows.getString(1), rows.getLong(2), end));
          }
        }
        return found;
      }
    } catch (SQLException e) {
      throw DatabaseSource.fault(e);
    }
  }

  /** All records of these linked ids, in the order of their times. */
  List<HistoryRow> of(List<String> linkedids, LocalDateTime from) throws SourceFault {
    try (var connection = source.connect()) {
      var names = columns(connection);
      var sql =
          "select %s from cdr where %s >= ? and %s in (%s) order by %s"
              .formatted(
                  source.list(names.present()),
                  names.start(),
                  names.key(),
                  String.join(", ", Collections.nCopies(linkedids.size(), "?")),
                  names.start());
      try (var statement = connection.prepareStatement(sql)) {
        statement.setObject(1, from.minusHours(LONGEST_HOURS));
        for (var i = 0; i < linkedids.size(); i++) {
          statement.setString(i + 2, linkedids.get(i));
        }
        var rows = new DatabaseRows(connection, statement.executeQuery(), false, names.present());
        var found = new ArrayList<HistoryRow>();
        for (var row = rows.next(); row != null; row = rows.next()) {
          found.add(row);
        }
        return found;
      }
    } catch (SQLException e) {
      throw DatabaseSource.fault(e);
    }
  }

  /**
   * What the table has.
   *
   * @param start when a record began
   * @param end when it ended
   * @param key the linked id, of older tables the unique id
   */
  private record Columns(List<String> present, String start, String end, String key) {}

  private Columns columns(Connection connection) throws SQLException, SourceFault {
    var names = source.table(connection, "cdr");
    var start = DatabaseSource.startColumn(names);
    if (start == null || !names.contains("uniqueid") || !names.contains("duration")) {
      throw new SourceFault("noTables", null);
    }
    return new Columns(
        DatabaseSource.DETAILS.stream().filter(names::contains).toList(),
        quoted(start),
        source.dialect.later(quoted(start), quoted("duration")),
        names.contains("linkedid") ? "coalesce(nullif(linkedid, ''), uniqueid)" : "uniqueid");
  }

  /** Zones apart, an exchange and its database have one clock. */
  private String canBe(String time) {
    return time + " <= " + source.dialect.later("localtimestamp", AHEAD);
  }

  private String latest(String time) {
    return "max(" + time + ") from cdr where " + canBe(time);
  }

  private @Nullable LocalDateTime newest(Connection connection, String what) throws SQLException {
    var from = what.indexOf(" from ");
    var sql =
        "select " + source.dialect.valueAsText(what.substring(0, from)) + what.substring(from);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? time(rows.getString(1)) : null;
    }
  }

  private String quoted(String name) {
    return source.dialect.quoted(name);
  }

  private static @Nullable LocalDateTime time(@Nullable String written) {
    var plain = DatabaseSource.plain(written);
    return plain == null ? null : LocalDateTime.parse(plain.replace(' ', 'T'));
  }
}
