package io.ringcard.calllog;

import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches until they stand: waits while the database is away, and when it refuses a batch
 * writes its events one by one, so that a bad one costs only itself.
 */
final class RowWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);
  private static final long SHORTEST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final long pbxId;
  private final CallLog log;
  private final Consumer<List<Written>> after;

  RowWriter(long pbxId, CallLog log, Consumer<List<Written>> after) {
    this.pbxId = pbxId;
    this.log = log;
    this.after = after;
  }

  /** Returns when the batch and the checkpoint stand, or when this thread is told to stop. */
  void write(List<CallEvent> batch, long checkpoint) throws InterruptedException {
    try {
      after.accept(insist(() -> log.write(pbxId, batch, checkpoint)));
    } catch (RuntimeException e) {
      LOG.error("a batch of {} events is written one by one", batch.size(), e);
      for (var event : batch) {
        writeAlone(event, checkpoint);
      }
    }
  }

  /** Keeps what could not be handled; waits for the database like a row. */
  void setAside(String reason, String body) {
    try {
      insist(() -> {
        log.setAside(pbxId, reason, body);
        return List.of();
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("could not even be set aside: {}", reason, e);
    }
  }

  private void writeAlone(CallEvent event, long checkpoint) throws InterruptedException {
    try {
      after.accept(insist(() -> log.write(pbxId, List.of(event), checkpoint)));
    } catch (RuntimeException e) {
      LOG.error("call {} is set aside", event.call().linkedid(), e);
      setAside(e.getClass().getSimpleName(), event.toString());
    }
  }

  private interface Work {
    List<Written> run();
  }

  private static List<Written> insist(Work work) throws InterruptedException {
    for (var wait = SHORTEST_WAIT_MILLIS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS)) {
      try {
        return work.run();
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable)) {
          throw new IllegalStateException(e);
        }
        Thread.sleep(wait);
      }
    }
  }
}
