package io.ringcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What is to be heard in the lanes of a recording (16 bit PCM). */
public record Lanes(int lanes, double seconds, double[][] samples) {

  private static final int PIECE = 800;

  public static Lanes read(Path file) {
    try (var sound = AudioSystem.getAudioInputStream(file.toFile())) {
      var lanes = sound.getFormat().getChannels();
      var data =
          ByteBuffer.wrap(sound.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      var samples = new double[lanes][data.remaining() / lanes];
      for (var i = 0; i < samples[0].length * lanes; i++) {
        samples[i % lanes][i / lanes] = data.get(i) / 32768.0;
      }
      return new Lanes(lanes, samples[0].length / sound.getFormat().getSampleRate(), samples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedAudioFileException e) {
      throw new AssertionError(file + " is no sound file", e);
    }
  }

  /** Mean amplitude (0 to 1) of a tone in pieces of 100 ms, at 8 kHz. */
  public double tone(int lane, int hertz) {
    var pieces = samples[lane].length / PIECE;
    double sum = 0;
    for (var piece = 0; piece < pieces; piece++) {
      sum += tone(samples[lane], piece * PIECE, 2 * Math.PI * hertz / 8000);
    }
    return sum / pieces;
  }

  public double clientTone(int lane) {
    return tone(lane, Sipp.CLIENT_HERTZ);
  }

  public double ourTone(int lane) {
    return tone(lane, Sipp.OUR_HERTZ);
  }

  /** Goertzel's sum over one piece. */
  private static double tone(double[] sound, int from, double step) {
    double real = 0;
    double imaginary = 0;
    for (var i = 0; i < PIECE; i++) {
      real += sound[from + i] * Math.cos(step * i);
      imaginary += sound[from + i] * Math.sin(step * i);
    }
    return 2 * Math.hypot(real, imaginary) / PIECE;
  }
}
