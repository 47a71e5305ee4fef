package io.ringcard.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What those who care for the server ask: health, figures, the contract. */
final class Care {

  private final Contract contract;
  private final Supplier<Status> status;
  private final PrometheusMeterRegistry metrics;
  private final @Nullable String token;

  Care(
      Contract contract,
      Supplier<Status> status,
      PrometheusMeterRegistry metrics,
      @Nullable String token) {
    this.contract = contract;
    this.status = status;
    this.metrics = metrics;
    this.token = token;
  }

  record Health(String status, Status links) {}

  /** 503 while the database is away: nothing works then; a lost exchange leaves most of it. */
  @Nullable Object health(Request request) {
    var now = status.get();
    var text = Json.text(new Health(now.isUp() ? "up" : "down", now));
    var response =
        request
            .raw()
            .response()
            .setStatusCode(now.database().up() ? 200 : 503)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store");
    request.socket().execute(() -> response.end(text));
    return null;
  }

  @Nullable Object metrics(Request request) {
    if (!Peer.of(request.raw()).direct() && !hasToken(request)) {
      throw new Problem.NotFound("path").asException();
    }
    var text = metrics.scrape();
    var response =
        request
            .raw()
            .response()
            .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            .putHeader("Cache-Control", "no-store");
    request.socket().execute(() -> response.end(text));
    return null;
  }

  private boolean hasToken(Request request) {
    var sent = request.raw().request().getHeader("Authorization");
    return token != null
        && sent != null
        && MessageDigest.isEqual(
            ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
            sent.getBytes(StandardCharsets.UTF_8));
  }

  @Nullable Object openapi(Request request) {
    var response = request.raw().response().putHeader("Content-Type", "application/json");
    request.socket().execute(() -> response.end(contract.json()));
    return null;
  }
}
