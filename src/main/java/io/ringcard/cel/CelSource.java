package io.ringcard.cel;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the exchange's own records come from: rows as they come, read from a place that outlives
 * this process. Places count up.
 */
public interface CelSource extends AutoCloseable {

  /**
   * A place that outlives this process. Of a table it is the number of the row alone.
   *
   * @param device and {@code inode} name a file even after it was renamed
   * @param place in that file
   * @param headLength so many bytes at its beginning have the CRC-32 {@code headCrc}
   */
  record Mark(long device, long inode, long place, int headLength, long headCrc) {}

  /** Takes what is read. */
  interface Sink {

    void bytes(byte[] bytes, int count);

    /** Another file begins; its first byte has this place. */
    void nextFile(long place);

    void row(CelRow row, long place);
  }

  /** Reads all there is now. */
  void read(Sink sink) throws IOException;

  /** The mark for a place that was read; null while nothing was. */
  @Nullable Mark markOf(long place);

  /** What lies before this place is not needed again. */
  void forget(long place) throws IOException;

  /** How often rows may have been lost. */
  long lost();

  /** Until when what the exchange recorded is there; null while there is nothing to read. */
  @Nullable Instant knownUntil(Instant now) throws IOException;

  @Override
  void close() throws IOException;
}
