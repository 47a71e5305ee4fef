package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.cel.CelArchive;
import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From bytes to rows, with restarts and refusals on the way. */
class CallFeedTest extends CallFeedStage {

  private final AtomicBoolean refuses = new AtomicBoolean();
  private final CallLog log =
      new CallLog(
          database.db(),
          new Anybody(),
          List.of((tx, before, after) -> mayRefuse(after)),
          List.of());
  private final List<String> written = new CopyOnWriteArrayList<>();

  @Override
  CallLog log() {
    return log;
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
      hearsItselfAgain(again, feed);
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

  /** Ids that were said and are not those of rows that are closed. */
  private List<Long> unsettled() {
    var closed =
        database.db().list("select id from call where state = 'closed'", row -> row.getLong("id"));
    return early.values().stream().filter(id -> !closed.contains(id)).toList();
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
}
