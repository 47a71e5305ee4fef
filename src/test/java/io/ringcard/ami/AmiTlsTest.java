package io.ringcard.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.testkit.FakeAmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The certificate must be trusted and must be the host's. */
@Timeout(60)
class AmiTlsTest {

  private static final String PASSWORD = "password";

  @TempDir Path folder;

  @TempDir static Path keys;
  private static Path trusted;
  private static ServerSocketFactory sockets;

  private static final class Deaf implements AmiListener {
    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {}

    @Override
    public void lost(Instant at, String reason, long to) {}
  }

  @BeforeAll
  static void makeCertificateOfLocalhost() throws Exception {
    var store = keys.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-alias",
        "ami",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    trusted = keys.resolve("trusted.pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "ami",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-file",
        trusted.toString());
    sockets = serverSockets(store);
  }

  @Test
  void trustedAndOfThisHost() throws IOException {
    assertThat(reasonAt("localhost", trusted)).isEqualTo(LinkReason.CONNECTED);
  }

  @Test
  void ofAnotherHost() throws IOException {
    assertThat(reasonAt("127.0.0.1", trusted)).isEqualTo(LinkReason.TLS);
  }

  @Test
  void notTrusted() throws IOException {
    assertThat(reasonAt("localhost", null)).isEqualTo(LinkReason.TLS);
  }

  private LinkReason reasonAt(String host, Path certificate) throws IOException {
    try (var exchange = FakeAmi.start(sockets);
        var journal = Journal.open(JournalSettings.of(folder.resolve("journal")), trouble -> {});
        var link =
            new AmiLink(
                AmiSettings.of(host, exchange.port(), FakeAmi.USER, FakeAmi.SECRET)
                    .withTls(certificate),
                journal,
                new Deaf(),
                status -> {})) {
      link.start();
      await().until(() -> link.status().reason() != LinkReason.STARTING);
      return link.status().reason();
    }
  }

  private static ServerSocketFactory serverSockets(Path store)
      throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(java.util.List.of(arguments));
    var keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
  }
}
