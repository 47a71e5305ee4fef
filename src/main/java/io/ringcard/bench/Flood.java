package io.ringcard.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Twenty thousand events a second, with the database stopped for a while in their midst. */
final class Flood {

  private static final int PER_SECOND = 20_000;
  private static final int AWAY_SECONDS = 5;
  private static final int PATIENCE_SECONDS = 180;
  private static final double MEGABYTE = 1 << 20;

  private final Path home;
  private final Effort effort;
  private final Stand.Builder stands;
  private final AtomicLong heapPeak = new AtomicLong();

  Flood(Path home, Effort effort, Stand.Builder stands) {
    this.home = home.resolve("flood");
    this.effort = effort;
    this.stands = stands;
  }

  List<Figure> run() throws IOException, InterruptedException {
    watchHeap();
    try (var stage = Stage.open(home, stands, IngestBench.PEOPLE, effort.clients())) {
      var player = new CallPlayer(IngestBench.PEOPLE, PER_SECOND);
      var outage = Thread.ofPlatform().start(() -> takeDatabaseAway(stage));
      var begun = System.nanoTime();
      var sent = play(player, stage.exchange);
      var seconds = (System.nanoTime() - begun) / 1e9;
      outage.join();
      var lost = lost(player, stage);
      var settled = (System.nanoTime() - begun) / 1e9 - seconds;
      return List.of(
          Figure.atMost(
              "calls lost of " + player.played().size() + " at 20,000 events/s, database away 5 s",
              lost,
              "calls",
              0,
              0),
          new Figure(
              "events/s sent against 20,000",
              sent / seconds,
              (double) PER_SECOND,
              "events/s",
              sent / seconds / PER_SECOND,
              0.9,
              1,
              sent / seconds >= 0.9 * PER_SECOND),
          Figure.atMost("seconds until every row stood after the last event", settled, "s", 60, 10),
          Figure.atMost(
              "heap in use after collections, peak, of the limit",
              heapPeak.get() / MEGABYTE,
              "MB",
              Runtime.getRuntime().maxMemory() / MEGABYTE,
              Runtime.getRuntime().maxMemory() / MEGABYTE / 2));
    }
  }

  private void takeDatabaseAway(Stage stage) {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(effort.floodSeconds()) / 3);
    stage.stopDatabase();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(AWAY_SECONDS));
    stage.startDatabase();
  }

  private long play(CallPlayer player, PlayedExchange exchange) throws IOException {
    var start = System.nanoTime();
    var until = (long) effort.floodSeconds() * PER_SECOND;
    var events = 0L;
    for (var event = player.next(Instant.now()); event.length > 0; events++) {
      exchange.send(event);
      Pace.await(start, events, PER_SECOND);
      event = events < until ? player.next(Instant.now()) : player.rest(Instant.now());
    }
    return events;
  }

  /** Waits until nothing is missing, or for as long as anybody would. */
  private int lost(CallPlayer player, Stage stage) {
    var sql = new BenchSql();
    var expected = new HashSet<String>();
    player.played().forEach(call -> expected.add(call.linkedid()));
    var missing = expected.size();
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (missing > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      var left = new HashSet<>(expected);
      left.removeAll(sql.closed(stage.stand.db()));
      missing = left.size();
    }
    return missing + (int) stage.stand.log().countSetAside();
  }

  private void watchHeap() {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                var info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                var used =
                    info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> pool.getKey().startsWith("G1"))
                        .map(java.util.Map.Entry::getValue)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
                heapPeak.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
  }
}
