package io.ringcard.records;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.cel.CelArchive;
import io.ringcard.cel.CelFile;
import io.ringcard.cel.CelFiles;
import io.ringcard.cel.CelSource;
import io.ringcard.cel.CelSpools;
import io.ringcard.history.DetailFeed;
import io.ringcard.history.LiveTables;
import io.ringcard.history.TableArchive;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room as a whole; what was sent is let go of after some days. */
public final class RecordsRoom implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordsRoom.class);

  private static final Duration KEPT = Duration.ofDays(30);

  private final Db db;
  private final InstantSource clock;
  private final CelSpools spools;
  private final UploadRoutes routes;
  private final AccessSql sql = new AccessSql();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("records").daemon().factory());

  /**
   * @param data folder for what is sent
   * @param folders where the recordings of an exchange are looked for
   */
  public RecordsRoom(Db db, Path data, LongFunction<Optional<Path>> folders, InstantSource clock) {
    this.db = db;
    this.clock = clock;
    this.spools = new CelSpools(data.resolve("records"));
    this.routes = new UploadRoutes(db, spools, folders, clock);
  }

  public void addTo(Routes all) {
    routes.addTo(all);
  }

  /** The password of the database in which an exchange keeps its records; empty for none. */
  public static String password(Db db, long pbxId) {
    return new AccessSql().password(db, pbxId);
  }

  /** The records of an exchange lie elsewhere now: what opened the former place opens no other. */
  public static void forgetPassword(Db transaction, long pbxId) {
    new AccessSql().putPassword(transaction, pbxId, "");
  }

  /** Keeps what the settings file says of the exchange of that name. */
  public void keepPassword(String pbx, Optional<String> password) {
    password.ifPresent(kept ->
        sql.senders(db).stream()
            .filter(one -> one.name().equals(pbx))
            .forEach(one -> sql.putPassword(db, Long.parseLong(one.id()), kept)));
  }

  /** From now on rows of the exchanges, which name people, are let go of in time. */
  public RecordsRoom start() {
    worker.scheduleWithFixedDelay(
        () -> prune(clock.instant().minus(KEPT)), 1, 60, TimeUnit.MINUTES);
    return this;
  }

  private void prune(Instant before) {
    try {
      spools.prune(before);
    } catch (IOException | RuntimeException e) {
      LOG.warn("old records of exchanges are still there: {}", e.toString());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  /**
   * The records of an exchange, to be opened at a mark.
   *
   * @param setting a file, or {@code mariadb://…} or {@code postgresql://…}; null: the exchange
   *     sends them, or has none
   */
  public Function<CelSource.@Nullable Mark, CelSource> source(
      long pbxId, @Nullable String setting) {
    if (setting == null) {
      return spools.of(pbxId)::source;
    }
    return LiveTables.isDatabase(setting)
        ? mark -> new LiveTables(setting, () -> sql.password(db, pbxId), mark)
        : mark -> new CelFile(Path.of(setting), mark);
  }

  /** What an exchange has recorded so far, as far as it is kept. */
  public CelArchive archive(long pbxId, @Nullable String setting) {
    if (setting == null) {
      return spools.of(pbxId).archive();
    }
    return LiveTables.isDatabase(setting)
        ? new TableArchive(setting, () -> sql.password(db, pbxId))
        : CelFiles.of(Path.of(setting));
  }

  /**
   * What repairs gaps while the exchange keeps no events; empty unless a setting names a database.
   */
  public Optional<DetailFeed> details(
      DetailFeed.Of exchange,
      @Nullable String setting,
      CallLog log,
      Clock wall,
      Consumer<List<Written>> after) {
    return Optional.ofNullable(setting)
        .filter(LiveTables::isDatabase)
        .map(address ->
            new DetailFeed(
                db, exchange, address, () -> sql.password(db, exchange.pbxId()), log, wall, after));
  }

  /** Whether there is anything to read: a setting, or what was sent once. */
  public boolean isKnown(long pbxId, @Nullable String setting) throws IOException {
    return setting != null || spools.of(pbxId).isBegun();
  }
}
