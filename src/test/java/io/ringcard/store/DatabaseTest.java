package io.ringcard.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.testkit.HeldText;
import io.ringcard.testkit.Relay;
import io.ringcard.testkit.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  private static TestDatabase test;
  private static Database db;

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    db = test.db();
    db.run("create table thing (id bigint primary key, name text)");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void valuesOfEveryKindComeBackAsTheyWent() {
    var at = OffsetDateTime.parse("2026-11-23T18:50:00.123456Z");
    var row =
        db.get(
            "select $1::timestamptz, $2::timestamptz, $3::jsonb, $4::text[], $5::bytea,"
                + " $6::numeric, $7::text, $8::bigint[]",
            r -> r,
            at,
            at.toInstant(),
            new JsonObject().put("имя", "Ёлка"),
            new String[] {"a", "б"},
            new byte[] {0, 1, 2},
            new BigDecimal("12.50"),
            null,
            new Long[] {1L, 2L});
    assertThat(row.getOffsetDateTime(0)).isEqualTo(at);
    assertThat(row.getOffsetDateTime(1).toInstant()).isEqualTo(Instant.from(at));
    assertThat(row.getJsonObject(2).getString("имя")).isEqualTo("Ёлка");
    assertThat(row.getArrayOfStrings(3)).containsExactly("a", "б");
    assertThat(row.getBuffer(4).getBytes()).containsExactly(0, 1, 2);
    assertThat(row.getBigDecimal(5)).isEqualByComparingTo("12.5");
    assertThat(row.getString(6)).isNull();
    assertThat(row.getArrayOfLongs(7)).containsExactly(1L, 2L);
  }

  @Test
  void whatIsCommittedIsToldAndWhatMayHaveBeenMissedToo() {
    var told = new CopyOnWriteArrayList<String>();
    db.onNotice(told::add, () -> told.add("missed"));
    Awaitility.await().atMost(20, SECONDS).until(db::tells);
    told.clear();
    db.inTransaction(tx -> tx.run("select pg_notify('ringcard', 'one')"));
    db.awaitTold();
    assertThat(told).containsExactly("one");
    test.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query = 'select 1' and datname"
            + " = '"
            + test.settings().database()
            + "'");
    Awaitility.await().atMost(20, SECONDS).until(() -> told.contains("missed") && db.tells());
    told.clear();
    db.run("select pg_notify('ringcard', 'two')");
    db.awaitTold();
    assertThat(told).containsExactly("two");
  }

  /** Who waits longest gives up; what the probe asks a moment later is answered. */
  @Test
  void anAnswerThatCameTooLateForOneDoesNotEndTheTelling() throws Exception {
    var own = test.settings();
    try (var wire = new Relay(own.port());
        var slow =
            Database.open(
                TestDatabase.vertx(),
                new DatabaseSettings(
                    own.host(), wire.port(), own.database(), own.user(), own.password(), 1))) {
      Awaitility.await().atMost(20, SECONDS).until(slow::tells);
      for (var times = 0; times < 3; times++) {
        wire.hold();
        slow.awaitTold();
        var tells = slow.tells();
        wire.release();
        assertThat(tells).isFalse();
        Awaitility.await().atMost(20, SECONDS).until(slow::tells);
      }
      assertThat(slow.up()).isTrue();
    }
  }

  @Test
  void noRowIsEmptyOrAFailure() {
    assertThat(db.find("select 1 where false", row -> row.getInteger(0))).isEmpty();
    assertThat(db.list("select 1 where false", row -> row.getInteger(0))).isEmpty();
    assertThatThrownBy(() -> db.get("select 1 where false", row -> row.getInteger(0)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aThrowRollsTheTransactionBack() {
    assertThatThrownBy(() ->
            db.inTransaction(tx -> {
              tx.run("insert into thing values (1, 'a')");
              return tx.inTransaction(inner -> {
                inner.run("insert into thing values (2, 'b')");
                throw new IllegalStateException("enough");
              });
            }))
        .hasMessage("enough");
    assertThat(db.list("select id from thing where id < 10", row -> row.getLong(0))).isEmpty();
  }

  @Test
  void aTransactionIsKept() {
    int touched = db.inTransaction(tx -> tx.run("insert into thing values (11, 'a'), (12, 'b')"));
    assertThat(touched).isEqualTo(2);
    assertThat(db.list("select id from thing where id > 10 order by id", row -> row.getLong(0)))
        .isEqualTo(List.of(11L, 12L));
  }

  @Test
  void refusalsCarryTheirState() {
    db.run("insert into thing values (21, 'a')");
    assertThatThrownBy(() -> db.run("insert into thing values (21, 'b')"))
        .isInstanceOfSatisfying(
            DbException.class, refused -> assertThat(refused.isDuplicate()).isTrue());
    assertThatThrownBy(() -> db.run("selec"))
        .isInstanceOfSatisfying(
            DbException.class, refused -> assertThat(refused.sqlState()).isEqualTo("42601"));
    assertThatThrownBy(() -> db.get("select $1::bigint", row -> row.getLong(0), "not a number"))
        .isInstanceOf(DbException.class);
    assertThatThrownBy(() -> db.get("select $1::bigint", row -> row.getLong(0)))
        .isInstanceOf(DbException.class);
    assertThatThrownBy(() -> db.get("select $1::text", row -> row.getString(0), "a\0b"))
        .isInstanceOf(DbException.class);
  }

  @Test
  void theEventLoopIsRefused() throws Exception {
    var seen = new CompletableFuture<Throwable>();
    TestDatabase.vertx()
        .runOnContext(nothing -> {
          try {
            db.run("select 1");
            seen.complete(null);
          } catch (RuntimeException e) {
            seen.complete(e);
          }
        });
    assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsOpenIsKeptOpen() throws Exception {
    var askers =
        Stream.of(db, db, db, db.urgent(), db.urgent())
            .map(asked -> new Thread(() -> asked.run("select pg_advisory_xact_lock_shared(7)")))
            .toList();
    db.inTransaction(tx -> {
      tx.run("select pg_advisory_xact_lock(7)");
      askers.forEach(Thread::start);
      Awaitility.await()
          .until(() ->
              tx.get(
                  "select count(*) = 5 as all from pg_locks where locktype = 'advisory' and not"
                      + " granted and database = (select oid from pg_database where datname ="
                      + " current_database())",
                  row -> row.getBoolean("all")));
      return tx;
    });
    for (var asker : askers) {
      asker.join();
    }
    var quiet =
        """
        select count(*) as connections from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state_change < $1
        """;
    var since = db.get("select clock_timestamp() as now", row -> row.getOffsetDateTime("now"));
    long before = db.get(quiet, row -> row.getLong("connections"), since);
    assertThat(before).isGreaterThanOrEqualTo(4);
    Awaitility.await()
        .until(() -> {
          db.keepOpen();
          return db.get(quiet, row -> row.getLong("connections"), since) == 0;
        });
  }

  /** While each event loop of the others is writing something that takes long. */
  @Test
  void theUrgentAreNotKeptWaitingByTheOthers() throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    var urgentVertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var writing = ConcurrentHashMap.<Thread>newKeySet();
    var over = new CountDownLatch(1);
    try (var own = Database.open(vertx, urgentVertx, test.settings())) {
      var others =
          IntStream.range(0, 4)
              .mapToObj(
                  i -> new Thread(() -> own.run("select $1::jsonb", HeldText.of(writing, over))))
              .toList();
      others.forEach(Thread::start);
      Awaitility.await().until(() -> writing.size() == 2);
      var urgent =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.runAsync(() -> own.urgent().run("select 1"), FRESH))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(urgent).get(20, TimeUnit.SECONDS);
      assertThat(over.getCount()).isOne();
      over.countDown();
      for (var other : others) {
        other.join();
      }
    } finally {
      over.countDown();
      vertx.close().await();
      urgentVertx.close().await();
    }
  }

  /** Each on a thread of its own, as cards are looked up. */
  private static final Executor FRESH = work -> Thread.ofVirtual().start(work);

  @Test
  void aServerThatIsAwayIsUnavailable() {
    var own = test.settings();
    var nowhere = new DatabaseSettings("127.0.0.1", 1, "x", own.user(), own.password(), 1);
    try (var away = Database.open(TestDatabase.vertx(), nowhere)) {
      assertThatThrownBy(() -> away.run("select 1")).satisfies(DatabaseTest::isUnavailable);
      assertThatThrownBy(() -> away.inTransaction(tx -> tx.run("select 1")))
          .satisfies(DatabaseTest::isUnavailable);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    var own = test.settings();
    var wrong =
        new DatabaseSettings(own.host(), own.port(), own.database(), own.user(), "wrong", 1);
    try (var away = Database.open(TestDatabase.vertx(), wrong)) {
      assertThatThrownBy(() -> away.run("select 1")).satisfies(DatabaseTest::isUnavailable);
    }
  }

  @Test
  void whatTheDatabaseDidNotComeToIsNotRefused() {
    assertThatThrownBy(() ->
            db.inTransaction(tx -> {
              tx.run("set local statement_timeout = '50ms'");
              return tx.run("select pg_sleep(20)");
            }))
        .satisfies(DatabaseTest::isBusy);
    db.run("create table held as select 31 as id");
    db.inTransaction(tx -> {
      tx.run("update held set id = 32");
      assertThatThrownBy(() ->
              db.inTransaction(other -> {
                other.run("set local lock_timeout = '50ms'");
                return other.run("delete from held");
              }))
          .satisfies(DatabaseTest::isBusy);
      return tx;
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"25006", "53100", "57P03", "08006"})
  void aDatabaseThatCannotTakeAnythingIsUnavailable(String state) {
    assertThatThrownBy(() -> db.run("do $$ begin raise sqlstate '" + state + "'; end $$"))
        .satisfies(DatabaseTest::isUnavailable);
  }

  private static void isBusy(Throwable failure) {
    assertThat(((ProblemException) failure).problem()).isEqualTo(new Problem.Unavailable("busy"));
  }

  static void isUnavailable(Throwable failure) {
    assertThat(((ProblemException) failure).problem())
        .isEqualTo(new Problem.Unavailable("database"));
  }

  @Test
  void transactionsThatCrossBothStandInTheEnd() throws Exception {
    db.run("insert into thing (id, name) values (901, ''), (902, '')");
    var meet = new CyclicBarrier(2);
    var runs = new AtomicInteger();
    var first = CompletableFuture.runAsync(() -> cross(901, 902, meet, runs));
    var second = CompletableFuture.runAsync(() -> cross(902, 901, meet, runs));
    CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
    assertThat(db.list("select name from thing where id > 900", row -> row.getString(0)))
        .containsExactly("xx", "xx");
    assertThat(runs).hasValueGreaterThan(2);
  }

  /** Each holds one row when both ask for the other's; run again, they no longer wait to meet. */
  private static void cross(long one, long other, CyclicBarrier meet, AtomicInteger runs) {
    db.inTransaction(tx -> {
      tx.run("update thing set name = name || 'x' where id = $1", one);
      if (runs.incrementAndGet() <= 2) {
        await(meet);
      }
      return tx.run("update thing set name = name || 'x' where id = $1", other);
    });
  }

  private static void await(CyclicBarrier meet) {
    try {
      meet.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
