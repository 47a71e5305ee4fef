package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.history.HistoryImport.Kit;
import io.ringcard.history.PastRecordings.Completed;
import io.ringcard.history.Progress.Counts;
import io.ringcard.history.Untold.Count;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.DbException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches one behind the other on a thread of its own, while the next one is read, gathered
 * and its recordings are looked for. While the database is away it waits.
 */
final class PastWriter {

  private static final Logger LOG = LoggerFactory.getLogger(PastWriter.class);
  private static final String REFUSED = "refused";
  private static final long WAIT_MILLIS = 1_000;

  /** So often a whole batch may take too long; then each of its calls has the time alone. */
  private static final int MOST_BUSY = 3;

  /** So many calls are no load for statements that were planned without them. */
  private static final long FEW = 2_000;

  /**
   * @param rows that are done since the batch before
   * @param mark calls that began before then are done with this batch
   * @param untold of all rows so far
   */
  record Batch(List<Call> calls, long rows, @Nullable Instant mark, Map<String, Count> untold) {}

  /** Another run goes on with this import. */
  static final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The database had not the time for so much at once. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuch(ProblemException cause) {
      super(cause);
    }
  }

  private final Kit kit;
  private final HistorySql sql = new HistorySql();
  private final BooleanSupplier stop;
  private final Consumer<Progress> tell;
  private final Untold refused;
  private final Executor thread =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("history-writer").factory());
  private CompletableFuture<?> last;
  private Progress progress;
  private long grown = FEW;

  PastWriter(Kit kit, Progress begin, BooleanSupplier stop, Consumer<Progress> tell) {
    this.kit = kit;
    this.progress = begin;
    this.stop = stop;
    this.tell = tell;
    this.refused = new Untold(only(begin.untold()), null);
    this.last = CompletableFuture.completedFuture(begin);
  }

  private static Map<String, Count> only(Map<String, Count> untold) {
    var count = untold.get(REFUSED);
    return count == null ? Map.of() : Map.of(REFUSED, count);
  }

  /** Returns once the batch before stands; throws what kept that one from it. */
  void write(Batch batch) {
    var calls = batch.calls().stream().map(kit.recordings()::completed).toList();
    finish();
    last = CompletableFuture.runAsync(() -> stand(batch, calls), thread);
  }

  /** Returns once everything stands that was given; throws what kept it from it. */
  void finish() {
    try {
      last.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * One that the database refuses, or that is too much for it, is written call by call: the bad one
   * is counted.
   */
  private void stand(Batch batch, List<Completed> calls) {
    try {
      add(batch, calls);
    } catch (DbException | TooMuch e) {
      LOG.warn("{} calls are written one by one", calls.size(), e);
      calls.forEach(call -> addAlone(call, batch.untold()));
      add(batch, List.of());
    }
    if (progress.counts().added() >= grown) {
      kit.log().grown();
      grown = 2 * progress.counts().added();
    }
    tell.accept(progress);
  }

  private void addAlone(Completed call, Map<String, Count> untold) {
    var none = new Batch(List.of(), 0, progress.mark(), untold);
    try {
      add(none, List.of(call));
    } catch (DbException e) {
      LOG.warn("call {} is refused", call.call().linkedid(), e);
      refused.add(REFUSED, call.call().linkedid());
    }
  }

  private void add(Batch batch, List<Completed> calls) {
    var told = new TreeMap<>(batch.untold());
    told.putAll(refused.counts());
    var files = calls.stream().map(Completed::counts).reduce(Completed.NONE, Counts::plus);
    var plain = calls.stream().map(Completed::call).toList();
    var added =
        insist(
            calls.size() > 1 ? MOST_BUSY : Integer.MAX_VALUE,
            () ->
                kit.log()
                    .addPast(
                        progress.pbxId(),
                        plain,
                        (tx, count) -> {
                          var more = counts(batch, calls.size(), count).plus(files);
                          if (!sql.advance(tx, progress.advanced(batch.mark(), more, told))) {
                            throw new TakenOver();
                          }
                        }));
    var more = counts(batch, calls.size(), added).plus(files);
    progress = progress.advanced(batch.mark(), more, told);
  }

  private static Counts counts(Batch batch, int calls, int added) {
    return new Counts(batch.rows(), added, calls - added, 0, 0);
  }

  private interface Work {
    int run();
  }

  private int insist(int mostBusy, Work work) {
    for (var busy = 0; ; ) {
      try {
        return work.run();
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable why) || stop.getAsBoolean()) {
          throw e;
        }
        if (why.isBusy() && ++busy >= mostBusy) {
          throw new TooMuch(e);
        }
        pause(e);
      }
    }
  }

  private static void pause(ProblemException why) {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}
