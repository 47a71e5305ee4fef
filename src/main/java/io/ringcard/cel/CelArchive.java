package io.ringcard.cel;

import java.io.IOException;
import java.time.Instant;

/** What an exchange has recorded so far, to be looked through once more. */
public interface CelArchive {

  /** Takes rows in the order in which they were written. */
  interface Sink {
    void row(CelRow row);
  }

  /** Of an exchange that keeps nothing which can be looked through. */
  CelArchive NONE = (from, to, sink) -> {};

  /**
   * All rows that were written between then and then, and others; a line that is none is left out.
   */
  void read(Instant from, Instant to, Sink sink) throws IOException;
}
