package io.ringcard.history;

import io.ringcard.kernel.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one source has been taken over.
 *
 * @param source where the rows come from, without password
 * @param files the names of those that were sent, once they are taken over and removed
 * @param reason why it failed, or {@link #RESTART} for one that a stop of the server paused; a slug
 * @param mark calls that began before then are done
 * @param firstAt and {@code lastAt} the times between which the source has rows
 * @param untold what could not be told, by reason
 * @param startedBy null for one that the command started
 * @param seenAt when it last told how far it is
 * @param run rises with each start
 */
public record Progress(
    String id,
    long pbxId,
    String pbx,
    String source,
    List<String> files,
    State state,
    @Nullable String reason,
    @Nullable Instant mark,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Counts counts,
    Map<String, Untold.Count> untold,
    @Nullable Ref startedBy,
    Instant startedAt,
    Instant seenAt,
    @Nullable Instant finishedAt,
    int run) {

  static final String RESTART = "restart";

  public Progress {
    files = List.copyOf(files);
  }

  /** What becomes of it. */
  public enum State {
    RUNNING,
    PAUSED,
    FAILED,
    FINISHED
  }

  /**
   * How much it was.
   *
   * @param rows that were read
   * @param added calls that have a row now
   * @param known calls that had a row already
   * @param found recordings of all these calls whose file is there
   * @param missing recordings whose file is not
   */
  public record Counts(long rows, long added, long known, long found, long missing) {

    Counts plus(Counts more) {
      return new Counts(
          rows + more.rows,
          added + more.added,
          known + more.known,
          found + more.found,
          missing + more.missing);
    }
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
  Progress advanced(@Nullable Instant to, Counts more, Map<String, Untold.Count> told) {
    return new Progress(
        id,
        pbxId,
        pbx,
        source,
        files,
        state,
        reason,
        to,
        firstAt,
        lastAt,
        counts.plus(more),
        told,
        startedBy,
        startedAt,
        seenAt,
        finishedAt,
        run);
  }
}
