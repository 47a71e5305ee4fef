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
    int version) {}
