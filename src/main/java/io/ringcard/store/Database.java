package io.ringcard.store;

import io.ringcard.thread.Urgency;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The pool of connections. Nothing connects before the first statement; after an outage the pool
 * finds its way back by itself. Close it before the embedded database.
 */
public final class Database extends Statements implements AutoCloseable {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int WAIT_FOR_CONNECTION_SECONDS = 5;
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 50;
  private static final String STATEMENT_MILLIS = "60000";

  /** In characters; the driver plans anew each time what is longer than it keeps. */
  private static final int LONGEST_STATEMENT = 20_000;

  /** A connection silent for longer than any statement may run is dead. */
  private static final int SILENCE_SECONDS = 65;

  private static final String TELL = "select pg_notify($1, $2)";
  private static final int URGENT_CONNECTIONS = 8;

  /** Connections that no setting counts: the urgent ones, and the one that listens. */
  static final int BESIDE = URGENT_CONNECTIONS + 1;

  /** Well before the silence has lasted too long. */
  public static final Duration KEEP_OPEN = Duration.ofSeconds(15);

  private final Pool pool;
  private final Pool urgentPool;
  private final Db urgent;
  private final Notices notices;
  private final LinkProbe probe;

  /** One whose urgent statements go where the others do. */
  public static Database open(Vertx vertx, DatabaseSettings settings) {
    return open(vertx, vertx, settings);
  }

  /**
   * @param vertx on whose event loops the answers are read
   * @param urgentVertx the same for {@link #urgent()}. One event loop of its own is best: nothing
   *     is handed over between event loops, and none of those is busy with a report
   */
  public static Database open(Vertx vertx, Vertx urgentVertx, DatabaseSettings settings) {
    var where = connect(settings);
    var urgent =
        pool(urgentVertx, URGENT_CONNECTIONS)
            .connectingTo(connect(settings).addProperty("plan_cache_mode", "force_generic_plan"))
            .withConnectHandler(connection -> {
              try {
                Urgency.RAISED.ask();
              } finally {
                connection.close();
              }
            })
            .build();
    var notices = new Notices();
    return new Database(
        pool(vertx, settings.connections()).connectingTo(where).build(),
        urgent,
        notices,
        new LinkProbe(new LinkProbe.Line(vertx, where, CONNECT_MILLIS, notices)));
  }

  private static ClientBuilder<Pool> pool(Vertx vertx, int connections) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(5_000)
                .setConnectionTimeout(WAIT_FOR_CONNECTION_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS))
        .with(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .using(vertx);
  }

  private Database(Pool pool, Pool urgent, Notices notices, LinkProbe probe) {
    super(pool, failure -> probe.lookNow());
    this.notices = notices;
    this.pool = pool;
    this.urgentPool = urgent;
    this.probe = probe;
    this.urgent = new Urgent();
    probe.start();
  }

  /**
   * Asks something on as many connections as are open. To be called each {@link #KEEP_OPEN} by a
   * server, where a minute without a call must not make the next one wait: a silent connection is
   * held for dead and closed, and to open another and plan its statements takes some fifty
   * milliseconds. What fails here is met, and told, by whoever asks next, and by the probe.
   */
  public void keepOpen() {
    for (var each : List.of(pool, urgentPool)) {
      for (var i = each.size(); i > 0; i--) {
        each.preparedQuery("select 1").execute();
      }
    }
  }

  private static PgConnectOptions connect(DatabaseSettings settings) {
    return new PgConnectOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setDatabase(settings.database())
        .setUser(settings.user())
        .setPassword(settings.password())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
        .addProperty("application_name", "ringcard")
        .addProperty("timezone", "UTC")
        // Compiling a statement takes longer than any of ours may run.
        .addProperty("jit", "off")
        .addProperty("statement_timeout", STATEMENT_MILLIS)
        .addProperty("idle_in_transaction_session_timeout", STATEMENT_MILLIS);
  }

  /** Whether the last probe was answered; true until the first one has run. */
  public boolean up() {
    return probe.up();
  }

  /** Since when {@link #up()} says what it says. */
  public Instant since() {
    return probe.since();
  }

  /** Tells of each change between up and down, on the probe's own thread. */
  public void onChange(Consumer<Boolean> listener) {
    probe.onChange(listener);
  }

  /** Tells each server that listens here, this one too; PostgreSQL takes 8,000 bytes at most. */
  public void tell(String notice) {
    find(TELL, row -> true, Notices.CHANNEL, notice);
  }

  /**
   * Tells what the schema's triggers notify of, whichever server wrote it, and what servers {@link
   * #tell}; on an event loop, so nobody may wait in there.
   *
   * @param missed told when something may have been missed
   */
  public void onNotice(Consumer<String> told, Runnable missed) {
    notices.add(told, missed);
  }

  /** Whether changes are told at present. */
  public boolean tells() {
    return notices.listening();
  }

  /** Waits until everything was told that had been committed before; a short round trip. */
  public void awaitTold() {
    probe.awaitTold();
  }

  /**
   * For short reads by a key while a phone rings: a few connections of their own, so that no report
   * and no flood of writes is before them. What is asked there is planned once for all keys, which
   * takes longer than to answer it. Transactions run on the others.
   */
  public Db urgent() {
    return urgent;
  }

  /** What PostgreSQL broke off to let another transaction through runs again, a few times. */
  @Override
  public <T> T inTransaction(Function<Db, T> work) {
    for (var left = ATTEMPTS - 1; ; left--) {
      try {
        return inOneTransaction(work);
      } catch (DbException e) {
        if (!e.isBrokenOff()) {
          throw e;
        }
        if (left == 0) {
          throw Failures.busy(e);
        }
        pause();
      }
    }
  }

  /** Of several that stood in each other's way, not all come back at the same moment. */
  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(e);
    }
  }

  private <T> T inOneTransaction(Function<Db, T> work) {
    var connection = connection();
    try {
      Transaction transaction = await(connection::begin);
      T result;
      try {
        result = work.apply(new Joined(connection));
      } catch (Throwable e) {
        rollBack(transaction, e);
        throw e;
      }
      await(transaction::commit);
      return result;
    } finally {
      connection.close();
    }
  }

  /** One that comes when nobody waits for it any more goes back. */
  private SqlConnection connection() {
    var coming = pool.getConnection();
    try {
      return await(() -> coming);
    } catch (RuntimeException e) {
      coming.onSuccess(SqlConnection::close);
      throw e;
    }
  }

  private void rollBack(Transaction transaction, Throwable reason) {
    try {
      await(transaction::rollback);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    probe.close();
    await(urgentPool::close);
    await(pool::close);
  }

  private final class Urgent extends Statements {

    Urgent() {
      super(urgentPool, failure -> probe.lookNow());
    }

    @Override
    public <T> T inTransaction(Function<Db, T> work) {
      return Database.this.inTransaction(work);
    }
  }

  /** A transaction that runs; one begun inside it is part of it. */
  private final class Joined extends Statements {

    Joined(SqlConnection connection) {
      super(connection, failure -> probe.lookNow());
    }

    @Override
    public <T> T inTransaction(Function<Db, T> work) {
      return work.apply(this);
    }
  }
}
