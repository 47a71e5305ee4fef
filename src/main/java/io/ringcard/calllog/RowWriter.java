package io.ringcard.calllog;

import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.RowQueue.Aside;
import io.ringcard.calllog.RowQueue.Batch;
import io.ringcard.calllog.RowQueue.Told;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches until they stand: waits while the database is away or too busy, and when it
 * refuses a batch writes its events one by one, so that a bad one costs only itself.
 */
final class RowWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);
  private static final long SHORTEST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  /** So often a whole batch may take too long; then each of its events has the time alone. */
  private static final int MOST_BUSY = 3;

  private static final int ALWAYS = Integer.MAX_VALUE;

  /** Far longer than any batch needs of which nothing is in the way. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private final long pbxId;
  private final CallLog log;
  private final CallHeard heard;
  private final Consumer<List<Written>> after;
  private volatile @Nullable Instant begun;

  RowWriter(long pbxId, CallLog log, CallHeard heard, Consumer<List<Written>> after) {
    this.pbxId = pbxId;
    this.log = log;
    this.heard = heard;
    this.after = after;
  }

  /** Returns when the batch and the checkpoint stand, or when this thread is told to stop. */
  void write(Batch batch) throws InterruptedException {
    begun = Instant.now();
    try {
      insistOn(batch);
    } finally {
      begun = null;
    }
  }

  /** How long the batch has been waiting that is to be written now; nothing while none is. */
  Duration waiting() {
    var since = begun;
    return since == null ? Duration.ZERO : Duration.between(since, Instant.now());
  }

  /** Since when something has been in the way; null while nothing is. */
  @Nullable Instant heldSince() {
    var since = begun;
    return since != null && since.plus(LONG).isBefore(Instant.now()) ? since : null;
  }

  private void insistOn(Batch batch) throws InterruptedException {
    for (var aside : batch.asides()) {
      setAside(aside);
    }
    try {
      tell(batch, insist(batch.told().size() > 1 ? MOST_BUSY : ALWAYS, () -> stand(batch)));
    } catch (InterruptedException e) {
      forsake(batch.told());
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a batch of {} events is written one by one", batch.told().size(), e);
      for (var told : batch.told()) {
        writeAlone(new Batch(List.of(told), List.of(), batch.checkpoint(), batch.position()), told);
      }
    }
  }

  /** Nobody waits any longer for the rows of these. */
  void forsake(List<Told> unwritten) {
    unwritten.stream()
        .map(Told::id)
        .filter(id -> id != CallIds.NONE)
        .distinct()
        .forEach(heard::dropped);
  }

  private List<Written> stand(Batch batch) {
    return log.write(pbxId, batch.events(), batch.checkpoint(), batch.reserved());
  }

  private void writeAlone(Batch one, Told told) throws InterruptedException {
    try {
      tell(one, insist(ALWAYS, () -> stand(one)));
    } catch (RuntimeException e) {
      LOG.error("call {} is set aside", told.event().call().linkedid(), e);
      setAside(new Aside(e.getClass().getSimpleName(), told.event().toString()));
      tell(one, List.of());
    }
  }

  /** Promised ids that did not become rows are taken back. */
  private void tell(Batch batch, List<Written> written) {
    var unkept = new ArrayList<>(batch.reserved().values());
    written.forEach(change -> unkept.remove(change.after().id()));
    after.accept(written);
    unkept.forEach(heard::dropped);
  }

  /** Keeps what could not be handled; waits for the database like a row. */
  private void setAside(Aside aside) throws InterruptedException {
    try {
      insist(
          ALWAYS,
          () -> {
            log.setAside(pbxId, aside.reason(), aside.body());
            return true;
          });
    } catch (RuntimeException e) {
      LOG.error("could not even be set aside: {}", aside.reason(), e);
    }
  }

  /**
   * Does the work as soon as the database is there and has the time for it.
   *
   * @param mostBusy how often it may not have the time
   */
  private static <T> T insist(int mostBusy, Supplier<T> work) throws InterruptedException {
    var busy = 0;
    for (var wait = SHORTEST_WAIT_MILLIS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS)) {
      try {
        return work.get();
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable why)
            || (why.isBusy() && ++busy >= mostBusy)) {
          throw new IllegalStateException(e);
        }
        Thread.sleep(wait);
      }
    }
  }
}
