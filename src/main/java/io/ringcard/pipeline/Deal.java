package io.ringcard.pipeline;

import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Deal}.
 *
 * @param pipeline id of the pipeline that its step belongs to
 * @param amount decimal with two places
 * @param refusals how often the client refused since the deal was last open
 * @param next the contract's {@code Plan}, earliest planned contact about this deal
 * @param lastTalkAt last conversation with the client
 * @param closedAt when it was won or lost
 */
public record Deal(
    String id,
    String title,
    ClientRef client,
    String pipeline,
    Step step,
    Instant stepSince,
    @Nullable Ref owner,
    @Nullable String amount,
    String currency,
    int refusals,
    @Nullable Object next,
    @Nullable Instant lastTalkAt,
    Instant createdAt,
    @Nullable Instant closedAt,
    int version) {

  Deal withNext(@Nullable Object plan) {
    return new Deal(
        id,
        title,
        client,
        pipeline,
        step,
        stepSince,
        owner,
        amount,
        currency,
        refusals,
        plan,
        lastTalkAt,
        createdAt,
        closedAt,
        version);
  }
}
