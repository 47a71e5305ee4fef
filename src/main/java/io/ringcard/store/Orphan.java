package io.ringcard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived the program that started it: {@code kill -9} and a crash of the JVM
 * leave it running. The caller holds the folder's lock, so no living program uses it.
 */
final class Orphan {

  private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
  private static final long STOP_SECONDS = 30;

  private Orphan() {}

  static void stop(Path data) throws IOException {
    var found = find(data);
    if (found.isEmpty()) {
      return;
    }
    var server = found.get();
    LOG.warn("stopping a database that was left running, process {}", server.pid());
    signal(server, "INT");
    if (!ended(server)) {
      signal(server, "QUIT");
      if (!ended(server)) {
        throw new IllegalStateException(
            "a database left running, process " + server.pid() + ", does not stop");
      }
    }
  }

  /**
   * The first line of {@code postmaster.pid} names the process; the number may be another's now.
   */
  private static Optional<ProcessHandle> find(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(p -> serves(p, data));
  }

  private static boolean serves(ProcessHandle process, Path data) {
    try {
      var command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return command.contains("postgres") && command.contains(data.toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** INT is PostgreSQL's fast shutdown, QUIT its immediate one. */
  private static void signal(ProcessHandle process, String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping a database", e);
    }
  }

  private static boolean ended(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping a database", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IOException(e);
    }
  }
}
