package io.ringcard.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Where FFmpeg is: the configured one, then the machine's own, then the one that ships with us. */
public final class FfmpegProgram {

  private static final int VERSION_SECONDS = 10;

  private FfmpegProgram() {}

  public static Path find(@Nullable Path configured) {
    return configured != null ? configured : onPath();
  }

  /** What it says of itself, such as {@code 7.1.1}; fails with the reason when it does not run. */
  public static String version(Path program) throws IOException, InterruptedException {
    var running =
        new ProcessBuilder(program.toString(), "-version").redirectErrorStream(true).start();
    try (var output = running.getInputStream()) {
      var said = new String(output.readNBytes(16 * 1024), UTF_8);
      if (!running.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("it does not end");
      }
      var words = said.split("\\s+", 4);
      if (running.exitValue() != 0 || words.length < 4 || !words[0].equals("ffmpeg")) {
        throw new IOException(said.lines().findFirst().orElse("status " + running.exitValue()));
      }
      return words[2];
    } finally {
      running.destroyForcibly();
    }
  }

  private static Path onPath() {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      var candidate = Path.of(folder, "ffmpeg");
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return Bundled.PROGRAM;
  }

  /** Unpacked once, when nothing else is there. */
  private static final class Bundled {
    static final Path PROGRAM =
        launcher(Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)).toAbsolutePath());
  }

  /**
   * Of the libraries beside the program some name no folder for those that they need themselves
   * (libavutil needs libva): on a machine without them the program starts only when it is told to
   * look beside itself.
   */
  private static Path launcher(Path program) {
    try {
      var folder = Files.createTempDirectory("ringcard-ffmpeg");
      var script = folder.resolve("ffmpeg");
      Files.writeString(
          script,
          """
          #!/bin/sh
          LD_LIBRARY_PATH=%s exec %s "$@"
          """
              .formatted(quoted(program.resolveSibling("")), quoted(program)));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      folder.toFile().deleteOnExit();
      script.toFile().deleteOnExit();
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
