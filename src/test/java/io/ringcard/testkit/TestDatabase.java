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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One PostgreSQL for the test JVM, and in it a database of its own for each {@link #fresh()}: a
 * copy of a migrated template, so that nothing has to be cleaned up. Close it to drop it. The copy
 * for the next one is made, and what was closed is dropped, while the test runs.
 */
public final class TestDatabase implements AutoCloseable {

  private static final Vertx VERTX = Vertx.vertx();

  private final DatabaseSettings settings;
  private final Database database;

  private TestDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.database = Database.open(VERTX, settings);
  }

  /** A new database with the schema and its catalogues, and no people. */
  public static TestDatabase fresh() {
    return new TestDatabase(Cluster.ONE.settings(Cluster.ONE.take()));
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
    Cluster.ONE.drop(settings.database());
  }

  /** The server of this JVM, with the superuser's connection. */
  private static final class Cluster {

    static final Cluster ONE = new Cluster(Path.of("target", "test-postgres"));

    private final EmbeddedDatabase server;
    private final String password;
    private final ExecutorService aside =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("test-databases").factory());
    private int made;
    private Future<String> next;

    private Cluster(Path folder) {
      server = EmbeddedDatabase.openFleeting(folder).stopAtExit();
      try {
        password = Files.readString(folder.resolve("password")).strip();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      dropLeftovers();
      execute("create database template_ringcard owner ringcard");
      Migrations.run(settings("template_ringcard"));
      next = aside.submit(this::make);
    }

    synchronized String take() {
      try {
        var taken = next.get();
        next = aside.submit(this::make);
        return taken;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private String make() {
      var name = "test_" + ++made;
      execute("create database " + name + " template template_ringcard owner ringcard");
      return name;
    }

    void drop(String name) {
      aside.execute(() -> execute("drop database " + name + " with (force)"));
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

    void execute(String sql) {
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
