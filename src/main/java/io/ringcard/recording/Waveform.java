package io.ringcard.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Peaks of a sound file, by FFmpeg in a process of its own: it may open that one file and nothing
 * else, takes it for WAVE whatever is in it, reads a limited length on one processor, and is
 * stopped when it takes too long.
 */
final class Waveform {

  /** Slices per lane at most, and the shortest of them: fine enough to find the pauses. */
  private static final int SLICES = 4_000;

  private static final int SLICES_PER_SECOND = 20;
  private static final int LONGEST_SECONDS = 6 * 3600;

  private static final int RATE = 8_000;
  private static final long TIMEOUT_SECONDS = 120;
  private static final int ERROR_BYTES = 2_000;

  private final @Nullable Path configured;

  Waveform(@Nullable Path configured) {
    this.configured = configured;
  }

  /** Each time anew: it may be installed while the server runs. */
  private Path program() {
    return FfmpegProgram.find(configured);
  }

  /** Fails with the reason when FFmpeg does not run at all, which is no file's fault. */
  void check() throws IOException {
    try {
      FfmpegProgram.version(program());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  /** Of each of the file's channels. */
  Peaks peaks(Path file, int channels) throws IOException {
    var process = start(file, channels);
    var errors = CompletableFuture.supplyAsync(() -> errors(process));
    Thread.startVirtualThread(() -> stopWhenLate(process));
    try (var sound = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      var peaks = read(sound, channels);
      var status = process.waitFor();
      if (status != 0) {
        throw new IOException("FFmpeg ended with %d: %s".formatted(status, errors.join()));
      }
      return peaks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path file, int channels) throws IOException {
    var rest =
        "-t %d -threads 1 -ac %d -ar %d -f s16le pipe:1".formatted(LONGEST_SECONDS, channels, RATE);
    var command =
        new ArrayList<>(
            List.of(
                program().toString(), "-nostdin", "-v", "error", "-protocol_whitelist", "file"));
    command.addAll(List.of("-f", "wav", "-i", "file:" + file));
    command.addAll(List.of(rest.split(" ")));
    var process = new ProcessBuilder(command).start();
    process.getOutputStream().close();
    return process;
  }

  /** Only then: a process that is destroyed takes what it has said with it. */
  private static void stopWhenLate(Process process) {
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String errors(Process process) {
    try (var errors = process.getErrorStream()) {
      var text = new String(errors.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8).strip();
      errors.transferTo(OutputStream.nullOutputStream());
      return text;
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * The highest of each shortest slice, then so many of these together that few enough are left.
   */
  private static Peaks read(InputStream sound, int channels) throws IOException {
    var fine = new ArrayList<int[]>();
    var frame = new byte[2 * channels];
    for (long frames = 0; sound.readNBytes(frame, 0, frame.length) == frame.length; frames++) {
      if (frames % (RATE / SLICES_PER_SECOND) == 0) {
        fine.add(new int[channels]);
      }
      var highest = fine.getLast();
      for (var lane = 0; lane < channels; lane++) {
        var sample = (short) (frame[2 * lane] & 0xff | frame[2 * lane + 1] << 8);
        highest[lane] = Math.max(highest[lane], Math.abs((int) sample));
      }
    }
    var together = Math.max(1, (fine.size() + SLICES - 1) / SLICES);
    return new Peaks(
        IntStream.range(0, channels).mapToObj(lane -> bytes(fine, lane, together)).toList());
  }

  private static byte[] bytes(List<int[]> fine, int lane, int together) {
    var bytes = new byte[(fine.size() + together - 1) / together];
    for (var slice = 0; slice < bytes.length; slice++) {
      var end = Math.min(fine.size(), (slice + 1) * together);
      var highest = fine.subList(slice * together, end).stream().mapToInt(one -> one[lane]).max();
      bytes[slice] = (byte) Math.round(highest.orElse(0) * 255 / 32768.0);
    }
    return bytes;
  }
}
