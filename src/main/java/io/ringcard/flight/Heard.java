package io.ringcard.flight;

import io.ringcard.ami.AmiBlock;
import io.ringcard.pbx.PbxEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as it came.
 *
 * @param order its place in the stream
 * @param connection counts the connections that it came by
 * @param receivedAt by our clock; null for the exchange's own records
 * @param blocks the blocks that tell it, mostly one; none for the end of a connection and for
 *     records
 */
record Heard(
    long order,
    int connection,
    @Nullable Instant receivedAt,
    PbxEvent event,
    List<AmiBlock> blocks) {

  Heard {
    blocks = List.copyOf(blocks);
  }

  /** The exchange's own time, else that of receipt. */
  @Nullable Instant at() {
    return event.at() == null ? receivedAt : event.at();
  }
}
