package io.ringcard.missed;

import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code MissedLine}: a person who called in vain. Durations in seconds.
 *
 * @param state {@code waiting}, {@code talked} or {@code closed}
 * @param number that they can be called back at: the one they called from last, else the client's
 *     first
 * @param clockSeconds the working time that they have waited so far, or did until it ended
 * @param theirs how often they called in vain
 * @param ours how often we called back in vain
 * @param tries the latest of both, in order
 */
public record MissedLine(
    String id,
    String state,
    @Nullable ClientRef client,
    @Nullable String number,
    @Nullable String name,
    Instant firstAt,
    Instant lastAt,
    Instant dueAt,
    long clockSeconds,
    int theirs,
    int ours,
    List<Try> tries,
    String result,
    @Nullable Double waitSeconds,
    @Nullable String queue,
    @Nullable Ref owner,
    @Nullable Instant overAt,
    @Nullable Talk talk,
    @Nullable Closing closing,
    int version,
    @Nullable String undo) {

  public record Try(String call, Instant at, boolean ours) {}

  public record Talk(String call, String direction, @Nullable Ref by, @Nullable Double seconds) {}

  public record Closing(Ref by, String reason, @Nullable String note) {}

  public MissedLine {
    tries = List.copyOf(tries);
  }

  MissedLine withUndo(String token) {
    return new MissedLine(
        id,
        state,
        client,
        number,
        name,
        firstAt,
        lastAt,
        dueAt,
        clockSeconds,
        theirs,
        ours,
        tries,
        result,
        waitSeconds,
        queue,
        owner,
        overAt,
        talk,
        closing,
        version,
        token);
  }
}
