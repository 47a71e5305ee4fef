package io.ringcard.card;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallViews;
import io.ringcard.http.Push;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.planning.Plan;
import io.ringcard.store.Db;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cards to screens and takes them away. Works behind the writer on a thread of its own, so a
 * slow look-up never holds a row up; while the database is away it waits, and goes on in order.
 */
public final class Cards implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Cards.class);
  private static final long RETRY_MILLIS = 300;

  private final Db db;
  private final CallLog log;
  private final CallViews calls;
  private final CardFace face;
  private final Push push;
  private final CardSql sql = new CardSql();
  private final Map<Long, Written> waiting = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Thread worker = Thread.ofVirtual().name("cards").unstarted(this::work);

  public Cards(Db db, CallLog log, CallViews calls, CardFace face, Push push) {
    this.db = db;
    this.log = log;
    this.calls = calls;
    this.face = face;
    this.push = push;
  }

  public Cards start() {
    worker.start();
    return this;
  }

  /**
   * Rows that have been written, in order. Of a call that waits to be shown only the newest state
   * is shown, so that however much is written no more waits than there are calls.
   */
  public void written(List<Written> changes) {
    for (var change : changes) {
      var id = change.after().id();
      var joined = waiting.merge(id, change, (old, now) -> new Written(old.before(), now.after()));
      if (joined == change) {
        work.add(() -> showWaiting(id));
      }
    }
  }

  private void showWaiting(long id) {
    var change = Objects.requireNonNull(waiting.get(id));
    show(change.before(), change.after());
    if (!waiting.remove(id, change)) {
      work.add(() -> showWaiting(id));
    }
  }

  /** Something about the call changed that stands in another room: its recording, its outcome. */
  public void changed(long callId) {
    work.add(() -> log.rows(List.of(callId)).forEach(row -> show(row, row)));
  }

  /** A client was written: the cards of its latest calls show it as it is now. */
  public void clientChanged(long clientId) {
    work.add(() -> log.rows(sql.latestOf(db, clientId)).forEach(row -> show(row, row)));
  }

  /** A person's open cards, newest first. */
  public List<Card> of(long userId) {
    return log.rows(sql.candidates(db, userId)).stream()
        .sorted(Comparator.comparing(CallRow::startedAt).reversed())
        .flatMap(row -> card(row, userId).stream())
        .toList();
  }

  /** Puts the card away from one person's screens. */
  void dismiss(long callId, long userId) {
    if (sql.dismiss(db, callId, userId) == 0 && !sql.putAway(db, callId, userId)) {
      throw new Problem.NotFound("id").asException();
    }
    push.send(userId, "card-gone", new Card.Gone(Long.toString(callId), null));
  }

  /** Undoes {@link #dismiss}. */
  void recall(long callId, long userId) {
    if (sql.recall(db, callId, userId) > 0) {
      changed(callId);
    }
  }

  @Override
  public void close() {
    worker.interrupt();
  }

  private Optional<Card> card(CallRow row, long userId) {
    return phase(row, userId)
        .flatMap(phase ->
            calls.find(row.id()).map(view -> face.of(face.common(row, view), phase, userId)));
  }

  private Optional<CardPhase> phase(CallRow row, long userId) {
    return CardPhase.of(row, userId).filter(phase -> !sql.putAway(db, row.id(), userId));
  }

  /** Cards first: somebody waits for them. */
  private void show(@Nullable CallRow before, CallRow after) {
    var view = calls.find(after.id());
    var people = new LinkedHashSet<>(after.userIds());
    if (before != null) {
      people.addAll(before.userIds());
    }
    CardFace.Common common = null;
    for (var userId : people) {
      var phase = phase(after, userId);
      if (phase.isPresent() && view.isPresent()) {
        common = common == null ? face.common(after, view.get()) : common;
        push.send(userId, "card", face.of(common, phase.get(), userId));
      } else if (before != null && CardPhase.of(before, userId).isPresent()) {
        var takenBy = view.flatMap(call -> CardFace.takenBy(call, userId)).orElse(null);
        push.send(userId, "card-gone", new Card.Gone(Long.toString(after.id()), takenBy));
      }
    }
    view.ifPresent(call -> push.sendToAll("call", call));
    if ((before == null || before.open()) && !after.open()) {
      face.heldBy(after).ifPresent(this::tellHeld);
    }
  }

  private void tellHeld(Plan plan) {
    push.sendToAll("plan", Map.of("client", plan.client().id(), "held", plan));
  }

  private void work() {
    try {
      while (true) {
        insist(work.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void insist(Runnable task) throws InterruptedException {
    while (true) {
      try {
        task.run();
        return;
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable)) {
          LOG.error("a card could not be shown", e);
          return;
        }
        Thread.sleep(RETRY_MILLIS);
      } catch (RuntimeException e) {
        LOG.error("a card could not be shown", e);
        return;
      }
    }
  }
}
