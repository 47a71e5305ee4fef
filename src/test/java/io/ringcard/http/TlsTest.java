package io.ringcard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Scanner;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final char[] WORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void certificateAndKeyFromFilesWithHttp2() throws Exception {
    var keys = makeKeys();
    var settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            pem("CERTIFICATE", keys.getCertificate("me").getEncoded()),
            pem("PRIVATE KEY", keys.getKey("me", WORD).getEncoded()),
            List.of(),
            null);
    var routes =
        new Routes()
            .on(
                "signIn",
                request -> {
                  var secure = Peer.of(request.raw()).secure();
                  throw new io.ringcard.kernel.Problem.Forbidden(secure ? "tls" : "plain")
                      .asException();
                });
    try (var server = TestServer.start(routes, settings, person -> new JsonObject());
        var client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      assertThat(server.address()).startsWith("https://");
      var request =
          HttpRequest.newBuilder(URI.create(server.address() + "/api/session"))
              .header("X-Requested-With", "ringcard")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"login\":\"a\",\"password\":\"b\"}"))
              .build();
      var reply = client.send(request, BodyHandlers.ofString());
      assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(reply.body()).contains("\"tls\"");
      var anna = new Principal(1, "anna", "Анна", Role.OPERATOR);
      var push =
          HttpRequest.newBuilder(URI.create(server.address() + "/api/push"))
              .header("Cookie", server.cookieOf(server.as(anna)))
              .build();
      var stream = client.send(push, BodyHandlers.ofInputStream());
      assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
      try (var events = new Scanner(stream.body(), StandardCharsets.UTF_8)) {
        assertThat(events.useDelimiter("\n\n").tokens().limit(2))
            .last()
            .asString()
            .contains("event: snapshot");
      }
      assertThat(plainAnswer(server.port())).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void oneWithoutTheOtherIsRefused() {
    assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 0, "cert.pem", null, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new HttpSettings("127.0.0.1", 0, null, null, List.of("example.org"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String plainAnswer(int port) throws Exception {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException e) {
      return "cut off";
    }
  }

  private KeyStore makeKeys() throws Exception {
    var file = folder.resolve("keys.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=ringcard",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(WORD))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(made).isZero();
    return KeyStore.getInstance(file.toFile(), WORD);
  }

  private String pem(String what, byte[] der) throws Exception {
    var file = folder.resolve(what.replace(' ', '-') + ".pem");
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    return file.toString();
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("me", keys.getCertificate("me"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
