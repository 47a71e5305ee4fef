package io.ringcard.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.kernel.Principal;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The push channel, server-sent events (WHATWG HTML, section 9.2). Each person has a feed of what
 * was sent, bounded; a tab that comes back with the last id it saw gets what it missed, every other
 * one a {@code snapshot} first. Ids are {@code epoch-number}; the epoch is this run of the program.
 */
public final class PushHub implements Push, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PushHub.class);
  private static final long BEAT_MILLIS = 15_000;

  /**
   * What is for everybody lets others by after so many bytes: a ringing phone's card waits there.
   */
  private static final int AT_ONCE = 128 * 1024;

  private static final long PAUSE_NANOS = 1_000_000;

  private final String epoch = Long.toString(System.currentTimeMillis(), 36);
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, PushFeed> feeds = new ConcurrentHashMap<>();
  private final Function<Principal, Object> snapshot;
  private final Counter events;
  private final Counter slow;
  private @Nullable Vertx vertx;
  private long beat;

  /**
   * @param snapshot what somebody sees now, from the database; may wait
   */
  public PushHub(Function<Principal, Object> snapshot, MeterRegistry metrics) {
    this.snapshot = snapshot;
    this.events = metrics.counter("push_events");
    this.slow = metrics.counter("push_slow_closed");
    metrics.gauge("push_connections", this, hub -> hub.connections());
  }

  void begin(Vertx vertx, Authenticator sessions, Executor workers) {
    this.vertx = vertx;
    this.beat =
        vertx.setPeriodic(
            BEAT_MILLIS,
            timer -> {
              try {
                workers.execute(() -> beat(sessions));
              } catch (RejectedExecutionException e) {
                LOG.debug("the server is ending", e);
              }
            });
  }

  /** A comment keeps proxies from cutting the line; streams of ended sessions end here at last. */
  void beat(Authenticator sessions) {
    for (var feed : feeds.values()) {
      for (var stream : feed.streams()) {
        if (isEnded(sessions, stream)) {
          feed.close(stream);
        } else {
          feed.beat(stream);
        }
      }
    }
  }

  private static boolean isEnded(Authenticator sessions, PushStream stream) {
    try {
      return !sessions.isAlive(stream.session());
    } catch (RuntimeException e) {
      LOG.debug("nobody can tell whether a session lives", e);
      return false;
    }
  }

  int connections() {
    return feeds.values().stream().mapToInt(feed -> feed.streams().size()).sum();
  }

  @Override
  public void send(long userId, String event, Object body) {
    var feed = feeds.get(userId);
    if (feed != null) {
      var text = List.of(Json.text(body));
      feed.send(() -> new PushFrame(epoch, numbers, event, text));
      events.increment();
    }
  }

  @Override
  public int sendEachToAll(String event, List<?> bodies) {
    if (feeds.isEmpty() || bodies.isEmpty()) {
      return 0;
    }
    var shared = new PushFrame(epoch, numbers, event, bodies.stream().map(Json::text).toList());
    var people = 0;
    var bytes = 0L;
    for (var feed : feeds.values()) {
      feed.send(shared);
      people++;
      bytes += shared.wire().length();
      if (bytes >= AT_ONCE) {
        LockSupport.parkNanos(PAUSE_NANOS);
        bytes = 0;
      }
    }
    events.increment(bodies.size());
    return people * bodies.size();
  }

  /** Ends the streams of one session, at once; for signing out. */
  public void closeSession(String token) {
    feeds.values().forEach(feed -> feed.closeWhere(stream -> stream.session().equals(token)));
  }

  /** Ends all streams of a person; for deactivation. */
  public void closeUser(long userId) {
    Optional.ofNullable(feeds.get(userId)).ifPresent(feed -> feed.closeWhere(stream -> true));
  }

  /** The operation {@code push}. */
  @Nullable Object connect(Request request) {
    var person = request.principal();
    var context = request.raw();
    var session = Exchange.token(context.request()).orElse("");
    var feed = feeds.computeIfAbsent(person.userId(), id -> new PushFeed(epoch, numbers));
    var stream = new PushStream(request.socket(), context.response(), session, slow::increment);
    var isResumed = feed.resume(stream, context.request().getHeader("Last-Event-ID"));
    stream.onGone(() -> Thread.startVirtualThread(() -> feed.remove(stream)));
    if (!isResumed) {
      try {
        feed.begin(stream, Json.text(snapshot.apply(person)));
      } catch (RuntimeException e) {
        feed.remove(stream);
        throw e;
      }
    }
    return null;
  }

  @Override
  public void close() {
    if (vertx != null) {
      vertx.cancelTimer(beat);
    }
    feeds.values().forEach(feed -> feed.closeWhere(stream -> true));
  }
}
