package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a journal holds, live or read again, into blocks with their place in it. Not for
 * several threads. An error of the listener costs the one block; it is logged without the block,
 * whose content is nobody's business in a log, and counted.
 */
public final class AmiStream implements JournalReader {

  private static final Logger LOG = LoggerFactory.getLogger(AmiStream.class);

  private final AmiListener listener;
  private @Nullable AmiBlocks blocks;
  private boolean open;
  private Instant at = Instant.EPOCH;
  private long fed;
  private long streamToJournal;
  private long blockFrom;
  private long blockTo;
  private long lastPlace;
  private final LongAdder count = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder cut = new LongAdder();

  public AmiStream(AmiListener listener) {
    this.listener = listener;
  }

  /** Blocks handed over. */
  public long count() {
    return count.sum();
  }

  /** Blocks at which the listener failed. */
  public long errors() {
    return errors.sum();
  }

  /** Lines and blocks that were longer than anything Asterisk sends, and were cut. */
  public long cut() {
    return cut.sum();
  }

  @Override
  public void opened(Instant openedAt, long offset) {
    if (open) {
      lost(at, offset, "stopped");
    }
    open = true;
    at = openedAt;
    place(offset, JournalFrame.HEADER);
    fresh();
    guard(() -> listener.opened(openedAt));
  }

  @Override
  public void bytes(Instant receivedAt, long offset, byte[] bytes, int from, int to) {
    open = true;
    at = receivedAt;
    var atBoundary = blockFrom == lastPlace;
    place(offset, 0);
    var current = blocks == null ? fresh() : blocks;
    blockFrom = atBoundary ? lastPlace : blockFrom;
    streamToJournal = offset == Journal.NOT_KEPT ? Journal.NOT_KEPT : offset - fed;
    var cutBefore = current.cutLines() + current.cutBlocks();
    current.feed(bytes, from, to);
    cut.add(current.cutLines() + current.cutBlocks() - cutBefore);
    fed += to - from;
    place(offset, to - from);
  }

  @Override
  public void lost(Instant lastHeard, long offset, String reason) {
    open = false;
    at = lastHeard;
    place(offset, JournalFrame.HEADER + reason.getBytes(UTF_8).length);
    blocks = null;
    guard(() -> listener.lost(lastHeard, reason, lastPlace));
  }

  private AmiBlocks fresh() {
    fed = 0;
    blockFrom = lastPlace;
    var created = new AmiBlocks(this::take);
    blocks = created;
    return created;
  }

  private void take(AmiBlock block) {
    blockTo = streamToJournal == Journal.NOT_KEPT ? lastPlace : block.end() + streamToJournal;
    var from = blockFrom;
    blockFrom = blockTo;
    count.increment();
    guard(() -> listener.block(block, at, from, blockTo));
  }

  private void place(long offset, int length) {
    lastPlace = offset == Journal.NOT_KEPT ? lastPlace : offset + length;
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      errors.increment();
      LOG.error("a block at {} of the journal was not understood", blockTo, e);
    }
  }
}
