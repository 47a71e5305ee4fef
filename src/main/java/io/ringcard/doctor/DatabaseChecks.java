package io.ringcard.doctor;

import io.ringcard.doctor.Check.Paste;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.EmbeddedDatabase;
import io.ringcard.store.Fitness;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database: reached, literate, with the schema of this version. */
final class DatabaseChecks {

  private static final String MAKE =
      "create database %s owner %s encoding 'UTF8' locale 'C.UTF-8' template template0;";

  /** Of a PostgreSQL that nobody has set up. */
  private static final int USUAL = 100;

  /** Superusers, whom the server keeps room for, and programs that make copies. */
  private static final int OTHERS = 20;

  private final TallyChecks tallies;

  DatabaseChecks(boolean repair) {
    this.tallies = new TallyChecks(repair);
  }

  List<Check> list(Optional<DatabaseSettings> own, Path data) {
    if (own.isPresent()) {
      return examine(own.get());
    }
    try {
      var embedded = EmbeddedDatabase.find(data.resolve("postgres"));
      return embedded.map(this::ofEmbedded).orElse(List.of(embedded("database.unmade")));
    } catch (IOException | NumberFormatException e) {
      return List.of(
          Check.fail("database", "database.unread", data.resolve("postgres"), e.toString()));
    }
  }

  private List<Check> ofEmbedded(DatabaseSettings settings) {
    try {
      return look(settings);
    } catch (SQLException e) {
      return "08001".equals(e.getSQLState())
          ? List.of(embedded("database.resting"))
          : List.of(failed(settings, e));
    }
  }

  private List<Check> look(DatabaseSettings settings) throws SQLException {
    var fitness = Fitness.of(settings);
    var checks = judge(settings, fitness);
    if (!fitness.schema().isEmpty() && fitness.pending() == 0 && fitness.strange() == 0) {
      checks.add(tallies.of(settings));
    }
    return checks;
  }

  private static Check embedded(String said) {
    return new Check("database", Check.Mark.OK, said, List.of(), List.of());
  }

  private List<Check> examine(DatabaseSettings settings) {
    try {
      return look(settings);
    } catch (SQLException e) {
      return List.of(failed(settings, e));
    }
  }

  private static Check failed(DatabaseSettings settings, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "28P01" -> fail("database.password", settings).paste(password(settings));
      case "28000" ->
          fail("database.door", settings)
              .paste(
                  Paste.into(
                      "pg_hba.conf",
                      "host %s %s …/32 scram-sha-256"
                          .formatted(settings.database(), settings.user())));
      case "3D000" -> fail("database.absent", settings).paste(made(settings));
      default -> Check.fail("database", "database.away", settings, message(e));
    };
  }

  private static Check fail(String said, DatabaseSettings settings) {
    return Check.fail("database", said, settings);
  }

  private static Paste password(DatabaseSettings settings) {
    return Paste.into("psql", "alter role " + settings.user() + " password '…';");
  }

  private static Paste made(DatabaseSettings settings) {
    return Paste.into("psql", MAKE.formatted(settings.database(), settings.user()));
  }

  private static String message(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static List<Check> judge(DatabaseSettings settings, Fitness fitness) {
    var checks = new ArrayList<Check>();
    var version = fitness.version() / 10_000;
    checks.add(
        fitness.isNewEnough()
            ? Check.ok("database", settings, version)
            : Check.fail("database", "database.old", settings, version));
    checks.add(
        fitness.isLiterate()
            ? Check.ok("database.letters", fitness.ctype())
            : Check.fail(
                    "database.letters",
                    "database.letters.blind",
                    fitness.ctype(),
                    fitness.encoding())
                .paste(made(settings)));
    checks.add(
        fitness.sortsRussian()
            ? Check.ok("database.sorting")
            : Check.fail("database.sorting", "database.sorting.missing"));
    checks.add(
        fitness.trigrams()
            ? Check.ok("database.trigrams")
            : Check.fail("database.trigrams", "database.trigrams.missing", settings.user())
                .paste(
                    Paste.into("shell", "apt-get install postgresql-contrib"),
                    Paste.into("psql", "create extension pg_trgm;")));
    checks.add(room(settings, fitness.room()));
    checks.add(schema(fitness));
    return checks;
  }

  /** A second server that stands by holds as many, and the doctor and copies come in beside. */
  private static Check room(DatabaseSettings settings, Fitness.Room room) {
    var key = "database.connections";
    var held = settings.held();
    if (room.connections() >= 2 * held) {
      return Check.ok(key, room.connections(), held);
    }
    var mends = new ArrayList<>(raise(settings, room.bound(), 2 * held));
    if (room.connections() >= held) {
      return Check.warn(key, "database.connections.tight", room.connections(), held)
          .paste(mends.toArray(Paste[]::new));
    }
    var fewer = DatabaseSettings.connections(room.connections());
    if (fewer > 0) {
      mends.add(Paste.into(Paste.DATABASE, "connections: " + fewer));
    }
    var own = settings.connections();
    return Check.fail(key, "database.connections.few", room.connections(), held, own, held - own)
        .paste(mends.toArray(Paste[]::new));
  }

  /** What lets in so many, and a few of others. */
  private static List<Paste> raise(DatabaseSettings settings, Fitness.Bound bound, int room) {
    var limit = " connection limit " + room + ";";
    return switch (bound) {
      case SERVER ->
          List.of(
              Paste.into("postgresql.conf", "max_connections = " + Math.max(USUAL, room + OTHERS)),
              Paste.into("shell", "systemctl restart postgresql"));
      case DATABASE -> List.of(Paste.into("psql", "alter database " + settings.database() + limit));
      case USER -> List.of(Paste.into("psql", "alter role " + settings.user() + limit));
    };
  }

  private static Check schema(Fitness fitness) {
    if (fitness.strange() > 0) {
      return Check.fail("database.schema", "database.schema.strange", fitness.schema());
    }
    return fitness.pending() > 0
        ? Check.warn(
            "database.schema", "database.schema.pending", fitness.schema(), fitness.pending())
        : Check.ok("database.schema", fitness.schema());
  }
}
