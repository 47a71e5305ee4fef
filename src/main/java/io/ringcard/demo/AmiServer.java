package io.ringcard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where managers of the demo exchange connect: loopback only, each on threads of its own. */
final class AmiServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AmiServer.class);
  private static final int MOST_SESSIONS = 64;

  private final ServerSocket socket;
  private final Wire wire;

  private AmiServer(ServerSocket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
  }

  static AmiServer start(DemoSettings settings, Actions actions, Wire wire, Runnable signedIn)
      throws IOException {
    var socket = new ServerSocket(settings.port(), 50, InetAddress.getByName("127.0.0.1"));
    var server = new AmiServer(socket, wire);
    Thread.ofVirtual().name("demo-manager").start(() -> server.accept(settings, actions, signedIn));
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept(DemoSettings settings, Actions actions, Runnable signedIn) {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        if (wire.size() >= MOST_SESSIONS) {
          client.close();
          continue;
        }
        AmiSession.start(client, settings, actions, wire, signedIn);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          log.warn("a manager could not connect", e);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wire.close();
  }
}
