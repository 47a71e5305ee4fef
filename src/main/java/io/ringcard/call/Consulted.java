package io.ringcard.call;

import io.ringcard.call.Facts.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an operator asked before an attended transfer: a phone, or a line to the outside. A
 * telephone's own transfer tells the channel; that of the exchange's keys tells at most half of the
 * Local channel through which it called, and the operator's channel was in a bridge with that half.
 */
final class Consulted {

  private Consulted() {}

  /**
   * @param consulting the operator's channel towards the one asked
   * @param target as told with the transfer
   */
  static @Nullable Line of(CallState state, String consulting, @Nullable String target) {
    var told = state.find(target);
    if (told != null) {
      return behind(state, told);
    }
    var called = calledBy(state, consulting);
    return called == null ? lastInBridge(state, consulting) : called;
  }

  /** The phone itself, or the one that the other half of a Local channel called. */
  private static @Nullable Line behind(CallState state, Line line) {
    if (!line.party().isLocal()) {
      return line;
    }
    for (var half : state.lines()) {
      if (half != line && half.party().equals(line.party())) {
        return calledBy(state, half.uniqueid());
      }
    }
    return null;
  }

  private static @Nullable Line lastInBridge(CallState state, String uniqueid) {
    var own = state.find(uniqueid);
    Line last = null;
    for (var stay : own == null ? List.<Facts.Stay>of() : own.stays()) {
      for (var half : state.lines()) {
        var there = half.stays().stream().anyMatch(one -> one.bridge().equals(stay.bridge()));
        var called = there && half.party().isLocal() ? behind(state, half) : null;
        last = called == null || called == own ? last : called;
      }
    }
    return last;
  }

  private static @Nullable Line calledBy(CallState state, String caller) {
    return state.lines().stream()
        .filter(line -> line.dial() != null && caller.equals(line.dial().caller()))
        .findFirst()
        .orElse(null);
  }
}
