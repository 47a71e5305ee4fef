package io.ringcard.call;

import io.ringcard.call.Facts.Line;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Originate of a Local channel: one half calls the first party, and when that one has picked up
 * the other half, with which the call began, goes on to whom the first party is to talk to.
 */
final class Originate {

  private Originate() {}

  /** Of those called the ones whom the call's own half called, directly or through others. */
  static List<Line> beyond(CallState state, List<Line> called) {
    return state.origin().party().isLocal()
        ? called.stream().filter(line -> isBeyond(state, line, true)).toList()
        : List.of();
  }

  /** The same; when nobody is known to be there, those of whom it was not heard who called them. */
  static List<Line> perhapsBeyond(CallState state, List<Line> called) {
    var beyond = beyond(state, called);
    return beyond.isEmpty() && state.origin().party().isLocal()
        ? called.stream().filter(line -> isBeyond(state, line, false)).toList()
        : beyond;
  }

  /** Who called it may not have been heard: then it surely is there if it met the call's half. */
  private static boolean isBeyond(CallState state, Line line, boolean surely) {
    var origin = state.origin();
    var seen = new HashSet<String>();
    var at = line;
    while (at != null && at != origin && seen.add(at.uniqueid())) {
      var dial = at.dial();
      if (dial == null || !dial.heard()) {
        return !surely || haveMet(origin, at);
      }
      if (dial.isBy(origin)) {
        return true;
      }
      at = called(state, state.find(dial.caller()));
    }
    return false;
  }

  /** The same channel; of a Local one the half that somebody called. */
  private static @Nullable Line called(CallState state, @Nullable Line caller) {
    if (caller == null || !caller.party().isLocal()) {
      return caller;
    }
    return state.lines().stream()
        .filter(half -> half != caller && half.party().equals(caller.party()))
        .findFirst()
        .orElse(null);
  }

  private static boolean haveMet(Line one, Line other) {
    return one.stays().stream()
        .anyMatch(
            stay -> other.stays().stream().anyMatch(its -> its.bridge().equals(stay.bridge())));
  }
}
