package io.ringcard.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The HTTP server: every route of the contract, then the page. Starts only when each operation has
 * its handler, unless the wiring says that this is a trial.
 */
public final class Server implements AutoCloseable {

  /** Operations that the server brings itself. */
  private static final Set<String> OWN = Set.of("health", "metrics", "openapi", "push");

  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_LINE_BYTES = 8 * 1024;

  /** Above the longest statement and far above the beat of the push channel. */
  private static final int IDLE_SECONDS = 75;

  /** How long requests that run may go on when the server ends. */
  private static final int PATIENCE_SECONDS = 2;

  /**
   * What the server is made of.
   *
   * @param webroot folder of the class path with the page
   * @param trial for tests of single rooms: operations without a handler answer 501, and an answer
   *     that does not fit the contract is a failure
   */
  public record Wiring(
      HttpSettings settings,
      Routes routes,
      Authenticator authenticator,
      Supplier<Status> status,
      PrometheusMeterRegistry metrics,
      PushHub push,
      String webroot,
      boolean trial) {}

  private final HttpServer server;
  private final HttpSettings settings;
  private final PushHub push;
  private final ExecutorService workers;

  /** Operations of the contract that these routes do not serve. */
  public static Set<String> missing(Routes routes) {
    var missing = new TreeSet<String>();
    Contract.load().operations().forEach(operation -> missing.add(operation.id()));
    missing.removeAll(OWN);
    missing.removeAll(routes.handlers().keySet());
    return missing;
  }

  /** Waits until the server listens. */
  public static Server start(Vertx vertx, Wiring wiring) {
    var missing = missing(wiring.routes());
    if (!missing.isEmpty() && !wiring.trial()) {
      throw new IllegalStateException("operations without a handler: " + missing);
    }
    var contract = Contract.load();
    var house = house(contract, wiring);
    var ghosts = new TreeSet<>(house.handlers().keySet());
    contract.operations().forEach(operation -> ghosts.remove(operation.id()));
    if (!ghosts.isEmpty()) {
      throw new IllegalStateException("handlers without an operation: " + ghosts);
    }
    return new Server(vertx, wiring, contract, house);
  }

  private Server(Vertx vertx, Wiring wiring, Contract contract, Exchange.House house) {
    this.settings = wiring.settings();
    this.push = wiring.push();
    this.workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    var dispatch = new Dispatch(contract, house, wiring, workers);
    var router = Router.router(vertx);
    router.route().handler(dispatch::handle);
    push.begin(vertx, wiring.authenticator(), workers);
    try {
      this.server =
          vertx
              .createHttpServer(options(settings))
              .requestHandler(request -> route(request, router))
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      workers.shutdownNow();
      throw new IllegalStateException(
          "cannot listen on " + settings.host() + ":" + settings.port(), e.getCause());
    }
  }

  /** The router fails on targets that are no path, such as {@code *}. */
  private static void route(HttpServerRequest request, Router router) {
    var path = request.path();
    if (path != null && path.startsWith("/")) {
      router.handle(request);
    } else {
      request.response().setStatusCode(400).end();
    }
  }

  private static Exchange.House house(Contract contract, Wiring wiring) {
    var care =
        new Care(contract, wiring.status(), wiring.metrics(), wiring.settings().metricsToken());
    var handlers = new HashMap<String, Handler>(wiring.routes().handlers());
    handlers.put("health", care::health);
    handlers.put("metrics", care::metrics);
    handlers.put("openapi", care::openapi);
    handlers.put("push", wiring.push()::connect);
    var bodies = new HashMap<String, SchemaCheck>();
    for (var operation : contract.operations()) {
      if (operation.body() != null) {
        bodies.put(operation.id(), contract.check(operation.body()));
      }
    }
    return new Exchange.House(
        wiring.authenticator(),
        Map.copyOf(handlers),
        wiring.routes().written(),
        Map.copyOf(bodies),
        new Answers(contract, wiring.trial()),
        wiring.metrics());
  }

  private static HttpServerOptions options(HttpSettings settings) {
    var options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setTcpNoDelay(true);
    if (settings.isTls()) {
      options
          .setSsl(true)
          // A handshake computes for long: not where ringing phones wait.
          .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
          .setUseAlpn(true)
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(settings.tlsCertificate())
                  .setKeyPath(settings.tlsKey()));
    }
    return options;
  }

  public int port() {
    return server.actualPort();
  }

  /** As a person would type it. */
  public String address() {
    var host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    return (settings.isTls() ? "https" : "http") + "://" + host + ":" + port();
  }

  /** Ends the push channels, lets running requests finish for a moment, and lets go of the port. */
  @Override
  public void close() {
    push.close();
    server
        .shutdown(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Where a request belongs: to the contract, to the page, or nowhere. */
  private static final class Dispatch {

    private final Contract contract;
    private final Exchange.House house;
    private final StaticPage page;
    private final List<AddressRange> proxies;
    private final ExecutorService workers;

    Dispatch(Contract contract, Exchange.House house, Wiring wiring, ExecutorService workers) {
      this.contract = contract;
      this.house = house;
      this.page = new StaticPage(wiring.webroot());
      this.proxies = wiring.settings().trustedProxies().stream().map(AddressRange::of).toList();
      this.workers = workers;
    }

    void handle(RoutingContext context) {
      var request = context.request();
      var path = Optional.ofNullable(request.path()).orElse("");
      var isApi = path.equals("/api") || path.startsWith("/api/");
      SecurityHeaders.put(context.response(), isApi);
      Peer.of(request, proxies).keepIn(context);
      var method = request.method().name();
      var loop = context.vertx().getOrCreateContext();
      var operation = find(method, path).orElse(null);
      if (operation != null || isApi) {
        if (operation != null && operation.hasBody()) {
          request.pause();
        }
        var exchange = new Exchange(house, operation, context, loop);
        workers.execute(exchange::run);
      } else if (method.equals("GET") || method.equals("HEAD")) {
        workers.execute(() -> servePage(context, new SocketThread(loop, context, "the page")));
      } else {
        nothing(context);
      }
    }

    /** HEAD is for those who watch the server and asks what GET would say. */
    private Optional<Contract.Operation> find(String method, String path) {
      return method.equals("HEAD")
          ? contract.find("GET", path).filter(Contract.Operation::isPublic)
          : contract.find(method, path);
    }

    private void servePage(RoutingContext context, SocketThread socket) {
      try {
        if (!page.serve(context, socket)) {
          socket.execute(() -> nothing(context));
        }
      } catch (Throwable e) {
        socket.fail(e);
      }
    }

    private static void nothing(RoutingContext context) {
      context
          .response()
          .setStatusCode(404)
          .putHeader("Content-Type", Problems.MEDIA_TYPE)
          .end(Problems.text(new io.ringcard.kernel.Problem.NotFound("path")));
    }
  }
}
