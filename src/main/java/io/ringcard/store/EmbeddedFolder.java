package io.ringcard.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of an embedded database: held by one program at a time, readable by its user only. */
final class EmbeddedFolder {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFolder.class);

  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final int MOST_TRIES = 100;

  /** Loopback with a password is the only door; no socket, no replication. */
  private static final String ACCESS_RULES =
      """
      # Written at each start.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path path;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final String password;

  private EmbeddedFolder(Path path, FileChannel lockChannel, FileLock lock) throws IOException {
    this.path = path;
    this.lockChannel = lockChannel;
    this.lock = lock;
    this.password = readOrMakePassword();
  }

  /** Fails when a living program holds the folder. */
  static EmbeddedFolder take(Path folder) throws IOException {
    var path = folder.toAbsolutePath().normalize();
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    var channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new IllegalStateException("another Ringcard uses the database in " + path);
    }
    return new EmbeddedFolder(path, channel, lock);
  }

  /** Whether a living program holds the folder. */
  static boolean isTaken(Path folder) throws IOException {
    var lock = folder.resolve("lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var taken = tryLock(channel)) {
      return taken == null;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  Path data() {
    return path.resolve("data");
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  String password() {
    return password;
  }

  private String readOrMakePassword() throws IOException {
    var file = passwordFile();
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var made = HexFormat.of().formatHex(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, made + "\n");
    return made;
  }

  /** The port of last time as long as nothing else took it, else a free one. */
  int port() throws IOException {
    var file = path.resolve("port");
    if (Files.exists(file)) {
      var kept = Integer.parseInt(Files.readString(file).strip());
      if (freePort(kept) == kept) {
        return kept;
      }
      LOG.warn("port {} of the database is taken by another program", kept);
    }
    var free = freePort();
    Files.writeString(file, free + "\n");
    return free;
  }

  /**
   * Below the ports that systems give out by themselves: a connection that somebody opens does not
   * take it before the database has it, or while the database is stopped.
   */
  private static int freePort() throws IOException {
    for (var left = MOST_TRIES; left > 0; left--) {
      var port = freePort(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT));
      if (port > 0) {
        return port;
      }
    }
    return freePort(0);
  }

  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (java.net.BindException e) {
      return -1;
    }
  }

  void writeAccessRules() {
    try {
      Files.writeString(data().resolve("pg_hba.conf"), ACCESS_RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A first start that was cut off left files that no PostgreSQL can use; they are kept aside. */
  void setAsideHalfMade() throws IOException {
    if (Files.exists(data()) && !Files.exists(path.resolve("made"))) {
      var aside = path.resolve("data-half-made-" + System.currentTimeMillis());
      LOG.warn("the first start of the database was cut off; its files are now in {}", aside);
      Files.move(data(), aside);
    }
  }

  void markMade() throws IOException {
    var mark = path.resolve("made");
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
  }

  void release() {
    try {
      if (lock.isValid()) {
        lock.release();
      }
      lockChannel.close();
    } catch (IOException e) {
      LOG.warn("could not let go of {}", path, e);
    }
  }
}
