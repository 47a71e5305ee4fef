package io.ringcard.exchange;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This server, as others at the same database know it. It is the one of its data folder: there lie
 * the journals in which checkpoints are places.
 *
 * @param name for people: where it runs
 */
public record Server(UUID id, String name) {

  /**
   * The server of that folder; a new folder is a new server. Its file comes whole or not at all:
   * half a name, after a power cut, would hold up every later start.
   */
  public static Server of(Path data, int port) throws IOException {
    var file = data.resolve("server");
    if (!Files.exists(file)) {
      Files.createDirectories(data);
      var draft = data.resolve("server.part");
      Files.writeString(
          draft, UUID.randomUUID().toString(), CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
      Files.move(draft, file, ATOMIC_MOVE);
    }
    try {
      var id = UUID.fromString(Files.readString(file).strip());
      return new Server(id, InetAddress.getLocalHost().getHostName() + ":" + port);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " does not hold the name of this server", e);
    }
  }
}
