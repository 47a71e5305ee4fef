package io.ringcard.ami;

import java.time.Instant;

/**
 * What a journal holds, in order, live or read again. Offsets are places in the journal: they only
 * grow, and {@link Journal#read} takes each of them for a start.
 */
public interface JournalReader {

  /** A connection to the exchange was opened. */
  void opened(Instant at, long offset);

  /**
   * Bytes were received.
   *
   * @param at time of receipt
   * @param offset place of the first of these bytes; the others follow without a gap
   */
  void bytes(Instant at, long offset, byte[] bytes, int from, int to);

  /**
   * The connection is gone.
   *
   * @param at the last moment at which the exchange was heard
   * @param reason slug, for people who look for the cause
   */
  void lost(Instant at, long offset, String reason);
}
