package io.ringcard.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiStream;
import io.ringcard.ami.Journal;
import io.ringcard.call.Call;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that come as if from a link, and the rows that become of them. */
abstract class CallFeedStage {

  private static final Path CAPTURES = Path.of("src/test/resources/ami/plain");

  /** Between pieces of some five events. */
  private static final Duration CALM = Duration.ofMillis(5);

  static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  final TestDatabase database = TestDatabase.fresh();

  /** Ids said before the rows stood, by linked id. */
  final Map<String, Long> early = new ConcurrentHashMap<>();

  final List<Long> dropped = new CopyOnWriteArrayList<>();
  private final Set<Thread> hearers = ConcurrentHashMap.newKeySet();
  private int captures;
  @TempDir Path home;

  /** Into which rows are written. */
  abstract CallLog log();

  @AfterEach
  void close() {
    database.close();
  }

  final CallFeed feed(Journal journal) throws IOException {
    return feed(log(), journal);
  }

  final CallFeed feed(CallLog log, Journal journal) throws IOException {
    return new CallFeed(
            log.pbx("main"), PbxProfile.standard(), journal, log, new Early(), rows -> {})
        .start();
  }

  /** As the link does it: kept first, then handed on; in pieces of a size that no block knows. */
  final void play(Journal journal, @Nullable AmiListener feed, byte[] bytes, int from, int to) {
    play(journal, feed, bytes, from, to, Duration.ZERO);
  }

  /**
   * @param apart the least time between two pieces
   */
  private static void play(
      Journal journal, @Nullable AmiListener feed, byte[] bytes, int from, int to, Duration apart) {
    var stream = feed == null ? null : new AmiStream(feed);
    for (var at = from; at < to; at += 1_371) {
      var end = Math.min(to, at + 1_371);
      var time = START.plusMillis(at);
      var offset = journal.bytes(time, bytes, at, end);
      if (stream != null) {
        stream.bytes(time, offset, bytes, at, end);
      }
      LockSupport.parkNanos(apart.toNanos());
    }
  }

  static void settled(ThrowingRunnable assertion) {
    await().atMost(120, SECONDS).untilAsserted(assertion);
  }

  final List<String> results() {
    return database
        .db()
        .list(
            """
            select c.state || ' ' || coalesce(c.result, '-') || ' ' || c.direction || coalesce((
              select ' ' || string_agg(o.extension || ':' || o.result, ' ') from call_operator o
              where o.call_id = c.id and o.talk_ms > 0), '') as told
            from call c where merged_into is null order by c.started_at
            """,
            row -> row.getString("told"));
  }

  /**
   * Who brings the bytes hears calls at once, without another thread, when nothing waits; in a rush
   * the other hears, too.
   */
  final void hearsItselfAgain(Journal journal, CallFeed feed) {
    var calls = new Played();
    settled(() -> {
      hearers.clear();
      calls.calls(journal, feed, CALM);
      assertThat(hearers).containsExactly(Thread.currentThread());
    });
    settled(() -> {
      hearers.clear();
      calls.calls(journal, feed, Duration.ZERO);
      assertThat(hearers).anyMatch(thread -> thread.getName().equals("calls"));
    });
  }

  /** What was played, one after the other; no call twice. */
  final class Played {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Six calls. */
    void calls(Journal journal, CallFeed feed) {
      calls(journal, feed, Duration.ZERO);
    }

    private void calls(Journal journal, CallFeed feed, Duration apart) {
      try {
        var text = new String(capture("interleaved-6"), UTF_8);
        play(journal, feed, text.replace("id: 1795", "id: " + (1000 + captures++)), apart);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void play(Journal journal, CallFeed feed, String text) {
      play(journal, feed, text, Duration.ZERO);
    }

    private void play(Journal journal, CallFeed feed, String text, Duration apart) {
      var more = text.replace("\r", "").replace("\n", "\r\n").getBytes(UTF_8);
      CallFeedStage.play(journal, feed, more, 0, more.length, apart);
      bytes.writeBytes(more);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  final Map<String, Long> ids() {
    return database
        .db()
        .list("select linkedid, id from call", row -> Map.entry(row.getString(0), row.getLong(1)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static byte[] capture(String name) throws IOException {
    try (var in =
        new GZIPInputStream(Files.newInputStream(CAPTURES.resolve(name).resolve("ami.raw.gz")))) {
      return in.readAllBytes();
    }
  }

  /** Who is told before the rows stand. */
  private final class Early implements CallHeard {

    @Override
    public void heard(long id, long pbxId, Call call) {
      early.putIfAbsent(call.linkedid(), id);
      hearers.add(Thread.currentThread());
    }

    @Override
    public void dropped(long id) {
      dropped.add(id);
    }
  }
}
