package io.ringcard.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that this program brings, starts and stops: for the demo, tests and small offices.
 * Durable (fsync) unless it is opened as fleeting, loopback only, SCRAM with a generated password;
 * the program signs in as a role without the superuser's rights. All it owns lies in one folder:
 * {@code data}, {@code bin}, {@code password}, {@code port}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 100;
  private static final int POOL = 20;
  static final String NAME = "ringcard";
  static final String SUPERUSER = "postgres";

  private final EmbeddedFolder folder;
  private final EmbeddedPostgres server;

  /**
   * Starts the database of this folder and creates it where there is none. One left running by a
   * program that was killed is stopped first; one that a living program holds is refused.
   */
  public static EmbeddedDatabase open(Path folder) {
    return open(folder, folder.resolve("bin"));
  }

  /** With the programs unpacked in a folder that several databases may share. */
  public static EmbeddedDatabase open(Path folder, Path programs) {
    return open(folder, programs, true);
  }

  /** For what may be lost with the machine, as a test's data: nothing waits for the disk. */
  public static EmbeddedDatabase openFleeting(Path folder) {
    return open(folder, folder.resolve("bin"), false);
  }

  private static EmbeddedDatabase open(Path folder, Path programs, boolean durable) {
    try {
      return new EmbeddedDatabase(EmbeddedFolder.take(folder), programs.toAbsolutePath(), durable);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the database in " + folder, e);
    }
  }

  /**
   * How to reach the database of this folder while a server runs it; empty when it was never made.
   */
  public static Optional<DatabaseSettings> find(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("made"))) {
      return Optional.empty();
    }
    var port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
    var password = Files.readString(folder.resolve("password")).strip();
    return Optional.of(new DatabaseSettings("127.0.0.1", port, NAME, NAME, password, POOL));
  }

  /** The same, empty also when no living program holds it. */
  public static Optional<DatabaseSettings> findRunning(Path folder) throws IOException {
    return EmbeddedFolder.isTaken(folder) ? find(folder) : Optional.empty();
  }

  private EmbeddedDatabase(EmbeddedFolder folder, Path programs, boolean durable)
      throws IOException {
    this.folder = folder;
    try {
      Orphan.stop(folder.data());
      folder.setAsideHalfMade();
      this.server = start(folder, programs, durable ? "on" : "off");
      createOwn();
      folder.markMade();
    } catch (IOException | RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  private static EmbeddedPostgres start(EmbeddedFolder folder, Path programs, String durable)
      throws IOException {
    var passwordFile = folder.passwordFile();
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(programs.toFile())
        .setDataDirectory(folder.data())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(folder.port())
        .setPGStartupWait(START)
        .setLocaleConfig("locale", "C.UTF-8")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setLocaleConfig("auth", "scram-sha-256")
        .setConnectConfig("password", folder.password())
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", durable)
        .setServerConfig("full_page_writes", durable)
        .setServerConfig("synchronous_commit", durable)
        .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
        .setServerConfig("password_encryption", "scram-sha-256")
        .setServerConfig("log_timezone", "UTC")
        .setServerConfig("log_checkpoints", "off")
        .setDataDirectoryCustomizer(data -> folder.writeAccessRules())
        .start();
  }

  private void createOwn() {
    try (var connection = server.getPostgresDatabase().getConnection()) {
      if (isAbsent(connection, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
        execute(connection, "create role " + NAME + " login password '" + folder.password() + "'");
      }
      if (isAbsent(connection, "select 1 from pg_database where datname = '" + NAME + "'")) {
        execute(connection, "create database " + NAME + " owner " + NAME);
      }
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("cannot prepare the database in " + folder.path(), e);
    }
  }

  private static boolean isAbsent(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public DatabaseSettings settings() {
    return new DatabaseSettings("127.0.0.1", server.getPort(), NAME, NAME, folder.password(), POOL);
  }

  /** Stops the database also when the program ends without closing it. Returns itself. */
  public EmbeddedDatabase stopAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "database-stop"));
    return this;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.error("could not stop the database in {}", folder.path(), e);
    } finally {
      folder.release();
    }
  }
}
