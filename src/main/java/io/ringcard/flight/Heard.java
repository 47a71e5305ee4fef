package io.ringcard.flight;

import io.ringcard.ami.AmiBlock;
import io.ringcard.cel.CelRow;
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
 * @param row the record that tells it; null for what was heard
 */
record Heard(
    long order,
    int connection,
    @Nullable Instant receivedAt,
    PbxEvent event,
    List<AmiBlock> blocks,
    @Nullable CelRow row) {

  Heard {
    blocks = List.copyOf(blocks);
  }

  Heard(
      long order,
      int connection,
      @Nullable Instant receivedAt,
      PbxEvent event,
      List<AmiBlock> blocks) {
    this(order, connection, receivedAt, event, blocks, null);
  }

  /** As the exchange wrote it, line by line. */
  List<String> raw() {
    return row != null
        ? row.lines()
        : blocks.stream().flatMap(block -> block.lines().stream()).toList();
  }

  /** The exchange's own name for it; null for what the program noticed itself. */
  @Nullable String name() {
    return row != null
        ? row.event()
        : blocks.stream().map(AmiBlock::event).findFirst().orElse(null);
  }

  /** The exchange's own time, else that of receipt. */
  @Nullable Instant at() {
    return event.at() == null ? receivedAt : event.at();
  }
}
