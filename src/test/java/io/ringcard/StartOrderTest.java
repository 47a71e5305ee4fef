package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.store.Db;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.Played;
import io.ringcard.testkit.Relay;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a power cut nobody stands by and starts things in the right order. */
class StartOrderTest {

  /**
   * F27: database, server and exchange come up in any order. Where the exchange is up before the
   * server, a call goes on there already: it is in the log, flagged.
   */
  @ParameterizedTest
  @ValueSource(strings = {"DSX", "DXS", "SDX", "SXD", "XDS", "XSD"})
  void anyOrderOfStartingWorks(String order, @TempDir Path other) throws IOException {
    var database = TestDatabase.fresh();
    var late = FakeAmi.start();
    late.refuse();
    try (var toDatabase = new Relay(database.settings().port())) {
      toDatabase.cut();
      var port = Integer.toString(toDatabase.port());
      var call = new Played("inbound-answered", "1795415594", "1795500000");
      var begun = order.indexOf('X') < order.indexOf('S') ? call.size() / 2 : 0;
      late.channels(call.channelsAt(begun).toArray(String[]::new));
      CompletableFuture<DeskHouse> opened = new CompletableFuture<>();
      for (var part : order.toCharArray()) {
        assertThat(opened).isNotDone();
        switch (part) {
          case 'D' -> toDatabase.mend();
          case 'X' -> late.accept();
          default -> Thread.startVirtualThread(() -> complete(opened, late, other, database, port));
        }
      }
      var since = System.nanoTime();
      try (var second = opened.join()) {
        late.play(call.part(begun, call.size()));
        await().atMost(30, SECONDS).until(() -> closed(second.db(), call) == 1);
        var rows = count(second.db(), "true");
        var flagged = count(second.db(), "gap");
        assertThat(flagged).isEqualTo(begun > 0 ? 1 : 0);
        FaultTable.add(
            "F27 started as " + named(order),
            1,
            1 - Math.min(1, rows),
            rows - 1,
            flagged,
            System.nanoTime() - since);
      }
    } finally {
      late.close();
    }
  }

  private static long count(Db db, String which) {
    return db.get(
        "select count(*) as n from call where merged_into is null and " + which,
        row -> row.getLong("n"));
  }

  private static String named(String order) {
    return order
        .replace("D", "database, ")
        .replace("S", "server, ")
        .replace("X", "exchange, ")
        .replaceAll(", $", "");
  }

  private static void complete(
      CompletableFuture<DeskHouse> opened,
      FakeAmi late,
      Path home,
      TestDatabase database,
      String port) {
    try {
      opened.complete(new DeskHouse(late, home, database, Map.of("RINGCARD_DATABASE_PORT", port)));
    } catch (IOException | RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  private static long closed(Db db, Played call) {
    return db.get(
        "select count(*) as n from call where linkedid = $1 and state = 'closed'",
        row -> row.getLong("n"),
        call.linkedid());
  }
}
