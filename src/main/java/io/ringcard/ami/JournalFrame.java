package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in a segment: payload length (4 bytes), CRC-32C of all that follows (4),
 * kind (1), receive time in milliseconds of the epoch (8), payload. A record that was cut short by
 * a crash, or zeros left by the file system, fail the sum.
 */
record JournalFrame(Kind kind, Instant at, byte[] payload) {

  static final int HEADER = 4 + 4 + 1 + 8;
  static final int LONGEST_PAYLOAD = 1024 * 1024;
  private static final int SUMMED_FROM = 8;

  enum Kind {
    BYTES,
    OPENED,
    LOST
  }

  static byte[] encode(Kind kind, Instant at, byte[] bytes, int from, int to) {
    var frame = ByteBuffer.allocate(HEADER + to - from);
    frame.putInt(to - from).putInt(0);
    frame.put((byte) (kind.ordinal() + 1)).putLong(at.toEpochMilli()).put(bytes, from, to - from);
    frame.putInt(4, sum(frame.array()));
    return frame.array();
  }

  /** The next record, or null where no whole and sound record follows. */
  static @Nullable JournalFrame decode(DataInput in, long remaining) throws IOException {
    if (remaining < HEADER) {
      return null;
    }
    var length = in.readInt();
    if (length < 0 || length > LONGEST_PAYLOAD || length > remaining - HEADER) {
      return null;
    }
    var frame = new byte[HEADER + length];
    in.readFully(frame, 4, HEADER - 4 + length);
    var read = ByteBuffer.wrap(frame);
    var kind = read.get(SUMMED_FROM) - 1;
    if (read.getInt(4) != sum(frame) || kind < 0 || kind >= Kind.values().length) {
      return null;
    }
    var payload = new byte[length];
    read.get(HEADER, payload);
    var at = Instant.ofEpochMilli(read.getLong(SUMMED_FROM + 1));
    return new JournalFrame(Kind.values()[kind], at, payload);
  }

  int size() {
    return HEADER + payload.length;
  }

  /**
   * Hands on what lies at or behind {@code start}.
   *
   * @param offset place of this record
   */
  void tell(JournalReader reader, long offset, long start) {
    switch (kind) {
      case BYTES -> {
        var first = offset + HEADER;
        var skip = (int) Math.clamp(start - first, 0, payload.length);
        if (skip < payload.length) {
          reader.bytes(at, first + skip, payload, skip, payload.length);
        }
      }
      case OPENED -> {
        if (offset >= start) {
          reader.opened(at, offset);
        }
      }
      case LOST -> {
        if (offset >= start) {
          reader.lost(at, offset, new String(payload, UTF_8));
        }
      }
    }
  }

  private static int sum(byte[] frame) {
    var crc = new CRC32C();
    crc.update(frame, SUMMED_FROM, frame.length - SUMMED_FROM);
    return (int) crc.getValue();
  }
}
