package io.ringcard.calllog;

import org.jspecify.annotations.Nullable;

/**
 * How many calls a filter holds and how long was talked in them, and the same for each quick view
 * of the log.
 */
record CallTotals(Sum all, Sum missed, Sum answered, Sum unwritten) {

  /**
   * @param ownTalkSeconds what the operator or the team that was asked for talked in these calls,
   *     which others may have been in as well; null when nobody was asked for
   */
  record Sum(long calls, double talkSeconds, @Nullable Double ownTalkSeconds) {}
}
