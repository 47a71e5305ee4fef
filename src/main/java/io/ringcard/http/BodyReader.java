package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of a request that was paused until its sender was known: nobody unknown makes us
 * keep anything.
 */
final class BodyReader {

  static final int MOST_BYTES = 256 * 1024;
  private static final int SECONDS = 20;

  private final HttpServerRequest request;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final Buffer collected = Buffer.buffer();

  private BodyReader(HttpServerRequest request) {
    this.request = request;
  }

  /** Waits for the whole body; on a thread that may wait. */
  static byte[] read(HttpServerRequest request, Context context) {
    var type = request.getHeader("Content-Type");
    if (!isJson(type)) {
      throw new Problem.Invalid("Content-Type", "media-type").asException();
    }
    if (length(request) > MOST_BYTES) {
      throw tooLarge();
    }
    var reader = new BodyReader(request);
    context.runOnContext(nothing -> reader.start());
    return reader.await();
  }

  private static boolean isJson(@Nullable String type) {
    if (type == null) {
      return false;
    }
    var essence = type.split(";", 2);
    var charset = essence.length > 1 ? essence[1].strip().toLowerCase(Locale.ROOT) : "";
    return essence[0].strip().equalsIgnoreCase("application/json")
        && (charset.isEmpty() || charset.replace("\"", "").equals("charset=utf-8"));
  }

  private static long length(HttpServerRequest request) {
    var header = request.getHeader("Content-Length");
    return header != null && header.matches("[0-9]{1,18}") ? Long.parseLong(header) : 0;
  }

  private void start() {
    request
        .exceptionHandler(whole::completeExceptionally)
        .handler(this::take)
        .endHandler(nothing -> whole.complete(collected.getBytes()))
        .resume();
  }

  private void take(Buffer chunk) {
    if (collected.length() + chunk.length() > MOST_BYTES) {
      whole.completeExceptionally(tooLarge());
    } else {
      collected.appendBuffer(chunk);
    }
  }

  private byte[] await() {
    try {
      return whole.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw invalid("incomplete");
    } catch (TimeoutException e) {
      throw invalid("timeout");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : invalid("incomplete");
    }
  }

  private static RuntimeException invalid(String reason) {
    return new Problem.Invalid("body", reason).asException();
  }

  private static RuntimeException tooLarge() {
    return new Problem.TooLarge("body").asException();
  }
}
