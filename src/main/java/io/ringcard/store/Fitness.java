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
    int strange) {

  public static final int OLDEST_VERSION = 160_000;

  private static final String LOOK =
      """
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        d.datctype as ctype, lower('ИВАНОВ') = 'иванов' as knows_letters,
        exists (select from pg_collation where collname = 'ru-RU-x-icu') as sorts_russian,
        exists (select from pg_extension where extname = 'pg_trgm')
          or exists (select from pg_available_extensions where name = 'pg_trgm')
            and has_database_privilege(current_database(), 'create') as trigrams
      from pg_database d
      where d.datname = current_database()
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
          strange(schema.all()));
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
