package io.ringcard.calllog;

import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLogSql.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What was heard and is not written yet. Who hears goes on while the database is slow or away,
 * until very much waits here.
 */
final class RowQueue {

  private static final int MOST = 20_000;
  private static final int BATCH = 500;

  /** An event with the id of its row, if one was promised. */
  record Told(CallEvent event, long id) {}

  /** Something that could not be handled. */
  record Aside(String reason, String body) {}

  /**
   * What stands together or not at all.
   *
   * @param checkpoint where a restart has to begin once this stands
   * @param position of the journal up to which this was heard
   */
  record Batch(List<Told> told, List<Aside> asides, long checkpoint, long position) {

    List<CallEvent> events() {
      return told.stream().map(Told::event).toList();
    }

    /** The promised ids, by the call's key. */
    Map<String, Long> reserved() {
      var ids = new HashMap<String, Long>();
      for (var one : told) {
        if (one.id() != CallIds.NONE) {
          var call = one.event().call();
          ids.put(Line.key(call.linkedid(), call.generation()), one.id());
        }
      }
      return ids;
    }

    private Batch and(Batch next) {
      var all = new ArrayList<>(told);
      all.addAll(next.told());
      var aside = new ArrayList<>(asides);
      aside.addAll(next.asides());
      return new Batch(all, aside, next.checkpoint(), next.position());
    }
  }

  private final Deque<Batch> waiting = new ArrayDeque<>();
  private int events;

  /** Whether nobody would wait who puts something in. */
  synchronized boolean hasRoom() {
    return events <= MOST;
  }

  /** Waits only when very much waits here already. */
  synchronized void put(Batch batch) throws InterruptedException {
    while (events > MOST) {
      wait();
    }
    waiting.add(batch);
    events += batch.told().size();
    if (waiting.size() == 1 || events >= BATCH) {
      notifyAll();
    }
  }

  /** Waits until there is something. */
  synchronized void await() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
  }

  /** Waits for more, so long at most, until one transaction has enough. */
  synchronized void gather(Duration longest) throws InterruptedException {
    var until = System.nanoTime() + longest.toNanos();
    for (var left = longest.toNanos();
        events < BATCH && left > 0;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Everything that waits, for whoever cannot wait for it any longer. */
  synchronized List<Told> rest() {
    var rest = waiting.stream().flatMap(batch -> batch.told().stream()).toList();
    waiting.clear();
    events = 0;
    return rest;
  }

  /** What waits, in order, up to a size that one transaction carries well. */
  synchronized Batch take() {
    var batch = waiting.remove();
    while (!waiting.isEmpty() && batch.told().size() < BATCH) {
      batch = batch.and(waiting.remove());
    }
    events -= batch.told().size();
    notifyAll();
    return batch;
  }
}
