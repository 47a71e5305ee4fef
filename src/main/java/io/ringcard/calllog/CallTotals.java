package io.ringcard.calllog;

/**
 * How many calls a filter holds and how long was talked in them, and the same for each quick view
 * of the log.
 */
record CallTotals(Sum all, Sum missed, Sum answered, Sum unwritten) {

  record Sum(long calls, double talkSeconds) {}
}
