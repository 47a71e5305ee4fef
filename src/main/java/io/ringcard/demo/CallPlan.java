package io.ringcard.demo;

import java.time.Duration;

/**
 * What is going to happen in one call; the demo plays it unless somebody hangs up first.
 *
 * @param client the other end, with the name its network signals
 * @param phone who is called, who answers, or who calls
 * @param ring ringing until the answer or the end
 * @param talk zero unless answered
 * @param clientEnds who hangs up after the talk
 */
record CallPlan(
    Kind kind, Party client, Phone phone, Duration ring, Duration talk, boolean clientEnds) {

  enum Kind {
    /** Straight to one phone, which answers. */
    DIRECT,
    /** Straight to one phone; the caller gives up while it rings. */
    DIRECT_ABANDONED,
    /** To queue sales: every free member's phone rings, one answers. */
    QUEUE,
    /** To queue sales; the caller gives up before an answer. */
    QUEUE_ABANDONED,
    /** From a phone to a client who answers. */
    OUTBOUND,
    OUTBOUND_NO_ANSWER,
    OUTBOUND_BUSY
  }

  boolean answered() {
    return talk.isPositive();
  }
}
