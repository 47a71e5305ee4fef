package io.ringcard.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.http.Contract.Operation;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
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
  private final SocketThread socket;
  private final long begun = System.nanoTime();

  /** Without an operation, the answer is that there is none, to people with a session. */
  Exchange(House house, @Nullable Operation operation, RoutingContext context, Context loop) {
    this.house = house;
    this.operation = operation;
    this.context = context;
    this.loop = loop;
    this.socket =
        new SocketThread(loop, context, operation == null ? "an unknown path" : operation.id());
  }

  void run() {
    try {
      pass();
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.Unavailable) {
        LOG.debug("unavailable", e);
      }
      socket.refuse(e.problem());
    } catch (Throwable e) {
      socket.fail(e);
    } finally {
      socket.execute(() -> {
        if (!context.request().isEnded()) {
          context.request().resume();
        }
        measure();
      });
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
    var answer =
        handler.handle(new ContractRequest(context, loop, socket, principal, values, body));
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
    } else if (!known.isAnsweredByHand()) {
      socket.execute(() -> response.setStatusCode(204).end());
    }
  }

  private void sendJson(int status, byte[] json) {
    var isPacked = Gzip.isWorthIt(json.length) && Gzip.isAccepted(context.request());
    var body = Buffer.buffer(isPacked ? Gzip.pack(json) : json);
    var response = context.response();
    socket.execute(() -> {
      if (isPacked) {
        response.putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
      }
      response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
    });
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
