package io.ringcard.doctor;

import io.ringcard.doctor.Check.Paste;
import io.ringcard.http.HttpSettings;
import io.ringcard.http.TlsPair;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** How browsers reach the page: encrypted, or on this machine alone. */
final class PageChecks {

  private static final Duration SOON = Duration.ofDays(30);
  private static final String KEY = "tls";

  private final HttpSettings settings;
  private final Instant now;

  PageChecks(HttpSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  List<Check> list() {
    return List.of(settings.isTls() ? certificate() : plain());
  }

  private Check plain() {
    if (!settings.trustedProxies().isEmpty()) {
      return new Check(
          KEY,
          Check.Mark.OK,
          "tls.proxy",
          List.of(String.join(", ", settings.trustedProxies())),
          List.of());
    }
    if (isLoopback(settings.host())) {
      return new Check(KEY, Check.Mark.OK, "tls.loopback", List.of(), List.of());
    }
    return Check.warn(KEY, "tls.plain", settings.host())
        .paste(
            Paste.into(
                "ringcard.yaml",
                "tls: {cert: /etc/ringcard/chain.pem, key: /etc/ringcard/key.pem}"));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Check certificate() {
    var vertx = Vertx.vertx();
    try {
      return judge(TlsPair.read(vertx, settings));
    } catch (IOException e) {
      return Check.fail(KEY, "tls.unread", String.valueOf(e.getMessage()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private Check judge(TlsPair pair) {
    var expires = LocalDate.ofInstant(pair.expires(), ZoneOffset.UTC);
    if (!pair.matches()) {
      return Check.fail(KEY, "tls.strangers");
    }
    if (!pair.expires().isAfter(now)) {
      return Check.fail(KEY, "tls.expired", expires).paste(renew());
    }
    return pair.expires().isBefore(now.plus(SOON))
        ? Check.warn(KEY, "tls.soon", expires).paste(renew())
        : Check.ok(KEY, expires);
  }

  private static Paste renew() {
    return Paste.into("shell", "certbot renew && systemctl restart ringcard");
  }
}
