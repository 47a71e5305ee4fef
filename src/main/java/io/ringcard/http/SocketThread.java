package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * See {@link Request#socket()}. What it is given it does in that order, so each work sees what the
 * ones before it have made of the response. Work that fails is answered for here: nobody else would
 * hear of it, and the other end would wait.
 */
final class SocketThread implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(SocketThread.class);

  private final Context loop;
  private final RoutingContext exchange;
  private final String name;

  /**
   * @param name of what was asked for, for the log
   */
  SocketThread(Context loop, RoutingContext exchange, String name) {
    this.loop = loop;
    this.exchange = exchange;
    this.name = name;
  }

  @Override
  public void execute(Runnable work) {
    loop.runOnContext(nothing -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        failHere(e);
      }
    });
  }

  void refuse(Problem problem) {
    execute(() -> {
      if (problem instanceof Problem.TooMany many && !response().headWritten()) {
        response().putHeader("Retry-After", Long.toString(many.retryAfterSeconds()));
      }
      send(Problems.status(problem), Problems.text(problem));
    });
  }

  /** Tells the other end no more than a number that is found in the log. */
  void fail(Throwable failure) {
    execute(() -> failHere(failure));
  }

  private void failHere(Throwable failure) {
    if (response().closed()) {
      LOG.debug("the other end has left", failure);
      return;
    }
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("failure {} in {}", id, name, failure);
    send(500, Problems.internal(id));
  }

  private void send(int status, String text) {
    var response = response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (isBodyUnread()) {
      response.putHeader("Connection", "close");
    }
    response.headers().remove("Content-Encoding").remove("Content-Disposition");
    response.setStatusCode(status).putHeader("Content-Type", Problems.MEDIA_TYPE).end(text);
  }

  /** A sender that is refused before its body was read must not make us read it. */
  private boolean isBodyUnread() {
    var request = exchange.request();
    return !request.isEnded()
        && request.version() != HttpVersion.HTTP_2
        && (request.headers().contains("Content-Length")
            || request.headers().contains("Transfer-Encoding"));
  }

  private HttpServerResponse response() {
    return exchange.response();
  }
}
