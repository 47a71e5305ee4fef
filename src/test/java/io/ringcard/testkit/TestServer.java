package io.ringcard.testkit;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.http.Authenticator;
import io.ringcard.http.HttpSettings;
import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.http.Server;
import io.ringcard.http.Status;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The real server on a free port of this machine, with the routes of the rooms under test; answers
 * are checked against the contract. Sessions are given by {@link #as}, without signing in.
 */
public final class TestServer implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private final Tokens tokens = new Tokens();
  private final PushHub push;
  private final Server server;

  public static TestServer start(Routes routes) {
    return start(routes, HttpSettings.loopback(0), person -> new JsonObject());
  }

  public static TestServer start(
      Routes routes, HttpSettings settings, Function<Principal, Object> snapshot) {
    return new TestServer(routes, settings, snapshot, "webroot-sample");
  }

  private TestServer(
      Routes routes, HttpSettings settings, Function<Principal, Object> snapshot, String webroot) {
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    push = new PushHub(snapshot, metrics);
    server =
        Server.start(
            TestDatabase.vertx(),
            new Server.Wiring(
                settings, routes, tokens, TestServer::status, metrics, push, webroot, true));
  }

  private static Status status() {
    return new Status(new Status.Link("database", true, START, null), List.of(), 0, false);
  }

  /** A client in a session of its own. */
  public TestClient as(Principal person) {
    var token = "token-" + tokens.sessions.size() + "-" + person.login();
    tokens.sessions.put(token, person);
    return stranger().with("Cookie", "ringcard=" + token).with("X-Requested-With", "ringcard");
  }

  public TestClient as(long userId, String login, Role role) {
    return as(new Principal(userId, login, login, role));
  }

  /** Nobody signed in, and no header of writes. */
  public TestClient stranger() {
    return new TestClient(server.address());
  }

  /** The session's cookie of a client that {@link #as} gave. */
  public String cookieOf(TestClient client) {
    return client.header("Cookie");
  }

  public Authenticator sessions() {
    return tokens;
  }

  public PushHub push() {
    return push;
  }

  public String address() {
    return server.address();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Tokens implements Authenticator {

    private final Map<String, Principal> sessions = new ConcurrentHashMap<>();

    @Override
    public Optional<Principal> find(String token) {
      return Optional.ofNullable(sessions.get(token));
    }

    @Override
    public boolean isAlive(String token) {
      return sessions.containsKey(token);
    }
  }
}
