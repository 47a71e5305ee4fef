package io.ringcard.ami;

import io.ringcard.kernel.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.asteriskjava.manager.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The living connection to one exchange: found again whenever it is lost, for ever. What it brings
 * goes to the journal and then to the listener; see {@link AmiListener}.
 *
 * <p>A dead exchange is noticed by silence: pings keep a living one talking, and two that stay
 * unanswered while nothing else comes, or the read timeout, end the connection. A listener that
 * holds up the reader is not mistaken for it.
 */
public final class AmiLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
  private static final int UNANSWERED = 2;
  private static final int QUICK_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration JOIN = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 4;

  private final AmiSettings settings;
  private final Journal journal;
  private final AmiRecorder recorder;
  private final Consumer<LinkStatus> changed;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final LongAdder connections = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder unanswered = new LongAdder();
  private final OriginateLog originates;
  private volatile LinkStatus status = new LinkStatus(false, Instant.now(), LinkReason.STARTING);
  private volatile @Nullable AmiSession session;
  private @Nullable Thread thread;

  /**
   * @param changed told when the link goes up or down or is down for another reason; must not wait
   */
  public AmiLink(
      AmiSettings settings, Journal journal, AmiListener listener, Consumer<LinkStatus> changed) {
    this.settings = settings;
    this.journal = journal;
    this.changed = changed;
    originates = new OriginateLog(listener);
    recorder = new AmiRecorder(journal, originates);
  }

  /** Begins to connect; returns at once. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("ami-link").start(this::run);
    }
  }

  public LinkStatus status() {
    return status;
  }

  public LinkFigures figures() {
    var stream = recorder.stream();
    return new LinkFigures(
        recorder.received(),
        stream.count(),
        stream.errors(),
        stream.cut(),
        connections.sum(),
        losses.sum(),
        refusals.sum(),
        unanswered.sum(),
        originates.failed(),
        journal.failures());
  }

  /**
   * Sends an action and waits for its answer. Not for event loops.
   *
   * @throws io.ringcard.kernel.ProblemException with Unavailable("pbx") when the link is down or
   *     the answer does not come
   * @throws IllegalArgumentException for a value with control characters; nothing was sent
   */
  public AmiAnswer send(AmiAction action) {
    var current = session;
    if (current == null || !status.up()) {
      throw new Problem.Unavailable("pbx").asException();
    }
    var plain = PlainAction.of(action);
    ActionGuard.check(plain);
    try {
      var answer = current.sendAction(plain);
      var message = answer.getMessage();
      return new AmiAnswer("Success".equals(answer.getResponse()), message == null ? "" : message);
    } catch (IOException | TimeoutException | IllegalStateException e) {
      LOG.warn("an action was not answered: {}", e.getMessage());
      throw new Problem.Unavailable("pbx").asException();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    var current = session;
    if (current != null) {
      current.finish(LinkReason.STOPPED);
    }
    var running = thread;
    try {
      if (running != null) {
        running.join(JOIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var attempts = 0;
    try {
      do {
        var reason = attempt(new AmiSession(settings, recorder));
        attempts = status.up() ? 0 : attempts + 1;
        down(reason);
      } while (!stop.await(pause(attempts).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    down(LinkReason.STOPPED);
  }

  /** One connection from its beginning to its end; gives the reason of the end. */
  private LinkReason attempt(AmiSession attempted) throws InterruptedException {
    session = attempted;
    if (stop.getCount() == 0) {
      attempted.finish(LinkReason.STOPPED);
      return LinkReason.STOPPED;
    }
    var refusal = attempted.signIn();
    if (refusal != null) {
      refusals.increment();
      attempted.finish(refusal);
      return refusal;
    }
    connections.increment();
    report(new LinkStatus(true, Instant.now(), LinkReason.CONNECTED));
    try {
      return watch(attempted);
    } finally {
      attempted.finish(LinkReason.CLOSED);
      losses.increment();
    }
  }

  private LinkReason watch(AmiSession watched) throws InterruptedException {
    ask(watched, new AmiAction.CoreStatus());
    ask(watched, new AmiAction.CoreShowChannels());
    var holes = journal.holes();
    var pings = new Pings();
    while (true) {
      pings.send(watched);
      var reason = watched.awaitEnd(settings.pingEvery());
      if (reason != null) {
        return reason;
      }
      if (stop.getCount() == 0) {
        return LinkReason.STOPPED;
      }
      if (pings.waiting() >= UNANSWERED && watched.quiet().compareTo(settings.pingEvery()) >= 0) {
        watched.finish(LinkReason.TIMEOUT);
        return LinkReason.TIMEOUT;
      }
      if (journal.holes() != holes) {
        holes = journal.holes();
        ask(watched, new AmiAction.CoreShowChannels());
      }
    }
  }

  private static void ask(AmiSession asked, AmiAction action) {
    try {
      asked.sendAction(
          PlainAction.of(action),
          answer -> {
            if (answer != null && !"Success".equals(answer.getResponse())) {
              LOG.error("the exchange refuses {}: check the rights", action);
            }
          });
    } catch (IOException | IllegalStateException e) {
      LOG.info("the connection ended before {} could be asked", action);
    }
  }

  private void down(LinkReason reason) {
    session = null;
    var before = status;
    if (before.up()) {
      report(new LinkStatus(false, Instant.now(), reason));
    } else if (before.reason() != reason) {
      report(new LinkStatus(false, before.since(), reason));
    }
  }

  private void report(LinkStatus now) {
    status = now;
    LOG.info("link to {}: {}", settings, now.reason().slug());
    try {
      changed.accept(now);
    } catch (RuntimeException e) {
      LOG.error("the change of the link was not taken", e);
    }
  }

  /** Quick at first, then evenly; a wrong password is tried ever more rarely. */
  private Duration pause(int failed) {
    if (status.reason() == LinkReason.PASSWORD) {
      return settings.retryEvery().multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
    }
    var quick = FIRST_PAUSE.multipliedBy(failed + 1L);
    return failed < QUICK_ATTEMPTS && quick.compareTo(settings.retryEvery()) < 0
        ? quick
        : settings.retryEvery();
  }

  /** Pings that wait for their answer. */
  private final class Pings {
    private final AtomicInteger waiting = new AtomicInteger();

    int waiting() {
      return waiting.get();
    }

    void send(AmiSession watched) {
      if (waiting.getAndIncrement() > 0) {
        unanswered.increment();
      }
      try {
        watched.sendAction(PlainAction.of(new AmiAction.Ping()), answer -> waiting.set(0));
      } catch (IOException | IllegalStateException e) {
        LOG.info("no ping could be sent");
      }
    }
  }
}
