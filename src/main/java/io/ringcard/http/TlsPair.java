package io.ringcard.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.X509KeyManager;

/**
 * The server's certificate and key, read from their files by the same code that serves them.
 *
 * @param certificate first of the chain: the server's own
 */
public record TlsPair(X509Certificate certificate, PrivateKey key) {

  /** Fails with the reason when a file cannot be read or holds no certificate or no key. */
  public static TlsPair read(Vertx vertx, HttpSettings settings) throws IOException {
    var options =
        new PemKeyCertOptions()
            .setCertPath(settings.tlsCertificate())
            .setKeyPath(settings.tlsKey());
    try {
      for (var manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager keys) {
          for (var type : new String[] {"RSA", "EC", "Ed25519", "RSASSA-PSS"}) {
            var aliases = keys.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
              return new TlsPair(
                  keys.getCertificateChain(aliases[0])[0], keys.getPrivateKey(aliases[0]));
            }
          }
        }
      }
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
    throw new IOException("no certificate in " + settings.tlsCertificate());
  }

  public Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /** Whether the key is the certificate's: what it signs, the certificate proves. */
  public boolean matches() {
    try {
      var signature = Signature.getInstance(algorithm());
      signature.initSign(key);
      signature.update((byte) 1);
      var signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }
}
