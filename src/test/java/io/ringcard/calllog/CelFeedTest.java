package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.LivingChannels;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live stream did not hear, the exchange's own records mend. */
class CelFeedTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami/plain");
  private static final Set<String> TWO_LINKS =
      Set.of("ami-reconnect-during-talk", "asterisk-restart-graceful");
  private static final int PARTS = 4;
  private static final AtomicInteger MENDED = new AtomicInteger();
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

  private final TestDatabase database = TestDatabase.fresh();
  private final List<CallRow> effects = new ArrayList<>();
  private final List<CallRow> recovered = new ArrayList<>();
  private final CallLog log =
      new CallLog(database.db(), new Anybody(), List.of(new Listener()), List.of());
  private final long pbx = log.pbx("main").id();
  private CelFeed feed;
  private Path master;
  @TempDir Path home;

  @BeforeEach
  void open() throws IOException {
    master = home.resolve("Master.csv");
    feed = feed();
    feed.round();
  }

  @AfterAll
  static void tell() {
    FaultTable.add("F05 gaps mended by the exchange's own records", MENDED.get(), 0, 0, 0);
  }

  @AfterEach
  void close() {
    feed.close();
    database.close();
  }

  /** All but those that tell of two links themselves, or of a message that CEL does not know. */
  static Stream<String> captures() throws IOException {
    try (var folders = Files.list(CAPTURES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("cel.csv")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.contains("voicemail") && !TWO_LINKS.contains(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void gapIsMendedWhereverItIs(String capture) throws IOException {
    var events = events(capture);
    hear("whole", events, events.size(), events.size());
    var truth = rows("whole");
    records(capture);
    for (var from = 0; from < PARTS; from++) {
      for (var to = from + 1; to <= PARTS; to++) {
        var name = from + "-" + to;
        hear(name, events, events.size() * from / PARTS, events.size() * to / PARTS);
        settle(name);
        assertThat(rows(name))
            .as("deaf from %s to %s quarters", from, to)
            .usingRecursiveComparison()
            .withEqualsForType(CelFeedTest::isNear, Long.class)
            .isEqualTo(truth);
        MENDED.incrementAndGet();
      }
    }
  }

  @Test
  void callsOfACompleteOutageAreAddedWithoutEffects() throws IOException {
    records("interleaved-6");
    settle("main");
    assertThat(certainties()).hasSize(6).containsOnly("recovered");
    assertThat(effects).isEmpty();
    assertThat(recovered).hasSize(6);
    assertThat(feed.figures().recovered()).isEqualTo(6);
  }

  @Test
  void whatBothHeardStands() throws IOException {
    var events = events("interleaved-6");
    hear("main", events, events.size(), events.size());
    records("interleaved-6");
    settle("main");
    assertThat(certainties()).hasSize(6).containsOnly("live");
    assertThat(recovered).isEmpty();
  }

  @Test
  void messageThatOnlyTheLiveStreamSawKeptIsNoDispute() throws IOException {
    var events = events("inbound-voicemail-personal");
    hear("main", events, events.size(), events.size());
    records("inbound-voicemail-personal");
    settle("main");
    assertThat(certainties()).containsExactly("live");
  }

  @Test
  void differentTalkIsDisputedAndStaysAsTheLiveStreamToldIt() throws IOException {
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    database.db().run("update call set talk_ms = talk_ms + 5000");
    var before = rows("main");
    records("inbound-answered");
    settle("main");
    assertThat(certainties()).containsExactly("disputed");
    assertThat(rows("main")).isEqualTo(before);
    assertThat(feed.figures().disputed()).isOne();
  }

  @Test
  void journalReadAgainDoesNotTakeBackWhatTheRecordsMended() throws IOException {
    var events = events("inbound-answered");
    var cut = events.size() / 2;
    hear("main", events, cut, events.size());
    records("inbound-answered");
    settle("main");
    var mended = rows("main");
    hear("main", events, cut, events.size());
    assertThat(rows("main")).isEqualTo(mended);
    assertThat(certainties()).containsExactly("recovered");
  }

  @Test
  void liveStreamThatComesLateIsBelievedAfterAll() throws IOException {
    records("inbound-answered");
    settle("main");
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    assertThat(certainties()).containsExactly("live");
    assertThat(effects).isNotEmpty();
  }

  @Test
  void readingTwiceChangesNothing() throws IOException {
    records("interleaved-6");
    settle("main");
    var once = everything();
    database.db().run("update cel_mark set place = 0");
    restart();
    settle("main");
    assertThat(everything()).isEqualTo(once);
    assertThat(recovered).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 50, 80, 95})
  void restartAndRotationInTheMiddleOfARow(int percent) throws IOException {
    var text = Files.readString(CAPTURES.resolve("interleaved-6/cel.csv"));
    var cut = text.length() * percent / 100;
    append(text.substring(0, cut));
    feed.round();
    restart();
    feed.round();
    append(text.substring(cut, text.indexOf('\n', cut) + 1));
    Files.move(master, home.resolve("Master.csv.1"));
    append(text.substring(text.indexOf('\n', cut) + 1));
    settle("main");
    assertThat(certainties()).hasSize(6).containsOnly("recovered");
    assertThat(log.countSetAside()).isZero();
  }

  @Test
  void fileRenamedTwiceWhileNobodyRead() throws IOException {
    append(Files.readString(CAPTURES.resolve("inbound-answered/cel.csv")));
    feed.round();
    feed.close();
    append(Files.readString(CAPTURES.resolve("outbound-answered/cel.csv")));
    rename("Master.csv.2", 1);
    append(Files.readString(CAPTURES.resolve("inbound-busy/cel.csv")));
    rename("Master.csv.1", 2);
    append(Files.readString(CAPTURES.resolve("outbound-busy/cel.csv")));
    restart();
    settle("main");
    assertThat(certainties()).hasSize(4).containsOnly("recovered");
    var lost = feed.figures().lost();
    assertThat(lost).isZero();
    FaultTable.add("F25 records renamed twice while nobody read", 2, lost, 0, 4);
  }

  @Test
  void fileThatWasCutBeginsAnew() throws IOException {
    records("interleaved-6");
    settle("main");
    Files.writeString(master, Files.readString(CAPTURES.resolve("inbound-busy/cel.csv")));
    settle("main");
    assertThat(certainties()).hasSize(7);
    var noticed = feed.figures().lost();
    assertThat(noticed).isOne();
    FaultTable.add("F25 records truncated, noticed", 1, 0, 0, noticed);
  }

  @Test
  void fileThatWasThereBeforeUsIsHistory() throws IOException {
    records("interleaved-6");
    database.db().run("delete from cel_mark");
    restart();
    settle("main");
    records("inbound-busy");
    settle("main");
    assertThat(certainties()).containsExactly("recovered");
  }

  @Test
  void brokenRowCostsItself() throws IOException {
    append("\"cut\",\"in the mid\n");
    records("inbound-busy");
    settle("main");
    assertThat(certainties()).containsExactly("recovered");
    assertThat(log.countSetAside()).isPositive();
  }

  private void restart() {
    feed.close();
    feed = feed();
  }

  private CelFeed feed() {
    return new CelFeed(pbx, PbxProfile.standard(), master, log, LATER, rows -> {});
  }

  /** Twice: the second time nothing new came, and what waited for its turn goes on. */
  private void settle(String exchange) throws IOException {
    if (exchange.equals("main")) {
      feed.round();
      feed.round();
      return;
    }
    var id = log.pbx(exchange).id();
    try (var other = new CelFeed(id, PbxProfile.standard(), master, log, LATER, rows -> {})) {
      Files.copy(master, home.resolve("kept"));
      Files.delete(master);
      other.round();
      Files.move(home.resolve("kept"), master);
      other.round();
      other.round();
    }
  }

  private void records(String capture) throws IOException {
    append(Files.readString(CAPTURES.resolve(capture).resolve("cel.csv")));
  }

  private void append(String text) throws IOException {
    Files.writeString(master, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rename(String name, long second) throws IOException {
    Files.move(master, home.resolve(name));
    Files.setLastModifiedTime(
        home.resolve(name),
        java.nio.file.attribute.FileTime.from(LATER.instant().plusSeconds(second)));
  }

  private static List<PbxEvent> events(String capture) throws IOException {
    var events = new ArrayList<PbxEvent>();
    new AmiCapture(PbxProfile.standard())
        .read(AmiCapture.files(CAPTURES.resolve(capture)), (order, event) -> events.add(event));
    return events;
  }

  /** The live stream without the events of the gap, as the link tells it. */
  private void hear(String exchange, List<PbxEvent> events, int from, int to) {
    var live = new LiveCalls(PbxProfile.standard());
    var told = new ArrayList<CallEvent>();
    var there = new LivingChannels();
    for (var i = 0; i < events.size(); i++) {
      there.hear(events.get(i));
      if (i == from) {
        told.addAll(live.hear(i, new PbxEvent.LinkLost(events.get(i).at())));
      }
      if (i < from || i >= to) {
        told.addAll(live.hear(i, events.get(i)));
      }
      if (i == to - 1) {
        told.addAll(live.hear(i, there.list(events.get(i).at())));
      }
    }
    log.write(log.pbx(exchange).id(), told, 0);
  }

  private record Told(
      String linkedid,
      String state,
      String what,
      List<String> parts,
      @Nullable Long answered,
      @Nullable Long ended,
      @Nullable Long talked) {}

  private static boolean isNear(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? one == other : Math.abs(one - other) <= 1_100;
  }

  private List<Told> rows(String exchange) {
    return database
        .db()
        .list(
            """
            select c.linkedid, c.state, concat_ws(' ', c.direction, c.result, c.number, c.did, c.queues, c.ended_by,
              (select string_agg(concat_ws(' ', t->>'type', t->>'from', t->>'to', t->>'result'), ' ')
               from jsonb_array_elements(c.transfers) t)) as what,
              array(select o.extension || ' ' || o.result from call_operator o where o.call_id = c.id
                order by o.extension, o.result) as parts,
              (extract(epoch from c.answered_at) * 1000)::bigint as answered,
              (extract(epoch from c.ended_at) * 1000)::bigint as ended, c.talk_ms
            from call c join pbx p on p.id = c.pbx_id
            where p.name = $1 and c.merged_into is null order by c.linkedid
            """,
            row ->
                new Told(
                    row.getString("linkedid"),
                    row.getString("state"),
                    row.getString("what"),
                    List.of(row.getArrayOfStrings("parts")),
                    row.getLong("answered"),
                    row.getLong("ended"),
                    row.getLong("talk_ms")),
            exchange);
  }

  private List<String> certainties() {
    return database
        .db()
        .list(
            "select certainty from call where merged_into is null order by started_at",
            row -> row.getString("certainty"));
  }

  private List<String> everything() {
    return database
        .db()
        .list(
            "select c::text || array(select o::text from call_operator o where o.call_id = c.id"
                + " order by o.position)::text as told from call c order by c.id",
            row -> row.getString("told"));
  }

  private final class Listener implements CallWritten {

    @Override
    public void written(Db transaction, @Nullable CallRow before, CallRow after) {
      effects.add(after);
    }

    @Override
    public void recovered(Db transaction, List<Written> changes) {
      changes.forEach(change -> recovered.add(change.after()));
    }
  }
}
