package io.ringcard.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
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

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Migrations() {}

  /**
   * Waits for the server to answer, however long that takes: whichever of the two starts first.
   * Then brings the schema up to date; errors end the start of the program with their reason.
   */
  public static void run(DatabaseSettings settings) {
    check(settings, answer(settings));
    var result = of(settings).connectRetries(3).load().migrate();
    LOG.info(
        "schema is at {}, {} migrations run",
        Objects.requireNonNullElse(result.targetSchemaVersion, result.initialSchemaVersion),
        result.migrationsExecuted);
  }

  static FluentConfiguration of(DatabaseSettings settings) {
    return Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration");
  }

  private static Fitness answer(DatabaseSettings settings) {
    for (var told = false; ; told = true) {
      try {
        return Fitness.of(settings);
      } catch (SQLException e) {
        if (!isAway(e)) {
          throw new IllegalStateException("cannot use the database " + settings, e);
        }
        if (!told) {
          LOG.warn("the database {} does not answer yet, waiting for it", settings);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Nobody there, or starting up, or going down. */
  private static boolean isAway(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static void check(DatabaseSettings settings, Fitness fitness) {
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
  }
}
