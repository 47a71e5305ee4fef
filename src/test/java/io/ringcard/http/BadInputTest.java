package io.ringcard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers send is refused before a handler sees it, and the field is named. */
class BadInputTest {

  private static final AtomicReference<Request> SEEN = new AtomicReference<>();
  private static final AtomicReference<Object> BODY = new AtomicReference<>();

  private static TestServer server;
  private static TestClient client;

  record NextContact(Instant at, @Nullable String topic) {}

  record NewOutcome(
      long outcome,
      @Nullable String note,
      @Nullable Long dealId,
      @Nullable NextContact nextContact) {}

  record Version(int version) {}

  @BeforeAll
  static void start() {
    var routes =
        new Routes()
            .on("listCalls", BadInputTest::list)
            .on(
                "getCall",
                request -> {
                  throw new Problem.NotFound("id").asException();
                })
            .on("putOutcome", BadInputTest::put)
            .on("patchClient", BadInputTest::patch)
            .on("createNote", request -> new JsonObject().put("id", 5))
            .on("dismissCard", request -> null)
            .on(
                "dial",
                request -> {
                  throw new IllegalStateException("secret words");
                });
    server = TestServer.start(routes);
    client = server.as(new Principal(1, "anna", "Анна", Role.OPERATOR));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Object list(Request request) {
    SEEN.set(request);
    var empty = new java.util.HashMap<String, Object>(Map.of("items", List.of()));
    empty.put("next", null);
    return empty;
  }

  private static Object put(Request request) {
    SEEN.set(request);
    BODY.set(request.body(NewOutcome.class));
    throw new Problem.Conflict("version", "stale", Map.of("version", 3)).asException();
  }

  private static @Nullable Object patch(Request request) {
    BODY.set(request.body(Version.class));
    return null;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0 | limit minimum",
        "limit=201 | limit maximum",
        "limit=x | limit type",
        "limit=1.5 | limit type",
        "limit= | limit type",
        "limit=99999999999999999999 | limit type",
        "limit=5&limit=6 | limit duplicate",
        "Limit=5 | Limit unknown",
        "limits=5 | limits unknown",
        "operator=abc | operator pattern",
        "operator=1%0A | operator pattern",
        "operator=1234567890123456789 | operator pattern",
        "from=yesterday | from format",
        "from=2026-11-23 | from format",
        "from=2026-13-23T00:00:00Z | from format",
        "from=2026-02-30T00:00:00Z | from format",
        "from=2026-11-23T10:00:00 | from format",
        "from=0000-01-01T00:00:00Z | from format",
        "direction=sideways | direction enum",
        "recording=yes | recording type",
        "number=1 | number too-short",
        "number=12345678901234567890123456789012345 | number too-long",
        "number=12%00 | number nul",
        "queue=a%00b | queue nul",
        "queue=%ff%fe | queue encoding",
        "%00=1 | '' unknown",
      })
  void queriesAreRefused(String query, String expected) {
    assertThat(client.get("/api/calls?" + query).problem())
        .isEqualTo(("400 invalid " + expected).replace("'' ", " "));
  }

  @Test
  void brokenEscapesAreRefused() {
    for (var query : List.of("queue=%zz", "queue=%f", "queue=%", "%zz=1")) {
      assertThat(client.status("GET /api/calls?" + query + " HTTP/1.1")).isEqualTo(400);
    }
  }

  @Test
  void lettersNeedNotBeEscaped() {
    var bytes = new String("Приём".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(client.status("GET /api/calls?queue=" + bytes + " HTTP/1.1")).isEqualTo(200);
    assertThat(SEEN.get().find("queue")).contains("Приём");
  }

  @Test
  void goodQueriesArriveTyped() {
    var reply =
        client.get(
            "/api/calls?limit=7&from=2026-11-23T10:00:00%2B03:00&recording=true&operator=12&queue=%D0%9F%D1%80+x");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"next\":null,\"items\":[]}");
    var seen = SEEN.get();
    assertThat(seen.findInt("limit")).contains(7);
    assertThat(seen.findInstant("from")).contains(Instant.parse("2026-11-23T07:00:00Z"));
    assertThat(seen.findBoolean("recording")).contains(true);
    assertThat(seen.findLong("operator")).contains(12L);
    assertThat(seen.find("queue")).contains("Пр x");
    assertThat(seen.find("to")).isEmpty();
    assertThat(seen.principal().name()).isEqualTo("Анна");
    client.get("/api/calls");
    assertThat(SEEN.get().findInt("limit")).contains(50);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 404 not-found id unknown",
    "-1, 404 not-found id unknown",
    "99999999999999999999, 404 not-found id unknown",
    "7, 404 not-found id unknown",
    "1%0A, 404 not-found id unknown",
    "1%2F2, 404 not-found id unknown"
  })
  void idsAreDigits(String id, String expected) {
    assertThat(client.get("/api/calls/" + id).problem()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | body json",
        "`` | body required",
        "{} {} | body json",
        "{\"outcome\":\"1\",\"outcome\":\"2\"} | body json",
        "{\"outcome\":NaN} | body json",
        "{'outcome':'1'} | body json",
        "[] | body type",
        "null | body type",
        "7 | body type",
        "{} | outcome required",
        "{\"outcome\":1} | outcome type",
        "{\"outcome\":\"x\"} | outcome pattern",
        "{\"outcome\":\"1\\n\"} | outcome pattern",
        "{\"outcome\":\"1\",\"more\":1} | more unknown",
        "{\"outcome\":\"1\",\"note\":7} | note type",
        "{\"outcome\":\"1\",\"note\":\"a\\u0000b\"} | note nul",
        "{\"outcome\":\"1\",\"note\":\"\\ud800\"} | note encoding",
        "{\"outcome\":\"1\",\"a\\u0000b\":1} | body nul",
        "{\"outcome\":99999999999999999999} | outcome maximum",
        "{\"outcome\":1e999} | outcome maximum",
        "{\"outcome\":\"1\",\"dealId\":\"x\"} | dealId pattern",
        "{\"outcome\":\"1\",\"nextContact\":5} | nextContact type",
        "{\"outcome\":\"1\",\"nextContact\":{}} | nextContact.at required",
        "{\"outcome\":\"1\",\"nextContact\":{\"at\":\"tomorrow\"}} | nextContact.at format",
        "{\"outcome\":\"1\",\"nextContact\":{\"at\":\"2026-11-24T25:00:00Z\"}} | nextContact.at format",
        "{\"outcome\":\"1\",\"nextContact\":{\"at\":\"2026-11-24T10:00:00Z\",\"x\":1}} | nextContact.x unknown",
      })
  void bodiesAreRefused(String body, String expected) {
    assertThat(client.send("PUT", "/api/calls/1/outcome", body).problem())
        .isEqualTo("400 invalid " + expected);
  }

  @Test
  void manyFaultsNestedDeepNameTheDeepest() {
    var body = "{\"name\":\"\",\"phones\":[{\"number\":\"+7916\"},{\"number\":\"call me\"}]}";
    assertThat(client.post("/api/clients", body).problem())
        .isEqualTo("400 invalid phones[1].number pattern");
    var deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(client.post("/api/clients", deep).problem()).isEqualTo("400 invalid body json");
    assertThat(
            client
                .post("/api/clients/1/notes", "{\"text\":\"" + "я".repeat(4_001) + "\"}")
                .problem())
        .isEqualTo("400 invalid text too-long");
  }

  @Test
  void goodBodiesBecomeRecords() {
    var body =
        "{\"outcome\":\"12\",\"note\":null,\"nextContact\":{\"at\":\"2026-11-24T10:00:00+03:00\"}}";
    var reply = client.send("PUT", "/api/calls/1/outcome", body);
    assertThat(reply.problem()).isEqualTo("409 conflict version stale");
    assertThat(reply.json().getJsonObject("params").getInteger("version")).isEqualTo(3);
    assertThat(reply.header("Content-Type")).contains("application/problem+json");
    assertThat(BODY.get())
        .isEqualTo(
            new NewOutcome(
                12, null, null, new NextContact(Instant.parse("2026-11-24T07:00:00Z"), null)));
    assertThat(SEEN.get().has("note")).isTrue();
    assertThat(SEEN.get().has("dealId")).isFalse();
    assertThat(SEEN.get().id()).isEqualTo(1);
  }

  @Test
  void aNumberThatFitsTheContractButNoIntIsInvalid() {
    assertThat(client.send("PATCH", "/api/clients/1", "{\"version\":3000000000}").problem())
        .isEqualTo("400 invalid version type");
    assertThat(client.send("PATCH", "/api/clients/1", "{\"version\":3}").status()).isEqualTo(204);
  }

  @Test
  void onlyJsonIsRead() {
    var body = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    for (var type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=koi8-r")) {
      assertThat(client.send("POST", "/api/clients/1/notes", type, body).problem())
          .isEqualTo("415 invalid Content-Type media-type");
    }
    var badUtf8 = new byte[] {'"', (byte) 0xc3, '"'};
    assertThat(client.send("POST", "/api/clients/1/notes", "application/json", badUtf8).problem())
        .isEqualTo("400 invalid body encoding");
    assertThat(
            client
                .send("POST", "/api/clients/1/notes", "application/json;charset=UTF-8", body)
                .status())
        .isNotEqualTo(415);
  }

  @Test
  void aBodyTooLargeIsNotRead() {
    var large = "{\"text\":\"" + "x".repeat(BodyReader.MOST_BYTES) + "\"}";
    assertThat(client.post("/api/clients/1/notes", large).problem())
        .isEqualTo("413 too-large body too-large");
    assertThat(server.stranger().post("/api/clients/1/notes", large).status()).isEqualTo(401);
    assertThat(client.get("/api/calls").status()).isEqualTo(200);
  }

  @Test
  void failuresOfOursTellNothing() {
    var reply = client.post("/api/dial", "{\"number\":\"+79161234567\"}");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json().fieldNames()).containsOnly("type", "status", "reason", "params");
    assertThat(reply.text()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void anAnswerAgainstTheContractFailsInATrial() {
    assertThat(client.post("/api/clients/1/notes", "{\"text\":\"x\"}").status()).isEqualTo(500);
  }

  @Test
  void nothingIsNoContent() {
    var reply = client.exchange("POST", "/api/cards/1/dismiss");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.bytes()).isEmpty();
  }

  @Test
  void headersAndAddressesHaveAnEnd() {
    var statuses = new ArrayList<Integer>();
    statuses.add(client.with("X-Long", "x".repeat(20_000)).get("/api/calls").status());
    statuses.add(client.get("/api/calls?queue=" + "x".repeat(9_000)).status());
    assertThat(statuses).containsExactly(431, 414);
  }
}
