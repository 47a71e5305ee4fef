package io.ringcard.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One tab's line; guarded by the lock of its feed. A reader that does not keep up is cut off rather
 * than waited for: it comes back with its last id, while waiting would keep everything in memory.
 *
 * <p>Counts what the socket has not taken yet by itself: the response's own {@code writeQueueFull}
 * also says so after a short burst on a busy machine, which is no fault of the reader.
 */
final class PushStream {

  private static final Buffer RETRY = Buffer.buffer("retry: 2000\n\n");
  private static final int MOST_WAITING = 512 * 1024;
  private static final int MOST_HELD = 1_000;

  private final Executor socket;
  private final HttpServerResponse response;
  private final String session;
  private final Runnable slow;
  private final AtomicLong waiting = new AtomicLong();
  private @Nullable List<Buffer> held;
  private long heldSince;
  private long mostWaiting = MOST_WAITING;

  /**
   * @param socket the only thread that touches the response from now on
   */
  PushStream(Executor socket, HttpServerResponse response, String session, Runnable slow) {
    this.socket = socket;
    this.response = response;
    this.session = session;
    this.slow = slow;
  }

  /**
   * The work runs where the connection ended, and must not take the feed's lock there; at once when
   * it has ended already. To be called when the feed has the stream.
   */
  void onGone(Runnable work) {
    socket.execute(() -> {
      response.closeHandler(nothing -> work.run());
      response.exceptionHandler(failure -> work.run());
      if (response.closed()) {
        work.run();
      }
    });
  }

  String session() {
    return session;
  }

  /** Keeps back what comes after this number until {@link #release}. */
  void hold(long number) {
    heldSince = number;
    held = new ArrayList<>();
  }

  long heldSince() {
    return heldSince;
  }

  void open() {
    socket.execute(() ->
        response
            .setChunked(true)
            .putHeader("Content-Type", "text/event-stream")
            .putHeader("X-Accel-Buffering", "no"));
    put(RETRY);
  }

  /** What a tab gets at its beginning may be large and is no sign of a slow reader. */
  void writeNow(Buffer frame) {
    mostWaiting += frame.length();
    put(frame);
  }

  void release() {
    var kept = held;
    held = null;
    if (kept != null) {
      kept.forEach(this::writeNow);
    }
  }

  /** False when this reader has fallen behind. */
  boolean write(Buffer frame) {
    var kept = held;
    if (kept != null) {
      kept.add(frame);
      return kept.size() <= MOST_HELD;
    }
    if (waiting.get() > mostWaiting) {
      slow.run();
      return false;
    }
    put(frame);
    return true;
  }

  private void put(Buffer frame) {
    waiting.addAndGet(frame.length());
    socket.execute(
        () -> response.write(frame).onComplete(taken -> waiting.addAndGet(-frame.length())));
  }

  void close() {
    socket.execute(response::reset);
  }
}
