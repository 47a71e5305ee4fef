package io.ringcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.Played;
import io.ringcard.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server dies without a word in the middle of a call, and is started again. */
@Timeout(300)
class KilledServerTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int POINTS = 12;
  private static final Path CAPTURE =
      Path.of("src/test/resources/ami/plain/inbound-answered/ami.raw.gz");

  @TempDir static Path data;
  private static FakeAmi exchange;
  private static ServerProcess server;

  private String linkedid;
  private List<String> untilTalk;
  private List<String> afterwards;

  @BeforeAll
  static void startBoth() throws IOException, InterruptedException {
    exchange = FakeAmi.start();
    server = ServerProcess.start(data, exchange);
    await().atMost(SOON).until(() -> exchange.actions("CoreShowChannels").size() == 1);
  }

  @AfterAll
  static void stopBoth() throws IOException {
    if (server != null) {
      server.close();
    }
    exchange.close();
  }

  @Test
  void aTalkThatGoesOnIsTheSameCallWithItsOwnTimes() throws IOException, InterruptedException {
    takeCall("1795415601");
    play(untilTalk);
    await().atMost(SOON).until(() -> calls().stream().anyMatch(call -> has(call, "answeredAt")));
    var before = calls().getFirst();
    server.kill();
    exchange.channels(lives("PJSIP/trunk-00000000", "0"), lives("PJSIP/101-00000001", "1"));
    restart();
    play(afterwards);
    await().atMost(SOON).until(() -> !calls().isEmpty() && isClosed(calls().getFirst()));
    assertThat(calls()).hasSize(1);
    var call = calls().getFirst();
    for (var kept : List.of("id", "linkedid", "startedAt", "answeredAt", "number", "direction")) {
      assertThat(call.get(kept)).as(kept).isEqualTo(before.get(kept));
    }
    assertThat(call.get("result").asText()).isEqualTo("answered");
    assertThat(has(call, "endedAt")).isTrue();
    assertThat(has(call, "talkSeconds")).isTrue();
  }

  @Test
  void whatStoodInTheJournalAloneBecomesARow() throws IOException, InterruptedException {
    takeCall("1795415602");
    play(untilTalk);
    play(afterwards);
    exchange.play("Event: LastBeforeTheEnd");
    await().atMost(SOON).until(() -> journalHolds("Event: LastBeforeTheEnd"));
    server.kill();
    restart();
    await().atMost(SOON).until(() -> !calls().isEmpty() && isClosed(calls().getFirst()));
    assertThat(calls()).hasSize(1);
    assertThat(calls().getFirst().get("result").asText()).isEqualTo("answered");
    assertThat(has(calls().getFirst(), "endedAt")).isTrue();
  }

  @Test
  void anEndThatNobodySawIsUnknown() throws IOException, InterruptedException {
    takeCall("1795415603");
    play(untilTalk);
    await().atMost(SOON).until(() -> calls().stream().anyMatch(call -> has(call, "answeredAt")));
    server.kill();
    restart();
    await().atMost(SOON).until(() -> !calls().isEmpty() && isClosed(calls().getFirst()));
    assertThat(calls()).hasSize(1);
    var call = calls().getFirst();
    assertThat(call.get("certainty").asText()).isEqualTo("endUnknown");
    assertThat(call.get("result").asText()).isEqualTo("answered");
    assertThat(has(call, "endedAt")).isFalse();
  }

  /** F04: killed while twelve calls stand at twelve points from their first event to their last. */
  @Test
  void killedAtTwelvePointsOfACall() throws IOException, InterruptedException {
    var played = calls("17954157", POINTS);
    for (var i = 0; i < POINTS; i++) {
      exchange.play(played.get(i).part(0, played.get(i).size() * (i + 1) / (POINTS + 1)));
    }
    exchange.play("Event: LastBeforeTheTwelve");
    await().atMost(SOON).until(() -> journalHolds("Event: LastBeforeTheTwelve"));
    var there = new ArrayList<String>();
    for (var i = 0; i < POINTS; i++) {
      there.addAll(played.get(i).channelsAt(played.get(i).size() * (i + 1) / (POINTS + 1)));
    }
    exchange.channels(there.toArray(String[]::new));
    server.kill();
    var since = System.nanoTime();
    restart();
    var ready = System.nanoTime() - since;
    exchange.channels();
    for (var i = 0; i < POINTS; i++) {
      exchange.play(
          played.get(i).part(played.get(i).size() * (i + 1) / (POINTS + 1), played.get(i).size()));
    }
    var rows = closed(played);
    assertThat(rows).allMatch(row -> row.get("result").asText().equals("answered"));
    addRow(
        "F04 server killed at twelve points of a call, ready again in",
        POINTS,
        played,
        rows,
        ready);
  }

  /** F07: a process that does not run for five seconds reads on where it was. */
  @Test
  void stoppedForFiveSeconds() throws IOException, InterruptedException {
    var connections = exchange.connections();
    server.signal("STOP");
    var since = System.nanoTime();
    var played = calls("17954158", 6);
    for (var call : played) {
      exchange.play(call.part(0, call.size()));
    }
    await().atMost(SOON).until(() -> System.nanoTime() - since > SECONDS.toNanos(5));
    server.signal("CONT");
    var woken = System.nanoTime();
    var rows = closed(played);
    assertThat(rows)
        .allMatch(row -> row.get("result").asText().equals("answered"))
        .allMatch(row -> row.get("certainty").asText().equals("live"));
    assertThat(exchange.connections()).isEqualTo(connections);
    addRow(
        "F07 server stopped for 5 s during six calls", 1, played, rows, System.nanoTime() - woken);
  }

  private static List<Played> calls(String second, int count) {
    return IntStream.range(10, 10 + count)
        .mapToObj(i -> new Played("inbound-answered", "1795415594", second + i))
        .toList();
  }

  /** The rows of these calls once all are closed. */
  private static List<JsonNode> closed(List<Played> played) {
    var ids = played.stream().map(Played::linkedid).toList();
    await()
        .atMost(SOON)
        .until(() -> rows(ids).stream().filter(KilledServerTest::isClosed).count() >= ids.size());
    return rows(ids);
  }

  private static List<JsonNode> rows(List<String> linkedids) {
    return server.calls().stream()
        .filter(call -> linkedids.contains(call.get("linkedid").asText()))
        .toList();
  }

  private static void addRow(
      String fault, int times, List<Played> played, List<JsonNode> rows, long nanos) {
    var seen = rows.stream().map(row -> row.get("linkedid").asText()).distinct().count();
    FaultTable.add(
        fault,
        times,
        played.size() - seen,
        rows.size() - seen,
        rows.stream().filter(row -> !row.get("certainty").asText().equals("live")).count(),
        nanos);
    assertThat(rows).hasSameSizeAs(played);
  }

  private void restart() throws IOException, InterruptedException {
    var before = exchange.listed();
    server = ServerProcess.start(data, exchange);
    await().atMost(SOON).until(() -> exchange.listed() > before);
  }

  /** The rows of this test's call. */
  private List<JsonNode> calls() {
    return server.calls().stream()
        .filter(call -> call.get("linkedid").asText().equals(linkedid))
        .toList();
  }

  private void play(List<String> blocks) {
    exchange.play(String.join("", blocks).getBytes(UTF_8));
  }

  private boolean journalHolds(String text) throws IOException {
    try (var files = Files.list(data.resolve("journal"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".journal")).toList()) {
        if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Cuts the capture where both talk; the call gets unique ids of its own. */
  private void takeCall(String second) throws IOException {
    linkedid = second + ".0";
    exchange.channels();
    String raw;
    try (var in = new GZIPInputStream(Files.newInputStream(CAPTURE))) {
      raw = new String(in.readAllBytes(), UTF_8).replace("1795415594", second);
    }
    var events =
        Arrays.stream(raw.split("(?<=\r\n\r\n)"))
            .filter(block -> block.startsWith("Event: ") && !block.contains("FullyBooted"))
            .toList();
    var bridged = 0;
    var cut = 0;
    while (bridged < 2) {
      bridged += events.get(cut++).startsWith("Event: BridgeEnter") ? 1 : 0;
    }
    untilTalk = events.subList(0, cut);
    afterwards = events.subList(cut, events.size());
  }

  private String lives(String channel, String number) {
    return String.join(
        "\r\n",
        "Channel: " + channel,
        "ChannelState: 6",
        "ChannelStateDesc: Up",
        "Uniqueid: " + linkedid.replace(".0", "." + number),
        "Linkedid: " + linkedid,
        "Duration: 00:00:05",
        "BridgeId: b0430730-4fe6-44e5-92b6-204ca7a14881");
  }

  private static boolean isClosed(JsonNode call) {
    return call.get("state").asText().equals("closed");
  }

  private static boolean has(JsonNode call, String field) {
    return call.hasNonNull(field);
  }
}
