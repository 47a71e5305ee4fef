package io.ringcard.ami;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the manager interface of an exchange.
 *
 * @param tls encrypts, and checks that the certificate bears the host's name
 * @param certificate PEM file of certificates to trust instead of the system's, or null
 * @param connectTimeout limit for connecting and for each answer
 * @param readTimeout silence after which the connection counts as dead; longer than {@code
 *     pingEvery}
 * @param pingEvery interval of our own questions, which end the silence of a living exchange
 * @param retryEvery pause between attempts once the first quick ones have failed
 */
public record AmiSettings(
    String host,
    int port,
    String user,
    String secret,
    boolean tls,
    @Nullable Path certificate,
    Duration connectTimeout,
    Duration readTimeout,
    Duration pingEvery,
    Duration retryEvery) {

  public static final int PORT = 5038;
  private static final Duration FIVE = Duration.ofSeconds(5);
  private static final Duration FIFTEEN = Duration.ofSeconds(15);

  public AmiSettings {
    if (readTimeout.compareTo(pingEvery) <= 0) {
      throw new IllegalArgumentException("the read timeout must exceed the interval of pings");
    }
  }

  /** Without TLS; a dead exchange is noticed after 15 s, a restarted one found within 5 s. */
  public static AmiSettings of(String host, int port, String user, String secret) {
    return new AmiSettings(host, port, user, secret, false, null, FIVE, FIFTEEN, FIVE, FIVE);
  }

  public AmiSettings withTls(@Nullable Path trusted) {
    return new AmiSettings(
        host,
        port,
        user,
        secret,
        true,
        trusted,
        connectTimeout,
        readTimeout,
        pingEvery,
        retryEvery);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + (tls ? " (TLS)" : "");
  }
}
