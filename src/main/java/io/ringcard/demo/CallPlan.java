package io.ringcard.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen in one call; the demo plays it unless somebody hangs up first.
 *
 * @param client the other end, with the name its network signals
 * @param phone who is called, who answers, or who calls
 * @param ring ringing until the answer or the end
 * @param talk zero unless answered; half of it each when the client is handed on
 * @param clientEnds who hangs up after the talk
 * @param colleague to whom the client is handed on, where the kind says so
 */
record CallPlan(
    Kind kind,
    Party client,
    Phone phone,
    Duration ring,
    Duration talk,
    boolean clientEnds,
    @Nullable Phone colleague) {

  enum Kind {
    /** Straight to one phone, which answers. */
    DIRECT,
    /** Straight to one phone; the caller gives up while it rings. */
    DIRECT_ABANDONED,
    /** Straight to one phone, whose line is busy. */
    DIRECT_BUSY,
    /** Straight to one phone; nobody answers, the caller leaves a message. */
    DIRECT_VOICEMAIL,
    /** Straight to one phone, which hands the caller on unseen. */
    BLIND_TRANSFER,
    /** Straight to one phone, which asks a colleague and then hands the caller on. */
    ATTENDED_TRANSFER,
    /** To queue sales: every free member's phone rings, one answers. */
    QUEUE,
    /** To queue sales; the caller gives up before an answer. */
    QUEUE_ABANDONED,
    /** From a phone to a client who answers. */
    OUTBOUND,
    OUTBOUND_NO_ANSWER,
    OUTBOUND_BUSY
  }

  CallPlan(Kind kind, Party client, Phone phone, Duration ring, Duration talk, boolean clientEnds) {
    this(kind, client, phone, ring, talk, clientEnds, null);
  }

  boolean answered() {
    return talk.isPositive();
  }
}
