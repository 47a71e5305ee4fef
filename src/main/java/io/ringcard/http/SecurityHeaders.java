package io.ringcard.http;

import io.vertx.core.http.HttpServerResponse;

/** What every answer tells the browser not to do. */
final class SecurityHeaders {

  /** Mantine writes its variables into style elements; scripts come from our own files only. */
  private static final String CONTENT =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "connect-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "media-src 'self' blob:",
          "worker-src 'self'",
          "manifest-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'self'");

  private SecurityHeaders() {}

  static void put(HttpServerResponse response, boolean isApi) {
    response
        .putHeader("Content-Security-Policy", CONTENT)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(
            "Permissions-Policy",
            "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)");
    if (isApi) {
      response.putHeader("Cache-Control", "no-store");
    }
  }
}
