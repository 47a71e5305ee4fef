package io.ringcard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What the head of a RIFF/WAVE file says (Microsoft's "Multimedia Programming Interface", 1991).
 *
 * @param bytesPerSecond of sound
 * @param dataBytes sound in the file: what the header says, or what is there when the writer never
 *     came back to fill it in
 * @param whole the lengths in the head are those of the file: its writer has come back and closed
 *     it
 */
record WaveHeader(int channels, int sampleRate, int bytesPerSecond, long dataBytes, boolean whole) {

  /** Empty when this is no WAVE file or has no sound format. */
  static Optional<WaveHeader> read(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var head = buffer(channel, 0, 12);
      if (head.remaining() < 12 || !"RIFF".equals(tag(head, 0)) || !"WAVE".equals(tag(head, 8))) {
        return Optional.empty();
      }
      return chunks(channel, Integer.toUnsignedLong(head.getInt(4)));
    }
  }

  long durationMillis() {
    return dataBytes * 1000 / bytesPerSecond;
  }

  private static Optional<WaveHeader> chunks(FileChannel channel, long riffBytes)
      throws IOException {
    ByteBuffer format = null;
    var length = channel.size();
    for (long at = 12; at + 8 <= length; ) {
      var chunk = buffer(channel, at, 8);
      var size = Integer.toUnsignedLong(chunk.getInt(4));
      if ("fmt ".equals(tag(chunk, 0)) && size >= 16) {
        format = buffer(channel, at + 8, 16);
      }
      if ("data".equals(tag(chunk, 0))) {
        var there = length - at - 8;
        var whole = size > 0 && size <= there && riffBytes + 8 == length;
        return format == null
            ? Optional.empty()
            : of(format, Math.min(size == 0 ? there : size, there), whole);
      }
      at += 8 + size + (size & 1);
    }
    return Optional.empty();
  }

  private static Optional<WaveHeader> of(ByteBuffer format, long dataBytes, boolean whole) {
    var bytesPerSecond = format.getInt(8);
    var channels = format.getShort(2);
    return bytesPerSecond <= 0 || channels <= 0
        ? Optional.empty()
        : Optional.of(new WaveHeader(channels, format.getInt(4), bytesPerSecond, dataBytes, whole));
  }

  private static ByteBuffer buffer(FileChannel channel, long at, int size) throws IOException {
    var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {}
    return buffer.flip();
  }

  private static String tag(ByteBuffer buffer, int at) {
    return StandardCharsets.US_ASCII.decode(buffer.slice(at, 4)).toString();
  }
}
