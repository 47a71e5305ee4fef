package io.ringcard.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and whom it believes.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param tlsCertificate path of a PEM file with the chain; null for plain http
 * @param tlsKey path of the PEM file with its key
 * @param trustedProxies addresses or ranges ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} and
 *     {@code X-Forwarded-Proto} count
 * @param metricsToken bearer token that opens {@code /metrics} from elsewhere than this machine;
 *     null when nothing does
 */
public record HttpSettings(
    String host,
    int port,
    @Nullable String tlsCertificate,
    @Nullable String tlsKey,
    List<String> trustedProxies,
    @Nullable String metricsToken) {

  public HttpSettings {
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new IllegalArgumentException("tls.cert and tls.key belong together");
    }
    trustedProxies.forEach(AddressRange::of);
  }

  /** Plain http on this machine only. */
  public static HttpSettings loopback(int port) {
    return new HttpSettings("127.0.0.1", port, null, null, List.of(), null);
  }

  public boolean isTls() {
    return tlsCertificate != null;
  }
}
