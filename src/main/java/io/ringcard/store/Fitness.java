package io.ringcard.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * Whether a database can carry the schema, and what of the schema is there. Only read, nothing is
 * made.
 *
 * @param version of the server, as 160003 for 16.3
 * @param ctype locale of letters
 * @param knowsLetters whether upper and lower case are known beyond ASCII; without it {@code ILIKE}
 *     and trigrams are blind for them
 * @param sortsRussian whether the collation {@code ru-RU-x-icu} is there
 * @param trigrams whether {@code pg_trgm} is there or this user may make it
 * @param schema version of the schema, or an empty text for none
 * @param pending migrations that the next start will run
 * @param strange migrations that failed, or that a newer program has run
 * @param room how many connections it lets in
 */
public record Fitness(
    int version,
    String encoding,
    String ctype,
    boolean knowsLetters,
    boolean sortsRussian,
    boolean trigrams,
    String schema,
    int pending,
    int strange,
    Room room) {

  public static final int OLDEST_VERSION = 160_000;

  /** What lets in the fewest connections. */
  public enum Bound {
    SERVER,
    DATABASE,
    USER
  }

  /**
   * Connections for everybody who comes as this user, whoever holds them now.
   *
   * @param bound to be raised when they are too few
   */
  public record Room(int connections, Bound bound) {

    /**
     * @param ofDatabase negative for no limit of its own, as {@code ofUser}
     */
    static Room of(int ofServer, int ofDatabase, int ofUser) {
      var room = new Room(ofServer, Bound.SERVER);
      room = room.orLess(ofDatabase, Bound.DATABASE);
      return room.orLess(ofUser, Bound.USER);
    }

    private Room orLess(int others, Bound of) {
      return others >= 0 && others < connections ? new Room(others, of) : this;
    }
  }

  private static final String LOOK =
      """
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        d.datctype as ctype, lower('ИВАНОВ') = 'иванов' as knows_letters,
        exists (select from pg_collation where collname = 'ru-RU-x-icu') as sorts_russian,
        exists (select from pg_extension where extname = 'pg_trgm')
          or exists (select from pg_available_extensions where name = 'pg_trgm')
            and has_database_privilege(current_database(), 'create') as trigrams,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - coalesce(current_setting('reserved_connections', true)::int, 0) as lets_in,
        d.datconnlimit, r.rolconnlimit
      from pg_database d, pg_roles r
      where d.datname = current_database() and r.rolname = current_user
      """;

  /** Connects and looks; the failure of connecting is the driver's. */
  public static Fitness of(DatabaseSettings settings) throws SQLException {
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(LOOK)) {
      row.next();
      var schema = schema(settings);
      var current = schema.current();
      return new Fitness(
          row.getInt("version"),
          row.getString("encoding"),
          row.getString("ctype"),
          row.getBoolean("knows_letters"),
          row.getBoolean("sorts_russian"),
          row.getBoolean("trigrams"),
          current == null ? "" : current.getVersion().toString(),
          schema.pending().length,
          strange(schema.all()),
          Room.of(row.getInt("lets_in"), row.getInt("datconnlimit"), row.getInt("rolconnlimit")));
    }
  }

  private static MigrationInfoService schema(DatabaseSettings settings) throws SQLException {
    try {
      return Migrations.of(settings).load().info();
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException cause
          ? cause
          : new SQLException(e.getMessage(), e);
    }
  }

  public boolean isNewEnough() {
    return version >= OLDEST_VERSION;
  }

  /** Names can be searched and sorted. */
  public boolean isLiterate() {
    return "UTF8".equals(encoding) && knowsLetters;
  }

  private static int strange(org.flywaydb.core.api.MigrationInfo... all) {
    var strange = 0;
    for (var one : all) {
      var state = one.getState();
      if (state.isFailed() || state == MigrationState.FUTURE_SUCCESS) {
        strange++;
      }
    }
    return strange;
  }
}
