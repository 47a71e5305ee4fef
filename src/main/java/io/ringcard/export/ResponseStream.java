package io.ringcard.export;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * A response as a stream for a virtual thread: each part waits until the other end has room for it,
 * so that a slow reader holds no memory here. Fails when the reader has left. Whoever wrote the
 * whole answer ends the response: one that is broken off must not look whole.
 */
final class ResponseStream extends OutputStream {

  private final HttpServerResponse response;
  private final Executor socket;

  /**
   * @param socket see {@link io.ringcard.http.Request#socket()}
   */
  ResponseStream(HttpServerResponse response, Executor socket) {
    this.response = response;
    this.socket = socket;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    try {
      var part = Buffer.buffer(length).appendBytes(bytes, offset, length);
      CompletableFuture.supplyAsync(() -> response.write(part), socket)
          .thenCompose(Future::toCompletionStage)
          .get();
    } catch (ExecutionException e) {
      throw new IOException("the reader has left", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }
}
