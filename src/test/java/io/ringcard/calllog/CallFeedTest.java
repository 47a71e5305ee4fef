package io.ringcard.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiStream;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.call.Call;
import io.ringcard.cel.CelArchive;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From bytes to rows, with restarts and refusals on the way. */
class CallFeedTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami/plain");
  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final AtomicBoolean refuses = new AtomicBoolean();
  private final CallLog log =
      new CallLog(
          database.db(),
          new Anybody(),
          List.of((tx, before, after) -> mayRefuse(after)),
          List.of());
  private final Map<String, Long> early = new ConcurrentHashMap<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<Long> dropped = new CopyOnWriteArrayList<>();
  @TempDir Path home;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void captureBecomesRows() throws IOException {
    var bytes = capture("interleaved-6");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() -> assertThat(results()).hasSize(6).allMatch(row -> row.contains("closed")));
      assertThat(early).as("ids said before the rows stood").isEqualTo(ids());
      assertThat(dropped).isEmpty();
      feed.close();
    }
  }

  /** Nobody's telephone rang: who placed it and what was dialled is all there is of the call. */
  @Test
  void ofACallThatReachedNobodyWhatWasDialledIsKept() throws IOException {
    var bytes = capture("../own/nobody-is-there");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() ->
          assertThat(new CallViewSql().byIds(database.db(), List.copyOf(ids().values())))
              .extracting(call -> call.placedBy() + " > " + call.dialled() + " " + call.result())
              .containsExactly(
                  "102 > +442079460000 failed", "102 > 555 failed", "102 > 103 failed"));
      feed.close();
    }
  }

  /**
   * F07: the database stands still while more comes than can wait: counted, and read again from the
   * journal, with the rows of a run that nothing held up.
   */
  @Test
  void whatTheQueueCannotHoldIsReadAgain() throws IOException {
    var text = new String(capture("interleaved-6"), UTF_8);
    var bytes = new ByteArrayOutputStream();
    var since = new long[1];
    var times = new int[1];
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      database
          .db()
          .inTransaction(tx -> {
            tx.run("set local idle_in_transaction_session_timeout = 0");
            tx.run("lock table call in exclusive mode");
            for (; feed.overflows() == 0; times[0]++) {
              assertThat(times[0]).isLessThan(1_000);
              var again = text.replace("id: 1795", "id: " + (1000 + times[0])).getBytes(UTF_8);
              play(journal, feed, again, 0, again.length);
              bytes.writeBytes(again);
            }
            since[0] = System.nanoTime();
            return feed;
          });
      settled(() ->
          assertThat(results()).hasSize(6 * times[0]).allMatch(row -> row.contains("closed")));
      assertThat(feed.overflows()).isOne();
      feed.close();
      FaultTable.add(
          "F07 queue behind the reader overflows", 1, 0, 0, 0, System.nanoTime() - since[0]);
    }
    assertThat(log.countSetAside()).isZero();
    assertThat(results())
        .containsExactlyInAnyOrderElementsOf(undisturbed(bytes.toByteArray(), 6 * times[0]));
  }

  private List<String> undisturbed(byte[] bytes, int calls) throws IOException {
    database.db().run("truncate call cascade");
    database.db().run("update pbx set checkpoint = 0");
    try (var journal = Journal.open(JournalSettings.of(home.resolve("undisturbed")), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() -> assertThat(results()).hasSize(calls).allMatch(row -> row.contains("closed")));
      feed.close();
    }
    return results();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 35, 50, 65, 80, 95})
  void killedAndStartedAgainGivesTheSameRows(int percent) throws IOException {
    var bytes = capture("queue-ringall-second-answers");
    var cut = bytes.length * percent / 100;
    var journal = Journal.open(JournalSettings.of(home), e -> {});
    var first = feed(journal);
    play(journal, first, bytes, 0, cut);
    first.close();
    assertThat(dropped).as("nobody waits for what is heard no more").containsAll(unsettled());
    play(journal, null, bytes, cut, bytes.length);
    journal.close();

    try (var again = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(again);
      settled(() -> assertThat(results()).containsExactly("closed answered inbound 102:answered"));
      feed.close();
    }
  }

  @Test
  void oneRefusedRowCostsOneRow() throws IOException {
    refuses.set(true);
    var bytes = capture("two-calls-in-a-row-same-client");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() -> assertThat(results()).containsExactly("closed answered inbound 101:answered"));
      feed.close();
    }
    assertThat(log.countSetAside()).isPositive();
    assertThat(dropped).contains(early.get("1795415188.0"));
    early.remove("1795415188.0");
    assertThat(early).isEqualTo(ids());
  }

  /** F17: the row is there without anything being set off, and only once. */
  @Test
  void whatWasRefusedIsWrittenLater() throws IOException {
    refuses.set(true);
    var bytes = capture("two-calls-in-a-row-same-client");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() -> assertThat(results()).containsExactly("closed answered inbound 101:answered"));
      feed.close();
      var aside = setAsideAtItsTime();
      var offered = written.size();

      var since = System.nanoTime();
      var again = feed.secondHearing(database.db(), CelArchive.NONE);
      assertThat(again.run()).isEqualTo(new SecondHearing.Result(aside, 1, 0));
      FaultTable.add(
          "F17 row refused, written later", aside, 0, 0, aside, System.nanoTime() - since);
      assertThat(results())
          .containsExactly("closed abandoned inbound", "closed answered inbound 101:answered");
      assertThat(written).as("nothing was set off").hasSize(offered);
      assertThat(again.run()).isEqualTo(new SecondHearing.Result(0, 0, 0));
    }
  }

  /** F17: as if a former version had failed at every event of a bridge. */
  @Test
  void whatWasNotUnderstoodIsHeardAgain() throws IOException {
    var bytes = capture("queue-ringall-second-answers");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      play(journal, new Failing(feed), bytes, 0, bytes.length);
      settled(() -> assertThat(results()).hasSize(1).allMatch(row -> row.contains("closed")));
      assertThat(results()).noneMatch(row -> row.contains("102:answered"));
      log.setAside(log.pbx("main").id(), "NoChannel", "Event: Hangup\nChannel: PJSIP/9");
      feed.close();
      var aside = setAsideAtItsTime();

      var since = System.nanoTime();
      var result = feed.secondHearing(database.db(), CelArchive.NONE).run();
      assertThat(result).isEqualTo(new SecondHearing.Result(aside - 1, 1, 1));
      FaultTable.add(
          "F17 events not understood, heard again after an upgrade",
          aside,
          0,
          0,
          aside,
          System.nanoTime() - since);
      assertThat(results()).containsExactly("closed answered inbound 102:answered");
    }
  }

  /** The capture is of another day than today. */
  private int setAsideAtItsTime() {
    database.db().run("update set_aside set at = $1", START.atOffset(ZoneOffset.UTC));
    return (int) log.countSetAside();
  }

  private void mayRefuse(CallRow row) {
    written.add(row.linkedid());
    if (refuses.get() && row.linkedid().equals("1795415188.0")) {
      throw new IllegalStateException("this one never");
    }
  }

  private CallFeed feed(Journal journal) throws IOException {
    return feed(journal, new Early());
  }

  private CallFeed feed(Journal journal, CallHeard heard) throws IOException {
    return new CallFeed(log.pbx("main"), PbxProfile.standard(), journal, log, heard, rows -> {})
        .start();
  }

  /** As the link does it: kept first, then handed on; in pieces of a size that no block knows. */
  private void play(Journal journal, @Nullable AmiListener feed, byte[] bytes, int from, int to) {
    var stream = feed == null ? null : new AmiStream(feed);
    for (var at = from; at < to; at += 1_371) {
      var end = Math.min(to, at + 1_371);
      var time = START.plusMillis(at);
      var offset = journal.bytes(time, bytes, at, end);
      if (stream != null) {
        stream.bytes(time, offset, bytes, at, end);
      }
    }
  }

  private static void settled(ThrowingRunnable assertion) {
    await().atMost(120, SECONDS).untilAsserted(assertion);
  }

  private List<String> results() {
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

  /** Ids that were said and are not those of rows that are closed. */
  private List<Long> unsettled() {
    var closed =
        database.db().list("select id from call where state = 'closed'", row -> row.getLong("id"));
    return early.values().stream().filter(id -> !closed.contains(id)).toList();
  }

  private Map<String, Long> ids() {
    return database
        .db()
        .list("select linkedid, id from call", row -> Map.entry(row.getString(0), row.getLong(1)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static byte[] capture(String name) throws IOException {
    try (var in =
        new GZIPInputStream(Files.newInputStream(CAPTURES.resolve(name).resolve("ami.raw.gz")))) {
      return in.readAllBytes();
    }
  }

  /** One that could not handle what bridges tell. */
  private final class Failing implements AmiListener {
    private final CallFeed feed;

    private Failing(CallFeed feed) {
      this.feed = feed;
    }

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      if (block.get("Event").startsWith("Bridge")) {
        log.setAside(log.pbx("main").id(), "Broken", String.join("\n", block.lines()));
      } else {
        feed.block(block, receivedAt, from, to);
      }
    }

    @Override
    public void lost(Instant at, String reason, long to) {
      feed.lost(at, reason, to);
    }
  }

  /** Who is told before the rows stand. */
  private final class Early implements CallHeard {

    @Override
    public void heard(long id, long pbxId, Call call) {
      early.putIfAbsent(call.linkedid(), id);
    }

    @Override
    public void dropped(long id) {
      dropped.add(id);
    }
  }
}
