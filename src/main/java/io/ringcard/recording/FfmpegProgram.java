package io.ringcard.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Where FFmpeg is: the configured one, then the machine's own, then the one that ships with us. */
final class FfmpegProgram {

  private FfmpegProgram() {}

  static Path find(@Nullable Path configured) {
    return configured != null ? configured : onPath();
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
