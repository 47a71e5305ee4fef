package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request that was paused until its sender was known, read piece by piece by a thread
 * that may wait: no more is fetched than is asked for. A sender that leaves or falls silent fails
 * the reading with {@code Invalid("body")}.
 */
final class BodyStream extends InputStream {

  private static final int SECONDS = 30;
  private static final Buffer END = Buffer.buffer();
  private static final Buffer BROKEN = Buffer.buffer();

  private final HttpServerRequest request;
  private final Context context;
  private final BlockingQueue<Buffer> pieces = new LinkedBlockingQueue<>();
  private Buffer piece = Buffer.buffer();
  private int at;
  private boolean asked;

  BodyStream(HttpServerRequest request, Context context) {
    this.request = request;
    this.context = context;
  }

  @Override
  public int read() {
    return fill() ? piece.getUnsignedByte(at++) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (!fill()) {
      return -1;
    }
    var count = Math.min(length, piece.length() - at);
    piece.getBytes(at, at + count, into, offset);
    at += count;
    return count;
  }

  private boolean fill() {
    while (at == piece.length() && piece != END) {
      context.runOnContext(nothing -> ask());
      piece = next();
      at = 0;
    }
    return piece != END;
  }

  private void ask() {
    if (!asked) {
      asked = true;
      request
          .exceptionHandler(broken -> pieces.add(BROKEN))
          .endHandler(whole -> pieces.add(END))
          .handler(pieces::add);
    }
    request.fetch(1);
  }

  private Buffer next() {
    try {
      var next = pieces.poll(SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new Problem.Invalid("body", "timeout").asException();
      }
      if (next == BROKEN) {
        throw new Problem.Invalid("body", "incomplete").asException();
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Invalid("body", "incomplete").asException();
    }
  }
}
