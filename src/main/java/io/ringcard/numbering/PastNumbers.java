package io.ringcard.numbering;

import io.ringcard.calllog.Renumbering;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the rules in force to all past calls of an exchange, beside the daily work. Broken off by
 * a restart it is begun again by hand: what is done already changes no more.
 */
final class PastNumbers {

  private static final Logger LOG = LoggerFactory.getLogger(PastNumbers.class);

  private final Renumbering calls;
  private final Clock clock;
  private final Map<Long, Run> runs = new ConcurrentHashMap<>();

  PastNumbers(Renumbering calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * The contract's {@code PastNumbers}.
   *
   * @param state {@code none} before anybody has asked, {@code running}, {@code done} or {@code
   *     failed}
   * @param calls read so far
   * @param changed how many of them have another number now
   */
  record Run(
      String state,
      long calls,
      long changed,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {

    static final Run NONE = new Run("none", 0, 0, null, null);

    Run plus(Renumbering.Batch batch) {
      return new Run(state, calls + batch.calls(), changed + batch.changed(), startedAt, null);
    }

    Run ended(String how, Instant at) {
      return new Run(how, calls, changed, startedAt, at);
    }

    boolean isRunning() {
      return state.equals("running");
    }
  }

  /** The last run of this server. */
  Run get(long pbxId) {
    return runs.getOrDefault(pbxId, Run.NONE);
  }

  /** Begins, unless it is under way. */
  Run start(long pbxId) {
    var fresh = new Run("running", 0, 0, clock.instant(), null);
    var run = runs.compute(pbxId, (id, old) -> old != null && old.isRunning() ? old : fresh);
    if (run == fresh) {
      Thread.startVirtualThread(() -> work(pbxId, fresh));
    }
    return run;
  }

  private void work(long pbxId, Run fresh) {
    var run = fresh;
    try {
      for (Long last = 0L; last != null; ) {
        var batch = calls.next(pbxId, last);
        run = run.plus(batch);
        runs.put(pbxId, run);
        last = batch.last();
      }
      runs.put(pbxId, run.ended("done", clock.instant()));
    } catch (RuntimeException e) {
      LOG.error("past calls of exchange {} keep their numbers from here on", pbxId, e);
      runs.put(pbxId, run.ended("failed", clock.instant()));
    }
  }
}
