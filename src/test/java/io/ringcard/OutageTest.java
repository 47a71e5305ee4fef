package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.store.Database;
import io.ringcard.store.EmbeddedDatabase;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database stopped for twenty seconds while an exchange tells of six calls: nothing is lost,
 * and the page says so.
 */
class OutageTest {

  private static final Path CAPTURE =
      Path.of("src/test/resources/ami/plain/interleaved-6/ami.raw.gz");
  private static final int PIECES = 24;

  @TempDir Path home;

  @Test
  void databaseAwayForTwentySeconds() throws IOException {
    var folder = home.resolve("postgres");
    var postgres = EmbeddedDatabase.open(folder);
    try (var exchange = FakeAmi.start();
        var house = House.open(settings(exchange, postgres), (db, pbx, passwords) -> {});
        var chromium = new Chromium()) {
      var chief =
          new Desk(chromium.page("en-GB", ColorScheme.LIGHT), house.address())
              .signIn("chief", "geheim-2026");
      await().atMost(20, SECONDS).until(() -> exchange.signedIn() > 0);
      var bytes = capture();
      play(exchange, bytes, 0, PIECES / 3);

      postgres.close();
      var down = System.nanoTime();
      assertThat(chief.see("status-bar", 20).getAttribute("data-down")).contains("database");
      Chromium.picture(chief.page(), "database-away");
      play(exchange, bytes, PIECES / 3, PIECES);
      await().atMost(30, SECONDS).until(() -> System.nanoTime() - down > SECONDS.toNanos(20));

      postgres = EmbeddedDatabase.open(folder);
      var back = System.nanoTime();
      chief.gone(chief.page().locator("[data-testid=status-bar]"), 30);
      assertRows(postgres);
      FaultTable.add(
          "F01 database away for 20 s during six calls", 1, 0, 0, 0, System.nanoTime() - back);
    } finally {
      postgres.close();
    }
  }

  private static void assertRows(EmbeddedDatabase postgres) {
    try (var db = Database.open(TestDatabase.vertx(), postgres.settings())) {
      await()
          .atMost(30, SECONDS)
          .untilAsserted(() ->
              assertThat(rows(db))
                  .hasSize(6)
                  .allSatisfy(row -> assertThat(row.state()).isEqualTo("closed")));
      assertThat(rows(db)).extracting(CallView::linkedid).doesNotHaveDuplicates();
      long aside = db.get("select count(*) as n from set_aside", row -> row.getLong("n"));
      assertThat(aside).isZero();
    }
  }

  private static List<CallView> rows(Database db) {
    return new CallViews(db)
        .list(db.list("select id from call where merged_into is null", row -> row.getLong("id")));
  }

  private static void play(FakeAmi exchange, byte[] bytes, int from, int to) {
    for (var piece = from; piece < to; piece++) {
      var start = bytes.length * piece / PIECES;
      var end = bytes.length * (piece + 1) / PIECES;
      exchange.play(Arrays.copyOfRange(bytes, start, end));
    }
  }

  private Settings settings(FakeAmi exchange, EmbeddedDatabase postgres) {
    var where = postgres.settings();
    var values = new HashMap<String, String>();
    values.put("zone", "Europe/Moscow");
    values.put("data", home.toString());
    values.put("http.port", "0");
    values.put("database.host", where.host());
    values.put("database.port", Integer.toString(where.port()));
    values.put("database.name", where.database());
    values.put("database.user", where.user());
    values.put("database.password", where.password());
    values.put("pbx.host", "127.0.0.1");
    values.put("pbx.port", Integer.toString(exchange.port()));
    values.put("pbx.user", FakeAmi.USER);
    values.put("pbx.secret", FakeAmi.SECRET);
    values.put("recordings.folder", home.toString());
    values.put("admin.login", "chief");
    values.put("admin.password", "geheim-2026");
    return Settings.read(SettingsSource.of(values));
  }

  private static byte[] capture() throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(CAPTURE))) {
      return in.readAllBytes();
    }
  }
}
