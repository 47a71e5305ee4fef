package io.ringcard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.http.Contract.Operation;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, from the session to the answer, in the only order there is: session, role, header of
 * writes, parameters, body, handler. Runs on a virtual thread of its own.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** What all exchanges share. */
  record House(
      Authenticator authenticator,
      Map<String, Handler> handlers,
      Runnable written,
      Map<String, SchemaCheck> bodies,
      Answers answers,
      MeterRegistry metrics) {}

  private final House house;
  private final @Nullable Operation operation;
  private final RoutingContext context;
  private final Context loop;
  private final long begun = System.nanoTime();

  /** Without an operation, the answer is that there is none, to people with a session. */
  Exchange(House house, @Nullable Operation operation, RoutingContext context, Context loop) {
    this.house = house;
    this.operation = operation;
    this.context = context;
    this.loop = loop;
  }

  void run() {
    try {
      pass();
    } catch (ProblemException e) {
      refuse(e);
    } catch (Throwable e) {
      fail(e);
    } finally {
      onSocket(context.request()::resume);
      measure();
    }
  }

  private void pass() throws Exception {
    var known = operation;
    if (known == null) {
      session();
      throw new Problem.NotFound("path").asException();
    }
    var principal = known.isPublic() ? null : session();
    if (principal != null && !known.roles().contains(principal.role())) {
      throw new Problem.Forbidden("role").asException();
    }
    var request = context.request();
    if (known.isWrite() && !"ringcard".equals(request.getHeader("X-Requested-With"))) {
      throw new Problem.Forbidden("header").asException();
    }
    var values = ContractRequest.values(known, context);
    var body = body(known);
    var handler = house.handlers().get(known.id());
    if (handler == null) {
      throw new Problem.Unavailable("operation").asException();
    }
    var answer = handler.handle(new ContractRequest(context, loop, principal, values, body));
    if (known.isWrite()) {
      house.written().run();
    }
    answer(known, answer);
  }

  private Principal session() {
    return token(context.request())
        .flatMap(house.authenticator()::find)
        .orElseThrow(() -> new Problem.Unauthenticated("session").asException());
  }

  static Optional<String> token(HttpServerRequest request) {
    var cookie = request.getCookie(Authenticator.COOKIE);
    return Optional.ofNullable(cookie).map(io.vertx.core.http.Cookie::getValue);
  }

  private @Nullable Object body(Operation known) {
    var check = house.bodies().get(known.id());
    if (check == null) {
      return null;
    }
    var body = StrictJson.parse(BodyReader.read(context.request(), loop));
    check
        .find(body)
        .ifPresent(found -> {
          throw found.asException();
        });
    return body;
  }

  private void answer(Operation known, @Nullable Object answer) {
    var response = context.response();
    var schema = known.answer();
    if (answer != null && schema != null) {
      sendJson(known.success(), house.answers().bytes(answer, schema));
    } else if (answer != null) {
      sendJson(known.success(), Json.bytes(answer));
    } else if (!known.isAnsweredByHand() && !response.headWritten()) {
      response.setStatusCode(204);
      onSocket(response::end);
    }
  }

  private void sendJson(int status, byte[] json) {
    var response = context.response();
    response.setStatusCode(status).putHeader("Content-Type", "application/json");
    if (Gzip.isWorthIt(json.length) && Gzip.isAccepted(context.request())) {
      response.putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
      end(Gzip.pack(json));
    } else {
      end(json);
    }
  }

  private void end(byte[] bytes) {
    var body = Buffer.buffer(bytes);
    onSocket(() -> context.response().end(body));
  }

  /** See {@link Request#socket()}. */
  private void onSocket(Runnable work) {
    loop.runOnContext(nothing -> work.run());
  }

  private void refuse(ProblemException e) {
    var problem = e.problem();
    if (problem instanceof Problem.Unavailable) {
      LOG.debug("unavailable", e);
    }
    if (problem instanceof Problem.TooMany many) {
      context.response().putHeader("Retry-After", Long.toString(many.retryAfterSeconds()));
    }
    sendProblem(Problems.status(problem), Problems.text(problem));
  }

  private void fail(Throwable e) {
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    if (context.response().closed()) {
      LOG.debug("the other end has left", e);
      return;
    }
    LOG.error("failure {} in {}", id, operation == null ? "an unknown path" : operation.id(), e);
    sendProblem(500, Problems.internal(id));
  }

  private void sendProblem(int status, String text) {
    var response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.headWritten()) {
      onSocket(response::reset);
      return;
    }
    if (isBodyUnread()) {
      response.putHeader("Connection", "close");
    }
    response.headers().remove("Content-Encoding");
    response.setStatusCode(status).putHeader("Content-Type", Problems.MEDIA_TYPE);
    end(text.getBytes(UTF_8));
  }

  /** A sender that is refused before its body was read must not make us read it. */
  private boolean isBodyUnread() {
    var request = context.request();
    return !request.isEnded()
        && request.version() != io.vertx.core.http.HttpVersion.HTTP_2
        && (request.headers().contains("Content-Length")
            || request.headers().contains("Transfer-Encoding"));
  }

  private void measure() {
    house
        .metrics()
        .timer(
            "http_requests",
            "operation",
            operation == null ? "none" : operation.id(),
            "status",
            Integer.toString(context.response().getStatusCode()))
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }
}
