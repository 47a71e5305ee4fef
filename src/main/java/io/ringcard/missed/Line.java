package io.ringcard.missed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who called in vain, as the log tells it: all those calls in order, up to the talk or the
 * closing that ended them.
 *
 * @param calls ids of their calls in vain, the first one first; never empty
 * @param times when each of them began
 * @param clientId null for a number that is nobody's
 * @param number that the last of them came from
 * @param name as the exchange signalled it
 * @param queue that the last one waited in
 * @param result of the last one
 * @param overAt when it ended; null while it is open
 * @param talk that ended it
 * @param closing by hand that ended it
 * @param rang people whose phones rang
 */
record Line(
    List<Long> calls,
    List<Instant> times,
    @Nullable Long clientId,
    @Nullable String number,
    @Nullable String name,
    @Nullable String queue,
    String result,
    @Nullable Long waitMillis,
    @Nullable Instant overAt,
    @Nullable Talk talk,
    @Nullable Closing closing,
    Mark mark,
    List<Long> rang) {

  /**
   * @param by who talked; null when nobody knows
   * @param millis null while it goes on
   */
  record Talk(long call, String direction, @Nullable Long by, @Nullable Long millis) {}

  /**
   * @param call whose mark it is
   */
  record Closing(long call, long by, String reason, @Nullable String note) {}

  /**
   * What people have decided about it.
   *
   * @param call that bears it; the line's first one as long as nobody has decided anything
   * @param version counts the decisions
   */
  record Mark(long call, @Nullable Long owner, int version) {}

  Line {
    calls = List.copyOf(calls);
    times = List.copyOf(times);
    rang = List.copyOf(rang);
  }

  long id() {
    return calls.getFirst();
  }

  Instant firstAt() {
    return times.getFirst();
  }

  Instant lastAt() {
    return times.getLast();
  }

  boolean isOpen() {
    return overAt == null;
  }

  /**
   * The moment by whose day it counts: when the clock of its promise began, or when it was over if
   * that was before.
   */
  Instant countsAt(MissedRules rules) {
    var opening = rules.hours().opening(firstAt());
    return overAt != null && overAt.isBefore(opening) ? overAt : opening;
  }

  /** The working time that they have waited so far, or did until it ended. */
  Duration waited(MissedRules rules, Instant now) {
    return rules.hours().between(firstAt(), overAt == null ? now : overAt);
  }

  /** Waits longer than was promised. */
  boolean isLate(MissedRules rules, Instant now) {
    return isOpen() && rules.due(firstAt()).isBefore(now);
  }

  /** Somebody talked to them, and as soon as was promised. */
  boolean isInTime(MissedRules rules) {
    return talk != null && overAt != null && !overAt.isAfter(rules.due(firstAt()));
  }
}
