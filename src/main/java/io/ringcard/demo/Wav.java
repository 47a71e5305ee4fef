package io.ringcard.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The two kinds of WAV that the demo needs, 8 kHz both: µ-law of one lane in, 16 bit of two out.
 */
final class Wav {

  static final int RATE = 8000;
  private static final int FRAME_BYTES = 4;

  private Wav() {}

  /** Samples of a µ-law file of one lane. */
  static short[] readMuLaw(InputStream in) throws IOException {
    var bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(12);
    while (bytes.remaining() >= 8) {
      var id = new byte[4];
      bytes.get(id);
      var size = bytes.getInt();
      if (new String(id, StandardCharsets.US_ASCII).equals("data")) {
        var samples = new short[Math.min(size, bytes.remaining())];
        for (var i = 0; i < samples.length; i++) {
          samples[i] = linear(bytes.get());
        }
        return samples;
      }
      bytes.position(bytes.position() + size + (size & 1));
    }
    throw new IOException("no sound in the clip");
  }

  /** Writes interleaved samples of two lanes. */
  static void writeStereo(OutputStream out, short[] interleaved) throws IOException {
    var bytes = ByteBuffer.allocate(44 + interleaved.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + interleaved.length * 2);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 2);
    bytes.putInt(RATE).putInt(RATE * FRAME_BYTES);
    bytes.putShort((short) FRAME_BYTES).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(interleaved.length * 2);
    for (var sample : interleaved) {
      bytes.putShort(sample);
    }
    out.write(bytes.array());
  }

  /** One sample by ITU-T G.711. */
  private static short linear(byte muLaw) {
    var u = ~muLaw & 0xff;
    var magnitude = ((((u & 0x0f) << 3) + 0x84) << ((u & 0x70) >> 4)) - 0x84;
    return (short) ((u & 0x80) == 0 ? magnitude : -magnitude);
  }
}
