package io.ringcard.store;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to the state of {@code recordings-schema/}. Refuses a database in which search
 * by name cannot work: in the locale C, {@code ILIKE} and trigrams are blind for every letter
 * beyond ASCII.
 */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /** Waits until the schema is current. Errors end the start of the program with their reason. */
  public static void run(DatabaseSettings settings) {
    check(settings);
    var result = of(settings).connectRetries(3).load().migrate();
    LOG.info(
        "schema is at {}, {} migrations run",
        result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  static FluentConfiguration of(DatabaseSettings settings) {
    return Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration");
  }

  private static void check(DatabaseSettings settings) {
    try {
      var fitness = Fitness.of(settings);
      if (!fitness.isNewEnough()) {
        throw new IllegalStateException("PostgreSQL 16 or newer is needed at " + settings);
      }
      if (!fitness.isLiterate()) {
        throw new IllegalStateException(
            "the database "
                + settings
                + " has the locale "
                + fitness.ctype()
                + " and the encoding "
                + fitness.encoding()
                + ", in which names cannot be searched: create it with"
                + " ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot use the database " + settings, e);
    }
  }
}
