package io.ringcard.pipeline;

import io.ringcard.book.Choice;
import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Deal}.
 *
 * @param pipeline id of the pipeline that its step belongs to
 * @param amount decimal with two places
 * @param source where it came from
 * @param reason why it was won or lost; none while it is open
 * @param expectedOn day on which it is expected to be won
 * @param refusals how often the client refused since the deal was last open
 * @param next the contract's {@code Plan}, earliest planned contact about this deal
 * @param lastTalkAt last conversation with the client
 * @param closedAt when it was won or lost
 * @param archivedAt when it was put out of sight
 * @param changedBy who wrote it last; unknown for what was written before this was kept
 * @param undo token that takes the change back whose answer this is
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
    @Nullable Choice source,
    @Nullable Choice reason,
    @Nullable LocalDate expectedOn,
    @Nullable String description,
    int refusals,
    @Nullable Object next,
    @Nullable Instant lastTalkAt,
    Instant createdAt,
    @Nullable Instant closedAt,
    @Nullable Instant archivedAt,
    @Nullable Ref changedBy,
    @Nullable String undo,
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
        source,
        reason,
        expectedOn,
        description,
        refusals,
        plan,
        lastTalkAt,
        createdAt,
        closedAt,
        archivedAt,
        changedBy,
        undo,
        version);
  }

  Deal withUndo(@Nullable String token) {
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
        source,
        reason,
        expectedOn,
        description,
        refusals,
        next,
        lastTalkAt,
        createdAt,
        closedAt,
        archivedAt,
        changedBy,
        token,
        version);
  }
}
