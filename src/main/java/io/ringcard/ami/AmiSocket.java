package io.ringcard.ami;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection, plain or encrypted.
 *
 * @param plain what lies below: closed without ceremony, since a farewell in TLS can wait for ever
 *     for a dead peer
 * @param socket where bytes go and come
 */
record AmiSocket(Socket plain, Socket socket) {

  void close() throws IOException {
    plain.close();
  }

  static AmiSocket connect(AmiSettings settings) throws IOException {
    var plain = new Socket();
    try {
      plain.setKeepAlive(true);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
      plain.connect(
          new InetSocketAddress(settings.host(), settings.port()),
          Math.toIntExact(settings.connectTimeout().toMillis()));
      return new AmiSocket(plain, settings.tls() ? encrypt(plain, settings) : plain);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** The stock way checks the certificate's chain but not that it is this host's. */
  private static Socket encrypt(Socket plain, AmiSettings settings) throws IOException {
    var factory = factory(settings.certificate());
    var socket = (SSLSocket) factory.createSocket(plain, settings.host(), settings.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLSocketFactory factory(@Nullable Path trusted) throws IOException {
    if (trusted == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try (var in = Files.newInputStream(trusted)) {
      var keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        keys.setCertificateEntry("trusted-" + keys.size(), certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new SSLException("cannot use the certificates of " + trusted, e);
    }
  }
}
