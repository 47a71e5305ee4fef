package io.ringcard.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.regex.Pattern.MULTILINE;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where FFmpeg is: the configured one, then the machine's own, then the one that ships with us. */
public final class FfmpegProgram {

  private static final Logger LOG = LoggerFactory.getLogger(FfmpegProgram.class);
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("^ffmpeg version (\\S+)", MULTILINE);
  private static final int MOST_BYTES = 16 * 1024;
  private static final String LATE = "it does not end";
  private static final String NAME = "ffmpeg";
  private static final String BUNDLED = "/org/bytedeco/ffmpeg/%s/";

  /** Libraries for screens and sound cards, and one that comes along and has nothing to do here. */
  private static final List<String> DEVICES =
      List.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0");

  private static final String STAND_IN = "libdrm.so.2";

  private FfmpegProgram() {}

  public static Path find(@Nullable Path configured) {
    return configured != null ? configured : onPath();
  }

  /** What it says of itself, such as {@code 7.1.1}; fails with the reason when it does not run. */
  public static String version(Path program) throws IOException, InterruptedException {
    return version(program, VERSION_LIMIT);
  }

  /** Destroyed at the end only: a process that is destroyed takes what it has said with it. */
  static String version(Path program, Duration limit) throws IOException, InterruptedException {
    var running =
        new ProcessBuilder(program.toString(), "-version").redirectErrorStream(true).start();
    var output = new FutureTask<>(() -> running.getInputStream().readNBytes(MOST_BYTES));
    Thread.startVirtualThread(output);
    try {
      var said = new String(output.get(limit.toMillis(), MILLISECONDS), UTF_8);
      if (!running.waitFor(limit)) {
        throw new IOException(LATE);
      }
      var version = VERSION.matcher(said);
      if (running.exitValue() != 0 || !version.find()) {
        throw new IOException(said.lines().findFirst().orElse("status " + running.exitValue()));
      }
      return version.group(1);
    } catch (TimeoutException e) {
      throw new IOException(LATE, e);
    } catch (ExecutionException e) {
      throw new IOException("it cannot be heard", e);
    } finally {
      running.destroyForcibly();
    }
  }

  private static Path onPath() {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      var candidate = Path.of(folder, NAME);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return Bundled.PROGRAM;
  }

  /**
   * Unpacked once, when nothing else is there. Where none comes along the name is all there is, and
   * whoever starts it is told that it is missing.
   */
  private static final class Bundled {
    static final Path PROGRAM = findBundled();
  }

  private static Path findBundled() {
    try {
      var unpacked = unpack();
      if (unpacked.isEmpty()) {
        return Path.of(NAME);
      }
      var program = launcher(unpacked.get(), false);
      return runs(program) ? program : launcher(unpacked.get(), true);
    } catch (IOException e) {
      LOG.warn("the FFmpeg that comes along cannot be unpacked: {}", e.toString());
      return Path.of(NAME);
    }
  }

  /** Nothing of it is loaded into this process; for a machine of another kind none comes along. */
  static Optional<Path> unpack() throws IOException {
    var folders = Loader.cacheResources(Loader.class, BUNDLED.formatted(Loader.getPlatform()));
    return Stream.of(folders).map(File::toPath).map(Path::toAbsolutePath).findFirst();
  }

  private static boolean runs(Path program) {
    try {
      return !version(program).isEmpty();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Of the libraries beside the program some name no folder for those that they need themselves
   * (libavutil needs libva): on a machine without them the program starts only when it is told to
   * look beside itself.
   *
   * <p>It stands beside the program, where programs may be run for certain. Other servers of the
   * same account have the same.
   *
   * @param standIns in place of what it needs for screens and sound cards: a server need not have
   *     that, and nobody here uses it
   */
  static Path launcher(Path unpacked, boolean standIns) throws IOException {
    var program = unpacked.resolve(NAME);
    if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    var folder = Files.createDirectories(unpacked.resolve(standIns ? "stand-ins" : "launcher"));
    if (standIns) {
      for (var device : DEVICES) {
        link(folder.resolve(device), unpacked.resolve(STAND_IN));
      }
    }
    var script = folder.resolve(NAME);
    var text =
        """
        #!/bin/sh
        LD_LIBRARY_PATH=%s:%s exec %s "$@"
        """
            .formatted(quoted(folder), quoted(unpacked), quoted(program));
    if (!Files.isExecutable(script) || !Files.readString(script).equals(text)) {
      var draft = Files.createTempFile(folder, NAME, null);
      Files.writeString(draft, text);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, script, ATOMIC_MOVE);
    }
    return script;
  }

  private static void link(Path link, Path target) throws IOException {
    try {
      Files.createSymbolicLink(link, target);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("there already", e);
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
