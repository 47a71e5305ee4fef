package io.ringcard.history;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code cdr} and {@code cel} of a MariaDB (FreePBX's {@code asteriskcdrdb}) or a
 * PostgreSQL (cdr_pgsql, cel_pgsql). Only names that stand here are ever put into a statement;
 * which of them a table has is asked first. Rows come by a cursor of the server.
 */
final class DatabaseSource implements Source {

  static final List<String> DETAILS =
      List.of(
          "calldate",
          "start",
          "answer",
          "end",
          "src",
          "dst",
          "dcontext",
          "clid",
          "channel",
          "dstchannel",
          "lastapp",
          "lastdata",
          "duration",
          "billsec",
          "disposition",
          "uniqueid",
          "linkedid",
          "sequence",
          "did",
          "recordingfile");

  /** In the order of {@link io.ringcard.cel.CelRow}; the first that a table has stands for each. */
  private static final List<List<String>> EVENTS =
      List.of(
          List.of("eventtime"),
          List.of("eventtype"),
          List.of("cid_name"),
          List.of("cid_num"),
          List.of("cid_ani"),
          List.of("cid_rdnis"),
          List.of("cid_dnid"),
          List.of("exten"),
          List.of("context"),
          List.of("channame"),
          List.of("appname"),
          List.of("appdata"),
          List.of("amaflags"),
          List.of("accountcode"),
          List.of("uniqueid"),
          List.of("linkedid"),
          List.of("peer"),
          List.of("userfield"),
          List.of("userdeftype"),
          List.of("extra", "eventextra"));

  private static final int FETCH = 2_000;
  private static final int CONNECT_SECONDS = 10;

  /** MariaDB's ER_BAD_DB_ERROR; its SQLSTATE is that of a right that is lacking. */
  private static final int UNKNOWN_DATABASE = 1049;

  /** How a server is spoken to. */
  enum Dialect {
    MARIADB("mariadb", 3306, '`', "char", "date_add(%s, interval %s second)"),
    POSTGRESQL("postgresql", 5432, '"', "text", "(%s + %s * interval '1 second')");

    private final String scheme;
    private final int port;
    private final char quote;
    private final String text;
    private final String later;

    Dialect(String scheme, int port, char quote, String text, String later) {
      this.scheme = scheme;
      this.port = port;
      this.quote = quote;
      this.text = text;
      this.later = later;
    }

    /** The moment so many seconds after another; both as statements know them. */
    String later(String time, String seconds) {
      return later.formatted(time, seconds);
    }

    String quoted(String name) {
      return quote + name + quote;
    }

    /** Times as they are written, whatever type the column has. */
    String asText(String name) {
      return valueAsText(quoted(name));
    }

    String valueAsText(String value) {
      return "cast(" + value + " as " + text + ")";
    }
  }

  final Dialect dialect;
  private final String url;
  private final Properties access = new Properties();

  /**
   * @param address {@code mariadb://user@host:port/database} or {@code postgresql://…}
   */
  DatabaseSource(URI address, String password) throws SourceFault {
    dialect = dialect(address);
    var port = address.getPort() < 0 ? dialect.port : address.getPort();
    var name = address.getPath() == null ? "" : address.getPath().replaceFirst("^/", "");
    if (address.getHost() == null || address.getQuery() != null || !name.matches("[\\w-]+")) {
      throw new SourceFault("address", null);
    }
    url = "jdbc:" + dialect.scheme + "://" + address.getHost() + ":" + port + "/" + name;
    access.put("user", address.getUserInfo() == null ? "" : address.getUserInfo());
    access.put("password", password);
    var timeout = dialect == Dialect.MARIADB ? CONNECT_SECONDS * 1_000 : CONNECT_SECONDS;
    access.put("connectTimeout", Integer.toString(timeout));
    if (dialect == Dialect.MARIADB) {
      access.put("sessionVariables", "net_write_timeout=3600");
    } else {
      access.put("options", "-c timezone=UTC");
      access.put("ApplicationName", "ringcard history");
    }
  }

  private static Dialect dialect(URI address) throws SourceFault {
    for (var one : Dialect.values()) {
      if (one.scheme.equals(address.getScheme())) {
        return one;
      }
    }
    throw new SourceFault("address", null);
  }

  @Override
  public Survey survey() throws SourceFault {
    try (var connection = connect()) {
      var details = table(connection, "cdr");
      var events = table(connection, "cel");
      if (details.isEmpty() && events.isEmpty()) {
        throw new SourceFault("noTables", null);
      }
      return new Survey(
          extent(connection, "cdr", startColumn(details)),
          extent(connection, "cel", events.contains("eventtime") ? "eventtime" : null));
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  @Override
  public List<String> ends() throws SourceFault {
    var survey = survey();
    return Stream.of(survey.details(), survey.events())
        .flatMap(one -> Stream.of(one.first(), one.last()))
        .filter(Objects::nonNull)
        .toList();
  }

  private Extent extent(Connection connection, String table, @Nullable String time)
      throws SQLException {
    if (time == null) {
      return Extent.NONE;
    }
    var column = dialect.quoted(time);
    var sql =
        "select count(*), %s, %s from %s"
            .formatted(
                dialect.valueAsText("min(" + column + ")"),
                dialect.valueAsText("max(" + column + ")"),
                dialect.quoted(table));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return new Extent(rows.getLong(1), plain(rows.getString(2)), plain(rows.getString(3)));
    }
  }

  static @Nullable String startColumn(Set<String> columns) {
    return columns.contains("calldate") ? "calldate" : columns.contains("start") ? "start" : null;
  }

  @Override
  public Rows details(@Nullable LocalDateTime from) throws SourceFault {
    return open(
        "cdr",
        from,
        columns -> {
          var start = startColumn(columns);
          if (start == null) {
            return null;
          }
          var present = DETAILS.stream().filter(columns::contains).toList();
          var order = columns.contains("sequence") ? ", " + dialect.quoted("sequence") : "";
          return new Query(present, start, dialect.quoted(start) + order);
        });
  }

  @Override
  public Rows events(@Nullable LocalDateTime from) throws SourceFault {
    return open(
        "cel",
        from,
        columns -> {
          if (!columns.contains("eventtime")) {
            return null;
          }
          var order = columns.contains("id") ? "id" : "eventtime";
          return new Query(eventColumns(columns), "eventtime", dialect.quoted(order));
        });
  }

  private static List<String> eventColumns(Set<String> columns) {
    return EVENTS.stream()
        .map(names -> names.stream().filter(columns::contains).findFirst().orElse(""))
        .toList();
  }

  /** The number of the last event; 0 when there is none yet. */
  long lastEvent() throws SourceFault {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(id) from cel")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** The events from that number on, in the order of their numbers. */
  List<LiveTables.Numbered> eventsFrom(long id, int most) throws SourceFault {
    try (var connection = connect()) {
      var columns = eventColumns(table(connection, "cel"));
      var text =
          "select %s, id from cel where id >= ? order by id limit %d"
              .formatted(list(columns), most);
      try (var statement = connection.prepareStatement(text)) {
        statement.setLong(1, id);
        var rows = statement.executeQuery();
        var found = new ArrayList<LiveTables.Numbered>();
        while (rows.next()) {
          var row = DatabaseRows.event(DatabaseRows.values(rows, columns.size()));
          found.add(new LiveTables.Numbered(rows.getLong(columns.size() + 1), row));
        }
        return found;
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /**
   * @param columns to read, empty for one that the table lacks
   * @param time the column that says when
   */
  private record Query(List<String> columns, String time, String order) {}

  private interface Plan {
    @Nullable Query of(Set<String> columns);
  }

  private Rows open(String table, @Nullable LocalDateTime from, Plan plan) throws SourceFault {
    Connection connection = null;
    try {
      connection = connect();
      var query = plan.of(table(connection, table));
      if (query == null) {
        connection.close();
        return DatabaseRows.NONE;
      }
      var statement =
          connection.prepareStatement(
              text(table, query, from), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      statement.setFetchSize(FETCH);
      if (from != null) {
        statement.setObject(1, from);
      }
      return new DatabaseRows(
          connection, statement.executeQuery(), table.equals("cel"), query.columns());
    } catch (SQLException e) {
      DatabaseRows.close(connection);
      throw fault(e);
    }
  }

  private String text(String table, Query query, @Nullable LocalDateTime from) {
    var columns = list(query.columns());
    var where = from == null ? "" : " where " + dialect.quoted(query.time()) + " >= ?";
    return "select "
        + columns
        + " from "
        + dialect.quoted(table)
        + where
        + " order by "
        + query.order();
  }

  String list(List<String> columns) {
    return columns.stream()
        .map(name -> name.isEmpty() ? "''" : dialect.asText(name))
        .collect(Collectors.joining(", "));
  }

  Connection connect() throws SQLException {
    var connection = DriverManager.getConnection(url, access);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Its columns in lower case; empty when it is not there. */
  Set<String> table(Connection connection, String table) throws SQLException {
    var columns = new LinkedHashSet<String>();
    var catalog = dialect == Dialect.MARIADB ? connection.getCatalog() : null;
    try (var rows = connection.getMetaData().getColumns(catalog, null, table, null)) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return columns;
  }

  /** Without the offset that PostgreSQL adds where the column keeps one: the session's is UTC. */
  static @Nullable String plain(@Nullable String time) {
    return time == null || time.indexOf('+') < 0 ? time : time.replaceFirst("\\+00(:00)?$", "");
  }

  /** By the classes of SQLSTATE, and by what lies beneath. */
  static SourceFault fault(SQLException e) {
    return new SourceFault(reason(e), e);
  }

  private static String reason(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    if (isCausedBy(e, UnknownHostException.class)) {
      return "unknownHost";
    }
    if (isCausedBy(e, ConnectException.class)) {
      return "refused";
    }
    if (state.startsWith("28")) {
      return "denied";
    }
    if (state.startsWith("3D") || e.getErrorCode() == UNKNOWN_DATABASE) {
      return "noDatabase";
    }
    if (state.equals("42000") || state.equals("42501")) {
      return "forbidden";
    }
    return state.startsWith("08") || state.startsWith("57") ? "unreachable" : "unreadable";
  }

  private static boolean isCausedBy(Throwable e, Class<?> kind) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
