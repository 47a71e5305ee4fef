package io.ringcard.report;

import io.ringcard.kernel.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code DurationPictures}: who talked how long on which day, how long talks are,
 * and when the phone rings. What counts is told at {@link Durations}.
 *
 * @param talk each operator's seconds of a day, only days with talk
 * @param lengths answered calls by length of talk, shortest first, bounds in seconds
 * @param hours calls by weekday and hour of their start, only where there are any
 */
public record Pictures(List<Talk> talk, List<Length> lengths, List<Hour> hours) {

  /**
   * @param operator null for phones that nobody sat at
   * @param day as 2026-11-25, in the installation's zone
   */
  public record Talk(@Nullable Ref operator, String day, double seconds) {}

  /**
   * @param from at least so many seconds
   * @param to less than so many; null without a bound
   */
  public record Length(int from, @Nullable Integer to, long calls) {}

  /**
   * @param weekday 1 is Monday
   * @param hour 0 to 23
   */
  public record Hour(int weekday, int hour, long calls) {}
}
