package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.store.Database;
import io.ringcard.store.Db;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.HeldText;
import io.ringcard.testkit.TestClient;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the house itself gives its rooms: event loops, and connections that stay open. */
class HouseTest {

  /** Connections that ask each second whether the database is there: the house's, the test's. */
  private static final int PROBES = 2;

  private static final Executor EACH = work -> Thread.ofPlatform().start(work);

  @TempDir static Path home;
  private static FakeAmi exchange;
  private static DeskHouse house;

  @BeforeAll
  static void open() throws IOException {
    exchange = FakeAmi.start();
    house = new DeskHouse(exchange, home);
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
    exchange.close();
  }

  /** While each event loop of the database is writing something that takes long. */
  @Test
  void thePageAndTheUrgentHaveEventLoopsOfTheirOwn() throws Exception {
    var loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
    var busy = ConcurrentHashMap.<Thread>newKeySet();
    var over = new CountDownLatch(1);
    var writing =
        Collections.nCopies(2 * loops, HeldText.of(busy, over)).stream()
            .map(text -> run(house.own(), "select $1::jsonb", text))
            .toList();
    try {
      await().atMost(20, SECONDS).until(() -> busy.size() == loops);
      var page = CompletableFuture.supplyAsync(this::pageStatus, EACH);
      var urgent = run(house.own().urgent(), "select 2");
      assertThat(page.get(20, SECONDS)).isEqualTo(200);
      urgent.get(20, SECONDS);
      assertThat(writing).noneMatch(CompletableFuture::isDone);
    } finally {
      over.countDown();
    }
    CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).get(20, SECONDS);
  }

  private int pageStatus() {
    return new TestClient(house.address()).get("/").status();
  }

  /** What keeps them open is the last that they were asked. */
  @Test
  void connectionsOutliveAQuietHour() throws Exception {
    var open =
        Collections.nCopies(6, "select pg_sleep(0.5)").stream()
            .map(statement -> run(house.own(), statement))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(open).get(20, SECONDS);
    var since =
        house.db().get("select clock_timestamp() as now", row -> row.getOffsetDateTime("now"));
    await().atMost(Database.KEEP_OPEN.plusSeconds(20)).until(() -> askedSince(since) >= PROBES + 2);
  }

  private static int askedSince(OffsetDateTime since) {
    var statement =
        """
        select count(*)::int as number from pg_stat_activity
        where datname = current_database() and query = 'select 1' and state_change > $1
        """;
    return house.db().get(statement, row -> row.getInteger("number"), since);
  }

  private static CompletableFuture<Void> run(Db db, String statement, Object... values) {
    return CompletableFuture.runAsync(() -> db.run(statement, values), EACH);
  }
}
