package io.ringcard.card;

import io.ringcard.calllog.CallViews;
import io.ringcard.http.Push;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every page which calls have changed, some times a second and each call once: everybody's
 * page hears of everybody's calls, and a page that shows a list needs no more. On a busy exchange
 * they are told less often, so that telling all of all does not take the time of those who wait for
 * a card.
 */
final class CallNews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallNews.class);
  private static final long EVERY_MILLIS = 250;
  private static final long LONGEST_MILLIS = 2_000;
  private static final int MESSAGES_PER_MILLI = 8;

  private final CallViews calls;
  private final Push push;
  private final Set<Long> changed = new LinkedHashSet<>();
  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("call-news").factory());

  CallNews(CallViews calls, Push push) {
    this.calls = calls;
    this.push = push;
  }

  CallNews start() {
    again(0);
    return this;
  }

  void changed(long callId) {
    synchronized (changed) {
      changed.add(callId);
    }
  }

  private void again(int messages) {
    var rest = Math.clamp(messages / MESSAGES_PER_MILLI, EVERY_MILLIS, LONGEST_MILLIS);
    try {
      teller.schedule(() -> again(tell()), rest, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server is ending", e);
    }
  }

  /** How many messages that made. */
  private int tell() {
    var ids = take();
    if (ids.isEmpty()) {
      return 0;
    }
    try {
      return push.sendEachToAll("call", calls.alive(ids));
    } catch (RuntimeException e) {
      LOG.debug("changed calls are told later: {}", e.toString());
      ids.forEach(this::changed);
      return 0;
    }
  }

  private List<Long> take() {
    synchronized (changed) {
      var ids = List.copyOf(changed);
      changed.clear();
      return ids;
    }
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
