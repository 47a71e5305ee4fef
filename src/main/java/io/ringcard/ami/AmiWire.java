package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.thread.Urgency;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as the library sees it. Its reader thread reads here; every byte goes to the
 * recorder first, and back come only the banner and the answers to actions. Events never reach the
 * library, so its queue of 20,000, which drops silently, cannot fill.
 */
final class AmiWire implements SocketConnectionFacade {

  private static final String BANNER = "Asterisk Call Manager";
  private static final int LONGEST_BANNER = 256;

  private final AmiSocket connection;
  private final Socket socket;
  private final AmiRecorder recorder;
  private final byte[] buffer = new byte[16 * 1024];
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final AtomicReference<@Nullable LinkReason> end = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable StringBuilder banner = new StringBuilder();
  private @Nullable IOException failure;
  private boolean asked;
  private volatile Instant heard = AmiRecorder.now();
  private volatile long waitingSince;

  AmiWire(AmiSocket connection, AmiRecorder recorder) {
    this.connection = connection;
    socket = connection.socket();
    this.recorder = recorder;
    recorder.opened(this);
  }

  /** Reads up to the banner; fails when none comes in this time. */
  void greet(Duration limit, Duration readTimeout) throws IOException {
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    while (banner != null) {
      if (!receive()) {
        throw failure == null ? new EOFException("closed before the greeting") : failure;
      }
    }
    socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
  }

  @Override
  public @Nullable String readLine() {
    if (!asked) {
      Urgency.REAL_TIME.ask();
      asked = true;
    }
    while (lines.isEmpty() && receive()) {}
    return lines.poll();
  }

  /** An answer of the stream; called by the recorder while it takes the bytes of this wire. */
  void answered(AmiBlock block) {
    var idSeen = false;
    for (var line : block.lines()) {
      var isId = line.startsWith("ActionID:");
      if (!line.startsWith(BANNER) && !(isId && idSeen)) {
        lines.add(line);
      }
      idSeen |= isId;
    }
    lines.add("");
  }

  /** How long the reader has been waiting for a byte; zero while it is busy with some. */
  Duration quiet() {
    var since = waitingSince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Gives the connection up, whoever notices first; the first reason counts. */
  void drop(LinkReason reason) {
    end.compareAndSet(null, reason);
    try {
      connection.close();
    } catch (IOException e) {
      end.compareAndSet(null, LinkReason.of(e));
    }
  }

  /** Waits for the end; null when there was none in this time. */
  @Nullable LinkReason awaitEnd(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS) ? end.get() : null;
  }

  /** Drops the connection and notes its end, even if the library's reader has died before. */
  void finish(LinkReason reason) {
    drop(reason);
    var first = end.get();
    recorder.lost(this, heard, (first == null ? reason : first).slug());
    ended.countDown();
  }

  @Override
  public void write(String text) throws IOException {
    ActionGuard.check(text);
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  @Override
  public void flush() throws IOException {
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    drop(LinkReason.CLOSED);
  }

  @Override
  public boolean isConnected() {
    return end.get() == null && socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }

  private boolean receive() {
    try {
      waitingSince = System.nanoTime();
      var length = socket.getInputStream().read(buffer);
      waitingSince = 0;
      if (length < 0) {
        finish(LinkReason.CLOSED);
        return false;
      }
      heard = AmiRecorder.now();
      takeBanner(length);
      return recorder.bytes(this, buffer, length);
    } catch (IOException e) {
      failure = e;
      finish(LinkReason.of(e));
      return false;
    }
  }

  /** The banner is followed by no empty line, and nothing more comes before our first action. */
  private void takeBanner(int length) {
    for (var i = 0; banner != null && i < length; i++) {
      banner.append((char) (buffer[i] & 0xff));
      if (banner.length() > LONGEST_BANNER) {
        banner = null;
      } else if (buffer[i] == '\n') {
        lines.add(banner.toString().strip());
        banner = null;
      }
    }
  }
}
