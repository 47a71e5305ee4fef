package io.ringcard.call;

/**
 * What assembly tells the rest of the house. Every event carries the whole snapshot, so a reader
 * that missed one is right again with the next, and hearing one twice changes nothing.
 */
public sealed interface CallEvent {

  Call call();

  /** The call is there or something about it changed. */
  record Changed(Call call) implements CallEvent {}

  /**
   * The call is over; nothing follows but, rarely, a {@link Changed} of its facts or an {@link
   * Absorbed}.
   */
  record Closed(Call call) implements CallEvent {}

  /**
   * Two linked ids turned out to be one call: the row of {@code linkedid} goes into {@code call}.
   */
  record Absorbed(String linkedid, int generation, Call call) implements CallEvent {}
}
