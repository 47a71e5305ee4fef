package io.ringcard.bench;

import io.ringcard.store.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** The whole server beside a played exchange, with people at their phones and known clients. */
final class Stage implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;
  private static final BenchSql SQL = new BenchSql();

  final PlayedExchange exchange;
  final Stand stand;
  private final Path folder;
  private EmbeddedDatabase database;

  private Stage(Path folder, PlayedExchange exchange, EmbeddedDatabase database, Stand stand) {
    this.folder = folder;
    this.exchange = exchange;
    this.database = database;
    this.stand = stand;
  }

  /** Clients have the numbers that {@link CallPlayer} gives its first calls. */
  static Stage open(Path home, Stand.Builder stands, List<String> extensions, int clients)
      throws IOException, InterruptedException {
    var folder = home.resolve("postgres");
    var database = EmbeddedDatabase.open(folder);
    var exchange = PlayedExchange.start();
    var where = database.settings();
    var settings = new HashMap<String, String>();
    settings.put("zone", "UTC");
    settings.put("data", home.resolve("data").toString());
    settings.put("http.port", "0");
    settings.put("database.host", where.host());
    settings.put("database.port", Integer.toString(where.port()));
    settings.put("database.name", where.database());
    settings.put("database.user", where.user());
    settings.put("database.password", where.password());
    settings.put("pbx.host", "127.0.0.1");
    settings.put("pbx.port", Integer.toString(exchange.port()));
    settings.put("pbx.user", "bench");
    settings.put("pbx.secret", "bench");
    settings.put("recordings.folder", home.toString());
    var stand = stands.open(settings);
    exchange.awaitListener();
    SQL.people(stand.db(), extensions);
    SQL.clients(stand.db(), LongStream.range(0, clients).mapToObj(CallPlayer::number).toList());
    return new Stage(folder, exchange, database, stand);
  }

  /** Waits until so many calls are over and written, and lets the planner know of them. */
  void awaitRows(int calls) throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (SQL.countClosed(stand.db()) < calls) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the rows of " + calls + " calls did not come");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    SQL.analyze(stand.db());
  }

  void stopDatabase() {
    database.close();
  }

  void startDatabase() {
    database = EmbeddedDatabase.open(folder);
  }

  @Override
  public void close() throws IOException {
    stand.close();
    exchange.close();
    database.close();
  }
}
