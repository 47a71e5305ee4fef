package io.ringcard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, the headers, who may see the figures, and whom the server believes. */
class EdgeTest {

  private static final Principal ANNA = new Principal(1, "anna", "Анна", Role.OPERATOR);

  private static TestServer server;
  private static TestClient anybody;

  @BeforeAll
  static void start() {
    server = TestServer.start(routes());
    anybody = server.stranger();
  }

  /** Answers who the server thinks is asking. */
  private static Routes routes() {
    return new Routes()
        .on(
            "signIn",
            request -> {
              var peer = Peer.of(request.raw());
              throw new Problem.Invalid(peer.address(), peer.secure() ? "tls" : "plain")
                  .asException();
            })
        .on(
            "listTeams",
            request -> {
              throw new Problem.TooMany(17).asException();
            })
        .on(
            "getAudio",
            request -> {
              request
                  .socket()
                  .execute(() -> {
                    throw new IllegalStateException("on the socket's thread");
                  });
              return null;
            })
        .on(
            "exportCalls",
            request -> {
              request.socket().execute(() -> request.raw().response().end("whole"));
              throw new IllegalStateException("after the answer");
            })
        .on(
            "getUploadScript",
            request -> {
              var response = request.raw().response().setChunked(true);
              request.socket().execute(() -> response.write("half"));
              throw new IllegalStateException("amid the answer");
            });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() {
    for (var path : List.of("/", "/api/me", "/nothing.js", "/health", "/assets/index-abc123.js")) {
      var reply = anybody.get(path);
      var policy = reply.header("Content-Security-Policy").orElse("");
      assertThat(policy)
          .contains(
              "default-src 'none'",
              "script-src 'self'",
              "frame-ancestors 'none'",
              "base-uri 'none'")
          .doesNotContain("unsafe-eval");
      assertThat(policy.replaceAll("style-src[^;]*", "")).doesNotContain("unsafe-inline");
      assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
      assertThat(reply.header("Permissions-Policy")).isPresent();
      assertThat(reply.header("X-Powered-By")).isEmpty();
    }
    assertThat(anybody.get("/api/me").header("Cache-Control")).contains("no-store");
    assertThat(anybody.get("/api/openapi.json").header("Cache-Control")).contains("no-store");
  }

  @Test
  void pageAddressesGiveThePage() {
    for (var path :
        List.of("/", "/calls", "/clients/12", "/index.html", "/reports/durations?by=day")) {
      var reply = anybody.get(path);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.text()).contains("<title>sample</title>");
      assertThat(reply.header("Cache-Control")).contains("no-cache");
      assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(
              anybody.with("If-None-Match", reply.header("ETag").orElseThrow()).get(path).status())
          .isEqualTo(304);
      var several = "\"other\", W/" + reply.header("ETag").orElseThrow();
      assertThat(anybody.with("If-None-Match", several).get(path).status()).isEqualTo(304);
      assertThat(anybody.with("If-None-Match", "\"other\"").get(path).status()).isEqualTo(200);
    }
    assertThat(anybody.exchange("HEAD", "/").status()).isEqualTo(200);
    assertThat(anybody.exchange("POST", "/").status()).isEqualTo(404);
  }

  @Test
  void assetsAreKeptAndCompressed() throws Exception {
    var plain = anybody.get("/assets/index-abc123.js");
    assertThat(plain.header("Cache-Control")).contains("public, max-age=31536000, immutable");
    assertThat(plain.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    var packed = anybody.with("Accept-Encoding", "br, gzip").get("/assets/index-abc123.js");
    assertThat(packed.header("Content-Encoding")).contains("gzip");
    assertThat(packed.bytes().length).isLessThan(plain.bytes().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
        .isEqualTo(plain.bytes());
    assertThat(anybody.with("Accept-Encoding", "gzip;q=0").get("/assets/index-abc123.js").bytes())
        .isEqualTo(plain.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../openapi.yaml",
        "/..%2fopenapi.yaml",
        "/%2e%2e/openapi.yaml",
        "/assets/../../openapi.yaml",
        "/assets/..%5c..%5copenapi.yaml",
        "/..;/openapi.yaml",
        "//openapi.yaml",
        "/assets//x",
        "/%00",
        "/a%2f..%2fb",
        "/.git/config",
        "/assets/.",
        "/openapi.yaml",
        "/io/ringcard/Main.class",
        "/calls%2f1",
        "/%61pi/me",
        "/a\\..\\b",
        "/nothing.js",
        "/db/migration/V001__people_and_calls.sql",
        "/assets/%69ndex-abc123.js"
      })
  void nothingElseOfTheClassPathIsServed(String path) {
    assertThat(anybody.status("GET " + path + " HTTP/1.1")).isEqualTo(404);
  }

  @Test
  void nonsenseIsRefusedAndTheServerStays() {
    for (var line :
        List.of(
            "GET",
            "GET /",
            "\0\0\0",
            "GET http://[/ HTTP/1.1",
            "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "GET /%zz HTTP/1.1")) {
      try {
        assertThat(anybody.status(line)).as(line).isLessThan(500);
      } catch (RuntimeException e) {
        assertThat(e).as("the line was dropped").isNotNull();
      }
    }
    assertThat(anybody.get("/").status()).isEqualTo(200);
  }

  @Test
  void healthTellsItsParts() {
    var health = anybody.get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().getString("status")).isEqualTo("up");
    var head = anybody.exchange("HEAD", "/health");
    assertThat(head.header("Content-Type")).contains("application/json");
    assertThat(head.bytes()).isEmpty();
    assertThat(anybody.exchange("HEAD", "/api/me").status()).isEqualTo(401);
    assertThat(health.json().getJsonObject("links").getJsonObject("database").getBoolean("up"))
        .isTrue();
  }

  @Test
  void theContractIsServed() {
    var contract = anybody.get("/api/openapi.json").json();
    assertThat(contract.getString("openapi")).startsWith("3.1");
    assertThat(contract.getJsonObject("paths").containsKey("/api/calls/{id}/outcome")).isTrue();
  }

  @Test
  void tooManyCarriesRetryAfter() {
    var reply = server.as(ANNA).get("/api/teams");
    assertThat(reply.problem()).isEqualTo("429 too-many - too-many");
    assertThat(reply.header("Retry-After")).contains("17");
  }

  @Test
  void whatFailsWhereTheAnswerIsGivenIsToldAndNotWaitedFor() {
    assertThat(server.as(ANNA).get("/api/recordings/1/audio").problem()).startsWith("500 internal");
  }

  @Test
  void anAnswerThatWasGivenStaysWholeWhateverFailsThen() {
    var reply = server.as(ANNA).get("/api/calls/export?format=csv&language=en");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("whole");
  }

  @Test
  void halfAnAnswerIsBrokenOff() {
    assertThatThrownBy(() -> anybody.get("/api/upload/script"))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aPathOfManyStepsIsThePage() {
    assertThat(anybody.get("/a".repeat(4_000)).text()).contains("<title>sample</title>");
  }

  @Test
  void figuresAreForThisMachineOrTheToken() {
    assertThat(anybody.get("/metrics").status()).isEqualTo(200);
    assertThat(anybody.get("/metrics").text())
        .contains("http_requests_seconds_count", "push_connections");
    for (var header : List.of("X-Forwarded-For", "Forwarded")) {
      assertThat(anybody.with(header, "127.0.0.1").get("/metrics").status()).isEqualTo(404);
    }
    var settings = new HttpSettings("127.0.0.1", 0, null, null, List.of("127.0.0.1"), "s3cret");
    try (var proxied = TestServer.start(routes(), settings, person -> new JsonObject())) {
      var client = proxied.stranger();
      assertThat(client.get("/metrics").status()).isEqualTo(200);
      for (var hops :
          List.of("127.0.0.1", "203.0.113.5", "127.0.0.1, 203.0.113.5", "nonsense", "")) {
        assertThat(client.with("X-Forwarded-For", hops).get("/metrics").status()).isEqualTo(404);
      }
      assertThat(
              client
                  .with("X-Forwarded-For", "203.0.113.5")
                  .with("Authorization", "Bearer s3cret")
                  .get("/metrics")
                  .status())
          .isEqualTo(200);
      assertThat(
              client
                  .with("X-Forwarded-For", "203.0.113.5")
                  .with("Authorization", "Bearer s3cre")
                  .get("/metrics")
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void figuresAreRefusedToOtherMachines() throws Exception {
    var own = ownAddress();
    assumeThat(own).isNotNull();
    var settings = new HttpSettings("0.0.0.0", 0, null, null, List.of(), null);
    try (var open = TestServer.start(routes(), settings, person -> new JsonObject())) {
      var elsewhere = new TestClient("http://" + own.getHostAddress() + ":" + open.port());
      assertThat(elsewhere.get("/metrics").status()).isEqualTo(404);
      assertThat(elsewhere.with("X-Forwarded-For", "127.0.0.1").get("/metrics").status())
          .isEqualTo(404);
      assertThat(elsewhere.with("Authorization", "Bearer null").get("/metrics").status())
          .isEqualTo(404);
      assertThat(elsewhere.get("/health").status()).isEqualTo(200);
    }
  }

  private static InetAddress ownAddress() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
        .findFirst()
        .orElse(null);
  }

  @Test
  void onlyTrustedProxiesSpeakForOthers() {
    var body = "{\"login\":\"a\",\"password\":\"b\"}";
    var client = anybody.with("X-Requested-With", "ringcard");
    assertThat(
            client
                .with("X-Forwarded-For", "203.0.113.5")
                .with("X-Forwarded-Proto", "https")
                .post("/api/session", body)
                .problem())
        .isEqualTo("400 invalid 127.0.0.1 plain");
    var settings =
        new HttpSettings("127.0.0.1", 0, null, null, List.of("127.0.0.0/8", "10.0.0.0/8"), null);
    try (var proxied = TestServer.start(routes(), settings, person -> new JsonObject())) {
      var behind =
          proxied
              .stranger()
              .with("X-Requested-With", "ringcard")
              .with("X-Forwarded-Proto", "https");
      assertThat(
              behind
                  .with("X-Forwarded-For", "198.51.100.1, 203.0.113.5, 10.1.2.3")
                  .post("/api/session", body)
                  .problem())
          .isEqualTo("400 invalid 203.0.113.5 tls");
      assertThat(
              behind.with("X-Forwarded-For", "not an address").post("/api/session", body).problem())
          .isEqualTo("400 invalid 127.0.0.1 tls");
    }
  }
}
