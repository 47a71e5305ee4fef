package io.ringcard.missed;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * What the house promises a missed caller.
 *
 * @param minutes within which somebody is to have talked to them, from their first call on
 * @param days after which a call leaves the desk if nobody has
 */
record MissedRules(int minutes, int days) {

  /** As stored: the contract's {@code MissedSettings}. */
  static MissedRules of(JsonObject stored) {
    return new MissedRules(stored.getInteger("minutes"), stored.getInteger("days"));
  }

  Instant due(Instant firstAt) {
    return firstAt.plus(Duration.ofMinutes(minutes));
  }

  /** What began before that is let go. */
  Instant kept(Instant now) {
    return now.minus(Duration.ofDays(days));
  }
}
