package io.ringcard.history;

import io.ringcard.cel.CelRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of one statement, as a cursor of the server gives them. */
final class DatabaseRows implements Source.Rows {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseRows.class);

  private static final Set<String> TIMES = Set.of("calldate", "start", "answer", "end");

  /** Of a table that is not there. */
  static final Source.Rows NONE =
      new Source.Rows() {
        @Override
        public @Nullable HistoryRow next() {
          return null;
        }

        @Override
        public void close() {}
      };

  private final Connection connection;
  private final ResultSet rows;
  private final boolean events;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int count;

  /**
   * @param columns in the order of the statement
   */
  DatabaseRows(Connection connection, ResultSet rows, boolean events, List<String> columns) {
    this.connection = connection;
    this.rows = rows;
    this.events = events;
    this.count = columns.size();
    for (var i = 0; i < count; i++) {
      this.columns.put(columns.get(i), i);
    }
  }

  @Override
  public @Nullable HistoryRow next() throws SourceFault {
    try {
      if (!rows.next()) {
        return null;
      }
      return read(values(rows, count));
    } catch (SQLException e) {
      throw DatabaseSource.fault(e);
    }
  }

  /** The first columns of the row at which the cursor stands. */
  static List<String> values(ResultSet rows, int count) throws SQLException {
    var values = new ArrayList<String>(count);
    for (var i = 1; i <= count; i++) {
      var value = rows.getString(i);
      values.add(value == null ? "" : value);
    }
    return values;
  }

  static CelRow event(List<String> values) {
    values.set(0, String.valueOf(DatabaseSource.plain(values.getFirst())));
    return CelRow.of(values);
  }

  private HistoryRow read(List<String> values) {
    if (events) {
      return new HistoryRow.Event(event(values));
    }
    try {
      return new HistoryRow.Detail(CdrRow.of(name -> value(values, name)));
    } catch (Unreadable e) {
      return new HistoryRow.Broken(e.reason(), String.join(",", values));
    }
  }

  private String value(List<String> values, String name) {
    var at = columns.get(name);
    var text = at == null ? "" : values.get(at);
    return TIMES.contains(name) ? String.valueOf(DatabaseSource.plain(text)) : text;
  }

  @Override
  public void close() {
    close(connection);
  }

  /** The cursor goes with it. */
  static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("the source's connection was gone already", e);
    }
  }
}
