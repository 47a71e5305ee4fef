package io.ringcard.planning;

import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Plan}.
 *
 * @param kind {@code call}, {@code meeting}, {@code letter} or {@code task}
 * @param status {@code planned}, {@code held} or {@code cancelled}
 * @param number first number of the client
 * @param step where its deal stands
 * @param lastTalkAt last conversation with the client
 * @param attempt which call in a row without answer has moved it here by itself; null when none has
 * @param heldBy the call whose talk held it, while nobody has taken that back
 * @param changedBy who wrote it last; null while nobody has changed it by hand
 * @param undo token that takes the change back whose answer this is
 */
public record Plan(
    String id,
    ClientRef client,
    @Nullable Ref deal,
    Ref assignee,
    Instant at,
    @Nullable String topic,
    String kind,
    String status,
    @Nullable String number,
    @Nullable Step step,
    @Nullable Instant lastTalkAt,
    @Nullable Integer attempt,
    @Nullable String heldBy,
    @Nullable Ref changedBy,
    int version,
    @Nullable String undo) {

  Plan withUndo(@Nullable String token) {
    return new Plan(
        id,
        client,
        deal,
        assignee,
        at,
        topic,
        kind,
        status,
        number,
        step,
        lastTalkAt,
        attempt,
        heldBy,
        changedBy,
        version,
        token);
  }
}
