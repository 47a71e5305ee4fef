package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live stream did not hear, the exchange's own records mend. */
class CelFeedTest extends CelFeedStage {

  private static final Set<String> TWO_LINKS =
      Set.of("ami-reconnect-during-talk", "asterisk-restart-graceful");
  private static final int PARTS = 4;
  private static final AtomicInteger MENDED = new AtomicInteger();

  @AfterAll
  static void tell() {
    FaultTable.add("F05 gaps mended by the exchange's own records", MENDED.get(), 0, 0, 0);
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
}
