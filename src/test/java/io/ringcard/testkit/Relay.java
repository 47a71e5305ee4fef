package io.ringcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A wire between a browser and a server that can be cut, and that may lead to another server later.
 */
public final class Relay implements AutoCloseable {

  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile int target;
  private volatile boolean whole = true;

  public Relay(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** Ends all connections; new ones end at once until {@link #mend}. */
  public void cut() {
    whole = false;
    open.forEach(Relay::close);
  }

  public void mend() {
    whole = true;
  }

  /** Leads to this port from now on. */
  public void mend(int newTarget) {
    target = newTarget;
    mend();
  }

  private void accept() {
    try {
      while (true) {
        var from = listening.accept();
        if (whole) {
          join(from);
        } else {
          close(from);
        }
      }
    } catch (IOException closed) {
      open.forEach(Relay::close);
    }
  }

  private void join(Socket from) {
    try {
      var to = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(from);
      open.add(to);
      Thread.ofVirtual().start(() -> copy(from, to));
      Thread.ofVirtual().start(() -> copy(to, from));
    } catch (IOException nobodyThere) {
      close(from);
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
