package io.ringcard.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to a server that can be cut, pulled out, held fast or cut behind a certain word, and that
 * may lead to another server later.
 */
public final class Relay implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Semaphore flows = new Semaphore(1, true);
  private final AtomicInteger cutsDue = new AtomicInteger();
  private final AtomicInteger cutsMade = new AtomicInteger();
  private volatile String cutBehind = "";
  private volatile int target;
  private volatile boolean whole = true;

  public Relay(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Ends all connections; new ones end at once until {@link #mend}. */
  public void cut() {
    whole = false;
    open.forEach(Relay::close);
  }

  /** The same without a farewell (RST), as of a machine that lost its memory. */
  public void reset() {
    whole = false;
    for (var socket : open) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException gone) {
        continue;
      }
      close(socket);
    }
  }

  /** Nothing passes either way, and nobody is told; until {@link #release}. */
  public void hold() {
    flows.acquireUninterruptibly();
  }

  public void release() {
    flows.release();
  }

  /**
   * Cuts connections so many times when a client has said this: the server gets it, the client
   * never hears what came of it.
   */
  public void cutBehind(String word, int times) {
    cutBehind = word;
    cutsDue.set(times);
  }

  /** How often a connection was cut behind its word. */
  public int cutsMade() {
    return cutsMade.get();
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
      if (!whole) {
        // it was cut meanwhile
        close(from);
        close(to);
      }
      Thread.ofVirtual().start(() -> copy(from, to, true));
      Thread.ofVirtual().start(() -> copy(to, from, false));
    } catch (IOException nobodyThere) {
      close(from);
    }
  }

  private void copy(Socket from, Socket to, boolean asks) {
    try (from;
        to) {
      pass(from.getInputStream(), to.getOutputStream(), asks ? from : null);
    } catch (IOException ended) {
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void pass(InputStream in, OutputStream out, Socket asking) throws IOException {
    var buffer = new byte[BUFFER];
    for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      flows.acquireUninterruptibly();
      flows.release();
      var cuts = asking != null && isLast(new String(buffer, 0, n, ISO_8859_1));
      if (cuts) {
        asking.shutdownOutput();
        cutsMade.incrementAndGet();
      }
      out.write(buffer, 0, n);
      out.flush();
      if (cuts) {
        return;
      }
    }
  }

  private boolean isLast(String said) {
    return cutsDue.get() > 0
        && said.contains(cutBehind)
        && cutsDue.getAndUpdate(due -> Math.max(0, due - 1)) > 0;
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
