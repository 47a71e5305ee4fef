package io.ringcard.ami;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into blocks, wherever the reads happen to end. One per connection; not for
 * several threads. A line ends with CRLF alone: a bare LF belongs to the value. Empty blocks and
 * second empty lines are passed over. What is longer than the limits is cut there and counted, so
 * that a hostile or broken peer cannot fill the memory; the rest of the stream is read on.
 */
public final class AmiBlocks {

  static final int LONGEST_LINE = 64 * 1024;
  static final int LONGEST_BLOCK = 512 * 1024;

  private final Consumer<AmiBlock> sink;
  private byte[] block = new byte[4096];
  private int length;
  private int lineStart;
  private boolean carriageReturn;
  private boolean lineSeen;
  private boolean lineCut;
  private boolean blockCut;
  private long position;
  private long blockStart;
  private long cutLines;
  private long cutBlocks;
  private boolean unfinished;

  public AmiBlocks(Consumer<AmiBlock> sink) {
    this.sink = sink;
  }

  /** Takes the next bytes of the stream and hands on every block that they complete. */
  public void feed(byte[] bytes, int from, int to) {
    for (var i = from; i < to; i++) {
      position++;
      take(bytes[i]);
    }
  }

  public void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  /** The stream has ended: a block begun and not completed is thrown away and told. */
  public void finish() {
    unfinished = length > 0 || lineSeen;
    carriageReturn = false;
    startBlock();
  }

  /** Lines cut at {@value #LONGEST_LINE} bytes. */
  public long cutLines() {
    return cutLines;
  }

  /** Blocks cut at {@value #LONGEST_BLOCK} bytes. */
  public long cutBlocks() {
    return cutBlocks;
  }

  /** True when the stream ended inside a block. */
  public boolean unfinished() {
    return unfinished;
  }

  private void take(byte b) {
    if (b == '\n' && carriageReturn) {
      carriageReturn = false;
      endLine();
      return;
    }
    if (carriageReturn) {
      append((byte) '\r');
    }
    carriageReturn = b == '\r';
    if (!carriageReturn) {
      append(b);
    }
  }

  private void append(byte b) {
    lineSeen = true;
    if (length - lineStart >= LONGEST_LINE) {
      lineCut = true;
    } else if (length >= LONGEST_BLOCK) {
      blockCut = true;
    } else {
      put(b);
    }
  }

  private void put(byte b) {
    if (length == block.length) {
      block = Arrays.copyOf(block, length * 2);
    }
    block[length++] = b;
  }

  private void endLine() {
    if (lineSeen) {
      endHeader();
      return;
    }
    if (length > 0) {
      cutBlocks += blockCut ? 1 : 0;
      sink.accept(new AmiBlock(Arrays.copyOf(block, length), blockStart, position));
    }
    startBlock();
  }

  private void endHeader() {
    lineSeen = false;
    cutLines += lineCut ? 1 : 0;
    lineCut = false;
    if (blockCut) {
      length = lineStart;
      return;
    }
    put((byte) '\r');
    put((byte) '\n');
    lineStart = length;
  }

  private void startBlock() {
    length = 0;
    lineStart = 0;
    lineSeen = false;
    lineCut = false;
    blockCut = false;
    blockStart = position;
  }
}
