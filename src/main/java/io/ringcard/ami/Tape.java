package io.ringcard.ami;

import java.time.Instant;

/**
 * What keeps the bytes of a connection before anybody hears of them; offsets as in {@link Journal}.
 */
interface Tape {

  /** Keeps nothing: for a visit that is over when it has been answered. */
  Tape NONE =
      new Tape() {
        @Override
        public long opened(Instant at) {
          return Journal.NOT_KEPT;
        }

        @Override
        public long bytes(Instant at, byte[] bytes, int from, int to) {
          return Journal.NOT_KEPT;
        }

        @Override
        public long lost(Instant at, String reason) {
          return Journal.NOT_KEPT;
        }
      };

  long opened(Instant at);

  long bytes(Instant at, byte[] bytes, int from, int to);

  long lost(Instant at, String reason);
}
