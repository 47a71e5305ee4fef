package io.ringcard.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one source has been taken over.
 *
 * @param source where the rows come from, without password
 * @param reason why it failed, a slug
 * @param mark calls that began before then are done
 * @param firstAt and {@code lastAt} the times between which the source has rows
 * @param known calls that had a row already
 * @param untold what could not be told, by reason
 * @param run rises with each start
 */
public record Progress(
    String id,
    long pbxId,
    String pbx,
    String source,
    State state,
    @Nullable String reason,
    @Nullable Instant mark,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long readRows,
    long added,
    long known,
    Map<String, Untold.Count> untold,
    Instant startedAt,
    @Nullable Instant finishedAt,
    int run) {

  /** What becomes of it. */
  public enum State {
    RUNNING,
    PAUSED,
    FAILED,
    FINISHED
  }

  /** The part of the source's time that is done, 0 to 1; null while that is not known. */
  public @Nullable Double done() {
    if (state == State.FINISHED) {
      return 1.0;
    }
    if (mark == null || firstAt == null || lastAt == null || !firstAt.isBefore(lastAt)) {
      return null;
    }
    var part =
        (double) Duration.between(firstAt, mark).toMillis()
            / Duration.between(firstAt, lastAt).toMillis();
    return Math.clamp(part, 0.0, 1.0);
  }

  /** After one more batch. */
  Progress advanced(
      @Nullable Instant to,
      long moreRows,
      int moreAdded,
      int moreKnown,
      Map<String, Untold.Count> told) {
    return new Progress(
        id,
        pbxId,
        pbx,
        source,
        state,
        reason,
        to,
        firstAt,
        lastAt,
        readRows + moreRows,
        added + moreAdded,
        known + moreKnown,
        told,
        startedAt,
        finishedAt,
        run);
  }
}
