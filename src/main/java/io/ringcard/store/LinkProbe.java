package io.ringcard.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database each second whether it is there, on a connection and a thread of its own: a
 * pool that is busy is no outage, and an outage is seen while nobody asks anything. The same
 * connection brings the {@link Notices}, so that nobody relies on them when it is dead.
 */
final class LinkProbe implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkProbe.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record State(boolean up, Instant since) {}

  private final Line line;
  private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::loop, "database-probe");
  private volatile State state = new State(true, now());
  private volatile boolean closed;

  LinkProbe(Line line) {
    this.line = line;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean up() {
    return state.up();
  }

  Instant since() {
    return state.since();
  }

  void onChange(Consumer<Boolean> listener) {
    listeners.add(listener);
  }

  /** Waits until everything was told that had been committed before. */
  void awaitTold() {
    line.awaitTold();
  }

  /** Somebody met a failure: do not wait for the second to end. */
  void lookNow() {
    LockSupport.unpark(thread);
  }

  private void loop() {
    while (!closed) {
      LockSupport.parkNanos(PAUSE.toNanos());
      if (!closed) {
        note(line.answers());
      }
    }
    line.drop();
  }

  private void note(boolean up) {
    if (up == state.up() || closed) {
      return;
    }
    state = new State(up, now());
    LOG.warn("database {}", up ? "is back" : "is away");
    for (var listener : listeners) {
      try {
        listener.accept(up);
      } catch (RuntimeException e) {
        LOG.error("a listener of the database's link failed", e);
      }
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Waits until the probe's own connection is gone, so that the server may stop in peace. */
  @Override
  public void close() {
    closed = true;
    lookNow();
    try {
      thread.join(PAUSE.multipliedBy(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, made anew after each failure. */
  static final class Line {

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final long millis;
    private final Notices notices;
    private volatile @Nullable PgConnection connection;

    Line(Vertx vertx, PgConnectOptions options, long millis, Notices notices) {
      this.vertx = vertx;
      this.options = options;
      this.millis = millis;
      this.notices = notices;
    }

    boolean answers() {
      try {
        var line = connection;
        if (line == null) {
          line = wait(PgConnection.connect(vertx, options));
          line.exceptionHandler(e -> LOG.debug("the probe's connection was ended", e));
          connection = line;
          listen(line);
        }
        ask(line);
        if (!notices.listening()) {
          notices.begin();
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (Exception e) {
        LOG.debug("probe failed", e);
        drop();
        return false;
      }
    }

    private void listen(PgConnection line) throws Exception {
      line.notificationHandler(notice -> notices.told(notice.getPayload()));
      line.closeHandler(nothing -> end(line));
      wait(line.query("listen " + Notices.CHANNEL).execute());
    }

    /** Its end may be told when another has long taken its place. */
    private void end(PgConnection line) {
      if (line == connection) {
        notices.end();
      }
    }

    private void ask(PgConnection line) throws Exception {
      wait(line.query("select 1").execute());
    }

    /** The server tells what was committed before it answers what is asked after. */
    void awaitTold() {
      var line = connection;
      if (line == null || !notices.listening()) {
        return;
      }
      try {
        ask(line);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.debug("the probe's connection is dead: what was looked up counts no more", e);
        end(line);
      }
    }

    private <T> T wait(io.vertx.core.Future<T> future) throws Exception {
      return future.toCompletionStage().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
    }

    void drop() {
      var line = connection;
      connection = null;
      notices.end();
      if (line != null) {
        try {
          wait(line.close());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (Exception e) {
          LOG.debug("the probe's connection was gone already", e);
        }
      }
    }
  }
}
