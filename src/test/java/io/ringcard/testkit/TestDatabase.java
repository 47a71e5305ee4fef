package io.ringcard.testkit;

import io.ringcard.store.Database;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.EmbeddedDatabase;
import io.ringcard.store.Migrations;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for the test JVM, and in it a database of its own for each {@link #fresh()}: a
 * copy of a migrated template, so that nothing has to be cleaned up. Close it to drop it.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Vertx VERTX = Vertx.vertx();

  private final DatabaseSettings settings;
  private final Database database;

  private TestDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.database = Database.open(VERTX, settings);
  }

  /** A new database with the schema and its catalogues, and no people. */
  public static TestDatabase fresh() {
    var name = "test_" + COUNT.incrementAndGet();
    Cluster.ONE.execute("create database " + name + " template template_ringcard owner ringcard");
    Cluster.ONE.execute("alter database " + name + " set synchronous_commit = off");
    return new TestDatabase(Cluster.ONE.settings(name));
  }

  public Database db() {
    return database;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  public static Vertx vertx() {
    return VERTX;
  }

  /** A statement of the server's superuser, outside of this database. */
  public void execute(String sql) {
    Cluster.ONE.execute(sql);
  }

  /** Somebody who cannot sign in and has had the tour; the role is the contract's slug. */
  public long user(String login, String name, String role) {
    return database.get(
        "insert into app_user (login, name, role, password_hash, tour_seen) values ($1, $2, $3,"
            + " '-', true) returning id",
        row -> row.getLong(0),
        login,
        name,
        role);
  }

  @Override
  public void close() {
    database.close();
    Cluster.ONE.execute("drop database " + settings.database() + " with (force)");
  }

  /** The server of this JVM, with the superuser's connection. */
  private static final class Cluster {

    static final Cluster ONE = new Cluster(Path.of("target", "test-postgres"));

    private final EmbeddedDatabase server;
    private final String password;

    private Cluster(Path folder) {
      server = EmbeddedDatabase.open(folder).stopAtExit();
      try {
        password = Files.readString(folder.resolve("password")).strip();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      dropLeftovers();
      execute("create database template_ringcard owner ringcard");
      Migrations.run(settings("template_ringcard"));
    }

    DatabaseSettings settings(String name) {
      var own = server.settings();
      return new DatabaseSettings(own.host(), own.port(), name, own.user(), own.password(), 6);
    }

    private void dropLeftovers() {
      try (var connection = DriverManager.getConnection(url(), "postgres", password);
          var statement = connection.createStatement();
          var drops = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "select datname from pg_database where datname like 'test\\_%' or datname ="
                      + " 'template_ringcard'")) {
        while (rows.next()) {
          drops.execute("drop database " + rows.getString(1) + " with (force)");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    synchronized void execute(String sql) {
      try (var connection = DriverManager.getConnection(url(), "postgres", password);
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    private String url() {
      return "jdbc:postgresql://127.0.0.1:" + server.settings().port() + "/postgres";
    }
  }
}
