package io.ringcard.recording;

import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffmpeg.FFmpeg;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import com.github.kokorin.jaffree.ffmpeg.UrlOutput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Peaks of a sound file, by FFmpeg in a process of its own with a limit of time. */
final class Waveform {

  /** Slices per lane: about one per pixel of a wide player. */
  private static final int SLICES = 800;

  private static final int RATE = 8_000;
  private static final long TIMEOUT_SECONDS = 120;

  private final Path program;

  Waveform(@Nullable Path configured) {
    this.program = FfmpegProgram.find(configured);
  }

  /** Highest amplitude, 0 to 1, of equal slices of each lane. */
  List<List<Double>> peaks(Path file, int channels) throws IOException {
    var raw = Files.createTempFile("ringcard-", ".s16");
    try {
      decode(file, raw, channels);
      return read(raw, channels);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private void decode(Path file, Path raw, int channels) throws IOException {
    var running =
        FFmpeg.atPath(program.getParent())
            .setLogLevel(LogLevel.ERROR)
            .setOverwriteOutput(true)
            .addInput(UrlInput.fromUrl("file:" + file).addArguments("-protocol_whitelist", "file"))
            .addOutput(
                UrlOutput.toPath(raw)
                    .setFormat("s16le")
                    .addArguments("-ac", Integer.toString(channels))
                    .addArguments("-ar", Integer.toString(RATE)))
            .executeAsync();
    try {
      running.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("FFmpeg could not read " + file.getFileName(), e);
    } catch (TimeoutException e) {
      running.forceStop();
      throw new IOException("FFmpeg took too long for " + file.getFileName(), e);
    } catch (InterruptedException e) {
      running.forceStop();
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private static List<List<Double>> read(Path raw, int channels) throws IOException {
    var frames = Files.size(raw) / (2L * channels);
    var perSlice = Math.max(1, (frames + SLICES - 1) / SLICES);
    var slices = (int) ((frames + perSlice - 1) / perSlice);
    var highest = new int[channels][slices];
    try (var in = new BufferedInputStream(Files.newInputStream(raw), 1 << 16)) {
      for (long frame = 0; frame < frames; frame++) {
        for (var lane : highest) {
          var sample = (short) (in.read() | in.read() << 8);
          var slice = (int) (frame / perSlice);
          lane[slice] = Math.max(lane[slice], Math.abs((int) sample));
        }
      }
    }
    var lanes = new ArrayList<List<Double>>();
    for (var lane : highest) {
      var values = new ArrayList<Double>(slices);
      for (var value : lane) {
        values.add(Math.round(value / 32768.0 * 1000) / 1000.0);
      }
      lanes.add(values);
    }
    return lanes;
  }
}
