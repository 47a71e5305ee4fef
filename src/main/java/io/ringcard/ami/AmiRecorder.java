package io.ringcard.ami;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Journal first, then the listener. Successive connections take turns: what a connection brings
 * after it was given up is refused, so that the stream of the next one stays whole.
 */
final class AmiRecorder {

  private final Tape journal;
  private final AmiStream stream;
  private final LongAdder received = new LongAdder();
  private @Nullable AmiWire current;

  AmiRecorder(Tape journal, AmiListener listener) {
    this.journal = journal;
    stream =
        new AmiStream(
            new AmiListener() {
              @Override
              public void opened(Instant at) {
                listener.opened(at);
              }

              @Override
              public void block(AmiBlock block, Instant receivedAt, long from, long to) {
                if (current != null && block.event() == null) {
                  current.answered(block);
                }
                listener.block(block, receivedAt, from, to);
              }

              @Override
              public void lost(Instant at, String reason, long to) {
                listener.lost(at, reason, to);
              }
            });
  }

  /** As exact as the journal keeps it: read again, a moment must be the same moment. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  long received() {
    return received.sum();
  }

  AmiStream stream() {
    return stream;
  }

  synchronized void opened(AmiWire wire) {
    current = wire;
    var now = now();
    stream.opened(now, journal.opened(now));
  }

  /** False when the connection has been given up. */
  synchronized boolean bytes(AmiWire wire, byte[] bytes, int length) {
    if (current != wire) {
      return false;
    }
    var now = now();
    received.add(length);
    stream.bytes(now, journal.bytes(now, bytes, 0, length), bytes, 0, length);
    return true;
  }

  synchronized void lost(AmiWire wire, Instant lastHeard, String reason) {
    if (current == wire) {
      current = null;
      stream.lost(lastHeard, journal.lost(lastHeard, reason), reason);
    }
  }
}
