package io.ringcard.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tab's line; guarded by the lock of its feed. A reader that does not keep up is cut off rather
 * than waited for: it comes back with its last id, while waiting would keep everything in memory.
 */
final class PushStream {

  private static final int MOST_WAITING_BYTES = 512 * 1024;
  private static final int MOST_HELD = 1_000;

  private final HttpServerResponse response;
  private final String session;
  private final Runnable slow;
  private @Nullable List<String> held;
  private long heldSince;
  private int allowance = MOST_WAITING_BYTES;

  PushStream(HttpServerResponse response, String session, Runnable slow) {
    this.response = response;
    this.session = session;
    this.slow = slow;
  }

  /** The work runs where the connection ended, and must not take the feed's lock there. */
  void onGone(Runnable work) {
    response.closeHandler(nothing -> work.run());
    response.exceptionHandler(failure -> work.run());
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
    response
        .setChunked(true)
        .setWriteQueueMaxSize(allowance)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
  }

  /** What a tab gets at its beginning may be large and is no sign of a slow reader. */
  void writeNow(String frame) {
    allowance += 4 * frame.length();
    response.setWriteQueueMaxSize(allowance);
    response.write(frame);
  }

  void release() {
    var waiting = held;
    held = null;
    if (waiting != null) {
      waiting.forEach(this::writeNow);
    }
  }

  /** False when this reader has fallen behind. */
  boolean write(String frame) {
    var waiting = held;
    if (waiting != null) {
      waiting.add(frame);
      return waiting.size() <= MOST_HELD;
    }
    if (response.writeQueueFull()) {
      slow.run();
      return false;
    }
    response.write(frame);
    return true;
  }

  void close() {
    response.reset();
  }
}
