package io.ringcard.call;

/** A call that is not over, in the map of {@link LiveCalls}: the one thing there that changes. */
final class OpenCall {

  /** Its name for a {@link CallEar}. */
  final long number;

  CallState state;

  OpenCall(long number, CallState state) {
    this.number = number;
    this.state = state;
  }
}
