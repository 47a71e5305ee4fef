package io.ringcard.ami;

import java.time.Instant;

/**
 * Who wants to know what an exchange says: called in the order of the stream by one thread at a
 * time, and by that thread the connection is read. So nobody may wait in here, for nothing: take
 * it, put it in a queue, return.
 *
 * <p>A loss follows every opening, whatever happened. After each sign-in the list of channels
 * (CoreShowChannels) is asked for; it comes as blocks among all others, so that reading the journal
 * again gives the same.
 */
public interface AmiListener {

  /** A connection to the exchange was opened; it has not signed in yet. */
  default void opened(Instant at) {}

  /**
   * One block: an event, an answer, or the banner together with the first answer.
   *
   * @param receivedAt when its last bytes came
   * @param from place of its first byte in the journal: reading from here brings it again
   * @param to place behind it: reading from here goes on with the next
   */
  void block(AmiBlock block, Instant receivedAt, long from, long to);

  /**
   * Nothing is heard any more.
   *
   * @param at the last moment at which the exchange was heard
   * @param reason slug
   * @param to place behind the note in the journal
   */
  void lost(Instant at, String reason, long to);
}
