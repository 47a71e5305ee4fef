package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems as RFC 9457 JSON: a slug, a field, a reason, and no sentence. */
final class Problems {

  static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  static int status(Problem problem) {
    return switch (problem) {
      case Problem.Invalid invalid -> isMediaType(invalid) ? 415 : 400;
      case Problem.Unauthenticated ignored -> 401;
      case Problem.Forbidden ignored -> 403;
      case Problem.NotFound ignored -> 404;
      case Problem.Conflict ignored -> 409;
      case Problem.TooLarge ignored -> 413;
      case Problem.TooMany ignored -> 429;
      case Problem.Unavailable unavailable -> unavailable.what().equals("operation") ? 501 : 503;
    };
  }

  private static boolean isMediaType(Problem.Invalid invalid) {
    return invalid.reason().equals("media-type");
  }

  static String text(Problem problem) {
    var status = status(problem);
    return switch (problem) {
      case Problem.Invalid p -> json("invalid", status, p.field(), p.reason(), p.params());
      case Problem.Unauthenticated p -> json("unauthenticated", status, null, p.reason(), Map.of());
      case Problem.Forbidden p -> json("forbidden", status, null, p.reason(), Map.of());
      case Problem.NotFound p -> json("not-found", status, p.field(), "unknown", Map.of());
      case Problem.Conflict p -> json("conflict", status, p.field(), p.reason(), p.current());
      case Problem.TooLarge p -> json("too-large", status, p.field(), "too-large", Map.of());
      case Problem.TooMany p ->
          json(
              "too-many",
              status,
              null,
              "too-many",
              Map.of("retryAfterSeconds", p.retryAfterSeconds()));
      case Problem.Unavailable p -> json("unavailable", status, null, p.what(), p.params());
    };
  }

  /** A failure of ours; the id leads to the log, where all the rest stands. */
  static String internal(String id) {
    return json("internal", 500, null, "internal", Map.of("id", id));
  }

  private static String json(
      String type,
      int status,
      @Nullable String field,
      @Nullable String reason,
      Map<String, Object> params) {
    var json = new JsonObject().put("type", type).put("status", status);
    if (field != null) {
      json.put("field", field);
    }
    if (reason != null) {
      json.put("reason", reason);
    }
    if (!params.isEmpty()) {
      json.put("params", new JsonObject(Json.text(params)));
    }
    return json.encode();
  }
}
