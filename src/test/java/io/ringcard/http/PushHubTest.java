package io.ringcard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.EventStream;
import io.ringcard.testkit.EventStream.Event;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The push channel over real connections. Each test is a person of its own. */
class PushHubTest {

  private static final AtomicInteger PEOPLE = new AtomicInteger(100);
  private static final Duration SOON = Duration.ofSeconds(40);

  private static volatile Runnable duringSnapshot = () -> {};
  private static TestServer server;
  private static PushHub hub;

  private final Principal person =
      new Principal(PEOPLE.incrementAndGet(), "anna", "Анна", Role.OPERATOR);
  private final TestClient client = server.as(person);

  @BeforeAll
  static void start() {
    server = TestServer.start(new Routes(), HttpSettings.loopback(0), PushHubTest::snapshot);
    hub = server.push();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Object snapshot(Principal person) {
    duringSnapshot.run();
    return new JsonObject().put("for", person.userId());
  }

  private void send(int number) {
    hub.send(person.userId(), "card", Map.of("n", number, "name", "Анна\nБ"));
  }

  private static List<Integer> numbers(List<Event> events) {
    return events.stream()
        .filter(event -> event.name().equals("card"))
        .map(event -> event.data().getInteger("n"))
        .toList();
  }

  /** Those of former tests are gone when the server has noticed it. */
  private void awaitConnections(int count) {
    await()
        .atMost(SOON)
        .until(() -> {
          send(1);
          return hub.connections() == count;
        });
  }

  private static List<Event> awaitEvents(EventStream stream, int count) {
    await().atMost(SOON).until(() -> stream.events().size() >= count);
    return stream.events();
  }

  @Test
  void aNewTabGetsTheSnapshotAndThenEventsInOrder() {
    try (var stream = client.eventsUntilEnd("/api/push")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
      assertThat(stream.header("cache-control")).isEqualTo("no-store");
      awaitEvents(stream, 1);
      IntStream.range(0, 100).forEach(this::send);
      var events = awaitEvents(stream, 101);
      assertThat(events.getFirst().name()).isEqualTo("snapshot");
      assertThat(events.getFirst().data().getLong("for")).isEqualTo(person.userId());
      assertThat(numbers(events)).isEqualTo(IntStream.range(0, 100).boxed().toList());
      assertThat(events.get(1).data().getString("name")).isEqualTo("Анна\nБ");
      assertThat(events.stream().map(Event::id))
          .doesNotHaveDuplicates()
          .allMatch(id -> id.matches("[0-9a-z]+-[0-9]+"));
    }
  }

  @Test
  void eventsAreForTheirPersonOrForAll() {
    var other = new Principal(PEOPLE.incrementAndGet(), "boris", "Борис", Role.OPERATOR);
    try (var own = client.eventsUntilEnd("/api/push");
        var theirs = server.as(other).eventsUntilEnd("/api/push")) {
      awaitEvents(own, 1);
      awaitEvents(theirs, 1);
      send(1);
      hub.sendToAll("status", Map.of("n", 2));
      assertThat(awaitEvents(own, 3).stream().map(Event::name))
          .containsExactly("snapshot", "card", "status");
      assertThat(awaitEvents(theirs, 2).stream().map(Event::name))
          .containsExactly("snapshot", "status");
    }
  }

  @Test
  void whoComesBackGetsWhatWasMissedInOrder() {
    String last;
    try (var stream = client.eventsUntilEnd("/api/push")) {
      awaitEvents(stream, 1);
      send(1);
      last = awaitEvents(stream, 2).getLast().id();
    }
    IntStream.rangeClosed(2, 50).forEach(this::send);
    try (var stream = client.with("Last-Event-ID", last).eventsUntilEnd("/api/push")) {
      var events = awaitEvents(stream, 49);
      send(51);
      assertThat(numbers(awaitEvents(stream, 50)))
          .isEqualTo(IntStream.rangeClosed(2, 51).boxed().toList());
      assertThat(events).noneMatch(event -> event.name().equals("snapshot"));
    }
  }

  @Test
  void anIdNobodyKnowsGetsTheSnapshot() {
    String last;
    try (var stream = client.eventsUntilEnd("/api/push")) {
      last = awaitEvents(stream, 1).getLast().id();
    }
    var epoch = last.substring(0, last.indexOf('-'));
    for (var id :
        List.of(
            "x-1",
            "0-0",
            epoch + "-999999999",
            epoch + "-",
            "nonsense",
            epoch + "-99999999999999999999")) {
      try (var stream = client.with("Last-Event-ID", id).eventsUntilEnd("/api/push")) {
        assertThat(awaitEvents(stream, 1).getFirst().name()).as(id).isEqualTo("snapshot");
      }
    }
  }

  @Test
  void anIdTooOldGetsTheSnapshot() {
    String last;
    try (var stream = client.eventsUntilEnd("/api/push")) {
      last = awaitEvents(stream, 1).getLast().id();
    }
    IntStream.range(0, 300).forEach(this::send);
    try (var stream = client.with("Last-Event-ID", last).eventsUntilEnd("/api/push")) {
      assertThat(awaitEvents(stream, 1).getFirst().name()).isEqualTo("snapshot");
    }
  }

  @Test
  void whatIsKeptHasABoundInSizeToo() {
    String last;
    try (var stream = client.eventsUntilEnd("/api/push")) {
      last = awaitEvents(stream, 1).getLast().id();
    }
    var large = Map.of("n", 1, "text", "x".repeat(90_000));
    hub.send(person.userId(), "card", large);
    hub.send(person.userId(), "card", large);
    try (var stream = client.with("Last-Event-ID", last).eventsUntilEnd("/api/push")) {
      assertThat(awaitEvents(stream, 2)).allMatch(event -> event.name().equals("card"));
    }
    hub.send(person.userId(), "card", large);
    try (var stream = client.with("Last-Event-ID", last).eventsUntilEnd("/api/push")) {
      assertThat(awaitEvents(stream, 1).getFirst().name()).isEqualTo("snapshot");
    }
  }

  @Test
  void whatHappensDuringTheSnapshotFollowsIt() {
    duringSnapshot = () -> IntStream.range(0, 20).forEach(this::send);
    try (var stream = client.eventsUntilEnd("/api/push")) {
      var events = awaitEvents(stream, 21);
      assertThat(events.getFirst().name()).isEqualTo("snapshot");
      assertThat(numbers(events)).isEqualTo(IntStream.range(0, 20).boxed().toList());
    } finally {
      duringSnapshot = () -> {};
    }
  }

  @Test
  void nothingIsLostOrDoubledWhileTabsComeAndGo() throws Exception {
    var ready = new CountDownLatch(1);
    var sender =
        Thread.ofVirtual()
            .start(() -> {
              ready.countDown();
              IntStream.range(0, 200).forEach(this::send);
            });
    ready.await();
    try (var stream = client.eventsUntilEnd("/api/push")) {
      sender.join();
      send(200);
      await().atMost(SOON).until(() -> numbers(stream.events()).contains(200));
      var seen = numbers(stream.events());
      assertThat(seen).isEqualTo(IntStream.rangeClosed(seen.getFirst(), 200).boxed().toList());
    }
  }

  @Test
  void aSnapshotThatCannotBeTakenIsAProblem() {
    duringSnapshot =
        () -> {
          throw new Problem.Unavailable("database").asException();
        };
    try {
      assertThat(client.get("/api/push").problem()).isEqualTo("503 unavailable - database");
    } finally {
      duringSnapshot = () -> {};
    }
  }

  @Test
  void aReaderThatStandsStillIsCutOff() throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setReceiveBufferSize(4096);
      var token = server.cookieOf(client);
      socket
          .getOutputStream()
          .write(
              ("GET /api/push HTTP/1.1\r\nHost: x\r\nCookie: " + token + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      awaitConnections(1);
      var large = Map.of("text", "x".repeat(100_000));
      var sent = new AtomicInteger();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> {
            hub.send(person.userId(), "card", large);
            return hub.connections() == 0 || sent.incrementAndGet() > 1_000;
          });
      assertThat(sent.get()).as("messages before the line was cut").isLessThan(500);
    }
  }

  @Test
  void beatsKeepTheLineAndEndSessionsThatAreOver() {
    try (var stream = client.eventsUntilEnd("/api/push")) {
      awaitEvents(stream, 1);
      hub.beat(server.sessions());
      await().atMost(SOON).until(() -> stream.text().endsWith("\n\n:\n\n"));
      hub.beat(new NobodySignedIn());
      await().atMost(SOON).until(stream::isEnded);
    }
  }

  private static final class NobodySignedIn implements Authenticator {
    @Override
    public java.util.Optional<Principal> find(String token) {
      return java.util.Optional.empty();
    }

    @Override
    public boolean isAlive(String token) {
      return false;
    }
  }

  @Test
  void theEndOfASessionEndsItsStreamsOnly() {
    var second = server.as(person);
    try (var first = client.eventsUntilEnd("/api/push");
        var other = second.eventsUntilEnd("/api/push")) {
      awaitEvents(first, 1);
      awaitEvents(other, 1);
      hub.closeSession(server.cookieOf(client).substring("ringcard=".length()));
      await().atMost(SOON).until(first::isEnded);
      assertThat(other.isEnded()).isFalse();
      hub.closeUser(person.userId());
      await().atMost(SOON).until(other::isEnded);
    }
  }

  @Test
  void aClosedTabIsForgotten() {
    awaitConnections(0);
    try (var stream = client.eventsUntilEnd("/api/push")) {
      awaitEvents(stream, 1);
      assertThat(hub.connections()).isOne();
    }
    awaitConnections(0);
  }

  @Test
  void aTabThatLeavesBeforeItsFirstEventIsForgotten() throws Exception {
    var request = "GET /api/push HTTP/1.1\r\nHost: ringcard\r\nCookie: %s\r\n\r\n";
    for (var i = 0; i < 300; i++) {
      try (var socket = new Socket("127.0.0.1", server.port())) {
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write(request.formatted(server.cookieOf(client)).getBytes(StandardCharsets.US_ASCII));
      }
    }
    await()
        .atMost(SOON)
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(hub.connections()).isZero());
  }
}
