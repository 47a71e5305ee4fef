package io.ringcard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  @TempDir Path folder;

  /** All tests use the programs that the tests' own server has unpacked. */
  private static EmbeddedDatabase open(Path folder) {
    return EmbeddedDatabase.open(folder, Path.of("target", "test-postgres", "bin"));
  }

  @Test
  void isDurableAndClosedAndKeepsItsData() throws Exception {
    DatabaseSettings first;
    try (var server = open(folder)) {
      first = server.settings();
      Migrations.run(first);
      try (var db = Database.open(TestDatabase.vertx(), first)) {
        assertThat(
                List.of("fsync", "synchronous_commit", "full_page_writes", "max_connections")
                    .stream()
                    .map(name -> db.get("select current_setting($1)", r -> r.getString(0), name)))
            .containsExactly("on", "on", "on", "100");
        assertThat(
                db.<Boolean>get(
                    "select rolsuper from pg_roles where rolname = current_user",
                    r -> r.getBoolean(0)))
            .isFalse();
        db.run("insert into client (name) values ('Иванов'), ('Петров')");
        assertThat(
                db.list("select name from client where name ilike '%ИВАН%'", r -> r.getString(0)))
            .containsExactly("Иванов");
        assertThat(db.list("select name from client where name % 'иванав'", r -> r.getString(0)))
            .containsExactly("Иванов");
        assertThat(
                db.list(
                    "select n from unnest(array['Яна', 'Ёлка', 'Елена']) n order by n collate \"ru-RU-x-icu\"",
                    r -> r.getString(0)))
            .containsExactly("Елена", "Ёлка", "Яна");
      }
      assertClosed(first);
      assertBlindIsRefused(first);
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another Ringcard");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("password"))))
        .isEqualTo("rw-------");
    try (var server = open(folder)) {
      assertThat(server.settings()).isEqualTo(first);
      Migrations.run(first);
      try (var db = Database.open(TestDatabase.vertx(), first)) {
        assertThat(db.list("select name from client", r -> r.getString(0))).hasSize(2);
      }
    }
  }

  private static void assertClosed(DatabaseSettings settings) {
    for (var user : List.of("postgres", "ringcard", "root")) {
      assertThatThrownBy(() -> DriverManager.getConnection(settings.jdbcUrl(), user, "wrong"))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).startsWith("28"));
    }
  }

  private static void assertBlindIsRefused(DatabaseSettings own) throws Exception {
    try (var connection = DriverManager.getConnection(own.jdbcUrl(), "postgres", own.password());
        var statement = connection.createStatement()) {
      statement.execute("create database blind owner ringcard locale 'C' template template0");
    }
    var blind =
        new DatabaseSettings(own.host(), own.port(), "blind", own.user(), own.password(), 1);
    assertThatThrownBy(() -> Migrations.run(blind))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("locale C ")
        .hasMessageContaining("C.UTF-8");
  }

  /** Before that, the program finds a first start that was cut off. */
  @Test
  void anOrphanOfAKilledProgramIsRecovered() throws Exception {
    Files.createDirectories(folder.resolve("db/data"));
    Files.writeString(folder.resolve("db/data/postgresql.conf"), "nonsense");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var log = folder.resolve("child.log");
    var child =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.resolve("db").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await().atMost(Duration.ofSeconds(180)).until(() -> Files.readString(log).contains("WRITTEN"));
    child.destroyForcibly().waitFor();
    var pid =
        Long.parseLong(Files.readAllLines(folder.resolve("db/data/postmaster.pid")).getFirst());
    assertThat(ProcessHandle.of(pid)).get().matches(ProcessHandle::isAlive);

    try (var server = open(folder.resolve("db"));
        var db = Database.open(TestDatabase.vertx(), server.settings())) {
      assertThat(db.<Integer>get("select n from kept", r -> r.getInteger(0))).isEqualTo(42);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
    try (var files = Files.list(folder.resolve("db"))) {
      assertThat(files)
          .anyMatch(file -> file.getFileName().toString().startsWith("data-half-made"));
    }
  }

  /** A program that starts a database, writes, and waits to be killed. */
  static final class Child {

    public static void main(String[] args) throws Exception {
      var settings = open(Path.of(args[0])).stopAtExit().settings();
      try (var connection =
              DriverManager.getConnection(
                  settings.jdbcUrl(), settings.user(), settings.password());
          var statement = connection.createStatement()) {
        statement.execute("create table kept as select 42 as n");
      }
      System.out.println("WRITTEN");
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void anOutageIsSeenAndEnds() {
    var server = open(folder);
    var changes = new CopyOnWriteArrayList<Boolean>();
    try (var db = Database.open(TestDatabase.vertx(), server.settings())) {
      db.onChange(changes::add);
      db.run("select 1");
      var before = db.since();
      server.close();
      await().atMost(Duration.ofSeconds(40)).until(() -> changes.equals(List.of(false)));
      assertThat(db.up()).isFalse();
      assertThat(db.since()).isAfter(before);
      assertThatThrownBy(() -> db.run("select 1")).satisfies(DatabaseTest::isUnavailable);

      server = open(folder);
      await().atMost(Duration.ofSeconds(40)).until(() -> changes.equals(List.of(false, true)));
      assertThat(db.up()).isTrue();
      assertThat(db.<Integer>get("select 7", r -> r.getInteger(0))).isEqualTo(7);
    } finally {
      server.close();
    }
  }
}
