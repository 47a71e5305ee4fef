package io.ringcard.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to the state of {@code recordings-schema/}. Refuses a database in which search
 * by name cannot work: in the locale C, {@code ILIKE} and trigrams are blind for every letter
 * beyond ASCII.
 */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int OLDEST_VERSION = 160_000;

  private static final String FITNESS =
      """
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        d.datctype as ctype, lower('ИВАНОВ') = 'иванов' as knows_letters
      from pg_database d
      where d.datname = current_database()
      """;

  private Migrations() {}

  /** Waits until the schema is current. Errors end the start of the program with their reason. */
  public static void run(DatabaseSettings settings) {
    check(settings);
    var result =
        Flyway.configure()
            .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
            .locations("classpath:db/migration")
            .connectRetries(3)
            .load()
            .migrate();
    LOG.info(
        "schema is at {}, {} migrations run",
        result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  private static void check(DatabaseSettings settings) {
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(FITNESS)) {
      row.next();
      if (row.getInt("version") < OLDEST_VERSION) {
        throw new IllegalStateException("PostgreSQL 16 or newer is needed at " + settings);
      }
      if (!"UTF8".equals(row.getString("encoding")) || !row.getBoolean("knows_letters")) {
        throw new IllegalStateException(
            "the database "
                + settings
                + " has the locale "
                + row.getString("ctype")
                + " and the encoding "
                + row.getString("encoding")
                + ", in which names cannot be searched: create it with"
                + " ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot use the database " + settings, e);
    }
  }
}
