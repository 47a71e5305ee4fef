package io.ringcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports below those that systems give out by themselves: one that is free for a moment is not taken
 * by a connection that somebody opens meanwhile.
 */
final class LowPorts {

  private LowPorts() {}

  static int any() {
    return ThreadLocalRandom.current().nextInt(20_000, 32_000);
  }

  /** One at which nobody listens. */
  static int free() {
    while (true) {
      try (var socket = new ServerSocket(any())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
