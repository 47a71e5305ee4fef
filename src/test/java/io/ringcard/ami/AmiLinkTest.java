package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.testkit.FakeAmi;
import io.ringcard.thread.Urgency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AmiLinkTest {

  private static final String CHANNEL =
      "Channel: PJSIP/101-00000001\r\nUniqueid: 1790000000.1\r\nLinkedid: 1790000000.1\r\n"
          + "ChannelState: 6\r\nDuration: 00:00:07";

  @TempDir Path folder;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<LinkStatus> statuses = new CopyOnWriteArrayList<>();
  private FakeAmi exchange;
  private Journal journal;
  private AmiLink link;

  private final class Listener implements AmiListener {
    private final Runnable perBlock;

    Listener(Runnable perBlock) {
      this.perBlock = perBlock;
    }

    @Override
    public void opened(Instant at) {
      heard.add("opened");
    }

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      perBlock.run();
      heard.add(block.event() == null ? "answer" : block.get("Event"));
    }

    @Override
    public void lost(Instant at, String reason, long to) {
      heard.add("lost " + reason);
    }
  }

  @BeforeEach
  void startExchange() throws IOException {
    exchange = FakeAmi.start();
    journal = Journal.open(JournalSettings.of(folder), trouble -> {});
  }

  @AfterEach
  void stopAll() throws IOException {
    if (link != null) {
      link.close();
    }
    journal.close();
    exchange.close();
  }

  @Test
  void signsInAndAsksWhatThereIs() {
    exchange.channels(CHANNEL);
    connect();
    await().until(() -> heard.contains("CoreShowChannelsComplete"));
    assertThat(heard)
        .containsSubsequence(
            "opened", "answer", "FullyBooted", "CoreShowChannel", "CoreShowChannelsComplete");
    assertThat(exchange.actions("CoreStatus")).hasSize(1);
    assertThat(exchange.actions("Command")).isEmpty();
    assertThat(exchange.actions("CoreSettings")).isEmpty();
    assertThat(link.figures().connections()).isEqualTo(1);
    assertThat(exchange.received()).doesNotContain(FakeAmi.SECRET);
  }

  @Test
  void itsReaderIsLetInSoon() {
    var seen = new CopyOnWriteArrayList<Urgency>();
    start(quick(), () -> seen.add(Urgency.now()));
    await().until(() -> link.status().up());
    exchange.play("Event: Newchannel");
    await().until(() -> heard.contains("Newchannel"));
    assertThat(seen.getLast()).isEqualTo(Urgency.REAL_TIME.ask());
  }

  @Test
  void findsTheExchangeAgain() {
    connect();
    for (var round = 2; round < 6; round++) {
      var signIns = round;
      var before = System.nanoTime();
      exchange.drop();
      await().until(() -> exchange.actions("CoreShowChannels").size() == signIns);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(heard.stream().filter(h -> h.equals("opened"))).hasSize(5);
    assertThat(heard.stream().filter(h -> h.equals("lost closed"))).hasSize(4);
    assertThat(statuses).extracting(LinkStatus::reason).contains(LinkReason.CLOSED);
    await().until(() -> threads("Asterisk-Java").stream().noneMatch(AmiLinkTest::isStale));
  }

  @Test
  void waitsForAnExchangeThatIsNotThere() throws IOException {
    exchange.refuse();
    start(quick(), () -> {});
    await().until(() -> link.status().reason() == LinkReason.REFUSED);
    assertThatThrownBy(() -> link.send(new AmiAction.Ping()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.Unavailable("pbx")));
    exchange.accept();
    await().until(() -> link.status().up());
  }

  @Test
  void noticesSilence() {
    connect();
    await().until(() -> heard.contains("CoreShowChannelsComplete"));
    exchange.mute(true);
    await()
        .untilAsserted(
            () -> assertThat(statuses).extracting(LinkStatus::reason).contains(LinkReason.TIMEOUT));
    await().until(() -> heard.contains("lost timeout"));
    exchange.mute(false);
    await().until(() -> link.status().up());
  }

  @Test
  void tellsAWrongPasswordAndRecovers() {
    exchange.secret("another");
    start(quick(), () -> {});
    await().until(() -> link.status().reason() == LinkReason.PASSWORD);
    await().until(() -> link.figures().refusals() >= 2);
    exchange.secret(FakeAmi.SECRET);
    await().until(() -> link.status().up());
    assertThat(link.figures().losses()).isZero();
  }

  @Test
  void keepsEveryByteAndEveryBlockOfABurst() throws IOException {
    var blocks = new AtomicInteger();
    start(
        quick(),
        () -> {
          if (blocks.incrementAndGet() % 100 == 0) {
            LockSupport.parkNanos(5_000_000);
          }
        });
    await().until(() -> heard.contains("CoreShowChannelsComplete"));
    var burst = new ByteArrayOutputStream();
    for (var i = 0; i < 25_000; i++) {
      burst.writeBytes(
          ("Event: VarSet\r\nVariable: v\r\nValue: " + i + "\r\n\r\n").getBytes(UTF_8));
    }
    exchange.play(burst.toByteArray());
    exchange.play("Event: Last");
    await().atMost(Duration.ofSeconds(40)).until(() -> heard.contains("Last"));
    assertThat(heard.stream().filter(h -> h.equals("VarSet"))).hasSize(25_000);
    assertThat(link.figures().losses()).isZero();
    assertThat(link.send(new AmiAction.Ping()).success()).isTrue();
    assertThat(journalText()).contains(burst.toString(UTF_8));
  }

  @Test
  void everyCaptureComesThroughUnchanged() throws IOException {
    connect();
    await().until(() -> heard.contains("CoreShowChannelsComplete"));
    var random = new Random(3);
    var all = new ByteArrayOutputStream();
    for (var file : captures()) {
      try (var in = new GZIPInputStream(Files.newInputStream(file))) {
        all.writeBytes(in.readAllBytes());
      }
    }
    var bytes = all.toByteArray();
    exchange.play(bytes, () -> 1 + random.nextInt(3000));
    exchange.play("Event: Last");
    await().until(() -> heard.contains("Last"));
    assertThat(journalText()).contains(new String(bytes, UTF_8));
    var expected = new ArrayList<String>();
    new AmiBlocks(block -> expected.add(block.event() == null ? "answer" : block.get("Event")))
        .feed(bytes);
    var before = heard.indexOf("CoreShowChannelsComplete") + 1;
    var during = heard.subList(before, heard.indexOf("Last")).stream();
    assertThat(during.filter(h -> !h.equals("answer")))
        .hasSizeGreaterThan(7000)
        .isEqualTo(expected.stream().filter(h -> !h.equals("answer")).toList());
    assertThat(link.figures().blockErrors() + link.figures().cut()).isZero();
    assertThat(link.send(new AmiAction.Ping()).success()).isTrue();
  }

  @Test
  void aHeldUpListenerIsNoDeadExchange() {
    var settings = quick();
    start(
        settings,
        () -> {
          if (heard.contains("Slow") && !heard.contains("AfterSlow")) {
            LockSupport.parkNanos(settings.pingEvery().toNanos() * 6);
          }
        });
    await().until(() -> heard.contains("CoreShowChannelsComplete"));
    exchange.play("Event: Slow");
    exchange.play("Event: AfterSlow");
    await().until(() -> heard.contains("AfterSlow"));
    assertThat(link.figures().losses()).isZero();
  }

  @Test
  void originatesWithTheseHeadersAlone() {
    connect();
    var answer = link.send(originate("74951230001"));
    assertThat(answer).isEqualTo(new AmiAnswer(true, "Originate successfully queued"));
    assertThat(exchange.actions("Originate")).hasSize(1);
    var sent = exchange.actions("Originate").getFirst();
    assertThat(sent)
        .containsEntry("channel", "PJSIP/101")
        .containsEntry("exten", "74951230001")
        .containsEntry("context", "click-to-call")
        .containsEntry("variable", "RINGCARD_NUMBER=74951230001")
        .containsEntry("async", "true")
        .containsEntry("timeout", "30000")
        .containsEntry("channelid", "ringcard-1");
    assertThat(sent).hasSize(11);
    exchange.play("Event: OriginateResponse", "Response: Failure", "Reason: 3", "Channel: PJSIP/1");
    await().until(() -> link.figures().failedOriginates() == 1);
  }

  @Test
  void refusesLineBreaksBeforeAByteIsSent() {
    connect();
    for (var evil :
        List.of("\r\nAction: Command", "\n", "\r", "\0", "\u0085", "\u007f", "\r\n\r\nAction: x")) {
      assertThatThrownBy(() -> link.send(new AmiAction.Hangup("PJSIP/101-1" + evil, 16)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> link.send(originate("1" + evil)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> link.send(withCallerId(evil)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> variable("A" + evil, "1"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> variable("A", "1,B=2")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(link.send(new AmiAction.Ping()).success()).isTrue();
    assertThat(exchange.actions("Hangup")).isEmpty();
    assertThat(exchange.actions("Originate")).isEmpty();
    assertThat(exchange.actions("Command")).isEmpty();
  }

  @Test
  void theSecondGateKnowsOurActionsAlone() {
    ActionGuard.check("action: Ping\r\nactionid: 1#\r\n\r\n");
    for (var evil :
        List.of(
            "action: Command\r\ncommand: core stop now\r\n\r\n",
            "action: UpdateConfig\r\n\r\n",
            "action: Ping\r\n\r\naction: Ping\r\n\r\n",
            "action: Ping\r\naction: Command\r\n\r\n",
            "action: Ping\r\nactionid: 1\n2\r\n\r\n",
            "actionid: 1\r\naction: Ping\r\n\r\n",
            "action: Ping\r\n")) {
      assertThatThrownBy(() -> ActionGuard.check(evil))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void connect() {
    start(quick(), () -> {});
    await().until(() -> link.status().up());
  }

  private void start(AmiSettings settings, Runnable perBlock) {
    link = new AmiLink(settings, journal, new Listener(perBlock), statuses::add);
    link.start();
  }

  private AmiSettings quick() {
    return new AmiSettings(
        "127.0.0.1",
        exchange.port(),
        FakeAmi.USER,
        FakeAmi.SECRET,
        false,
        null,
        Duration.ofMillis(3000),
        Duration.ofMillis(3000),
        Duration.ofMillis(500),
        Duration.ofMillis(100));
  }

  private static List<Path> captures() throws IOException {
    try (var files = Files.walk(Path.of("src/test/resources/ami"))) {
      return files.filter(file -> file.toString().endsWith(".raw.gz")).sorted().toList();
    }
  }

  private String journalText() throws IOException {
    var all = new ByteArrayOutputStream();
    journal.read(
        0,
        new JournalReader() {
          @Override
          public void opened(Instant at, long offset) {}

          @Override
          public void bytes(Instant at, long offset, byte[] bytes, int from, int to) {
            all.write(bytes, from, to - from);
          }

          @Override
          public void lost(Instant at, long offset, String reason) {}
        });
    return all.toString(UTF_8);
  }

  /** The library's event pump may linger for a minute; its readers and reconnectors may not. */
  private static boolean isStale(String thread) {
    return thread.contains("-Reconnect-")
        || (thread.endsWith("-Reader-0") && threads(thread).size() > 2);
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static AmiAction.Originate originate(String exten) {
    return new AmiAction.Originate(
        "PJSIP/101",
        "click-to-call",
        exten,
        "Ringcard <" + exten + ">",
        Duration.ofSeconds(30),
        "ringcard-1",
        Map.of("RINGCARD_NUMBER", exten));
  }

  private static AmiAction withCallerId(String callerId) {
    var plain = originate("1");
    return new AmiAction.Originate(
        plain.channel(),
        plain.context(),
        plain.exten(),
        callerId,
        plain.timeout(),
        plain.channelId(),
        plain.variables());
  }

  private static AmiAction variable(String name, String value) {
    var plain = originate("1");
    return new AmiAction.Originate(
        plain.channel(),
        plain.context(),
        plain.exten(),
        plain.callerId(),
        plain.timeout(),
        plain.channelId(),
        Map.of(name, value));
  }
}
