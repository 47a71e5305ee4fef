package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.cel.CelSpool;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the records tell is kept beside the log, with what differs. */
class RecordedCallsTest extends CelFeedStage {

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
    var found = differences();
    assertThat(found).extracting(CallDifference::what).containsExactly("talk");
    assertThat((Double) found.getFirst().ours() - (Double) found.getFirst().recorded())
        .isCloseTo(5, within(0.1));
    database.db().run("update cel_mark set place = 0");
    restart();
    settle("main");
    assertThat(differences()).as("after another reading").isEqualTo(found);
  }

  @Test
  void secondOfDifferenceIsNone() throws IOException {
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    database
        .db()
        .run("update call set talk_ms = talk_ms + 900, ended_at = ended_at + interval '900 ms'");
    records("inbound-answered");
    settle("main");
    assertThat(certainties()).containsExactly("live");
    assertThat(differences()).isEmpty();
  }

  @Test
  void numberThatWasToldWholeIsTheOneThatTheLineDialled() throws IOException {
    var events = events("outbound-answered");
    hear("main", events, events.size(), events.size());
    database.db().run("update call set number_signalled = '+44' || right(number_signalled, 7)");
    records("outbound-answered");
    settle("main");
    assertThat(differences()).isEmpty();
    assertThat(certainties()).containsExactly("live");
  }

  @Test
  void anotherNumberIsDisputed() throws IOException {
    var events = events("outbound-answered");
    hear("main", events, events.size(), events.size());
    database.db().run("update call set number_signalled = '+79160000000'");
    records("outbound-answered");
    settle("main");
    assertThat(differences()).extracting(CallDifference::what).containsExactly("number");
  }

  @Test
  void eachCallOfTheRecordsStandsBesideTheRowThatTellsOfIt() throws IOException {
    var events = events("interleaved-6");
    hear("main", events, events.size(), events.size());
    records("interleaved-6");
    settle("main");
    assertThat(recordedOf()).hasSize(6).doesNotHaveDuplicates();
    var into = recordedOf().getFirst();
    log.write(
        pbx, List.of(new CallEvent.Absorbed(linkedid(recordedOf().getLast()), 0, call(into))), 0);
    assertThat(recordedOf()).hasSize(6).filteredOn(into::equals).hasSize(2);
  }

  @Test
  void sinceWhenAndUntilWhenTheRecordsWereReadIsKnown() throws IOException {
    assertThat(readAt()).as("no file yet").isNull();
    records("inbound-answered");
    settle("main");
    assertThat(readAt()).isEqualTo(LATER.instant());
    Files.writeString(master, Files.readString(CAPTURES.resolve("inbound-busy/cel.csv")));
    settle("main");
    long losses =
        database.db().get("select count(*) as n from record_loss", row -> row.getLong("n"));
    assertThat(losses).isOne();
    log.recordMarks().none(pbx);
    assertThat(readAt()).isNull();
  }

  @Test
  void recordsThatAreSentFromAnotherMachineAreReadWhereverTheyAreCut() throws Exception {
    var spool = new CelSpool(home.resolve("spool"));
    var bytes = Files.readAllBytes(CAPTURES.resolve("interleaved-6/cel.csv"));
    var first = "0123456789abcdef";
    var second = "fedcba9876543210";
    var turn = bytes.length * 2 / 3;
    while (bytes[turn - 1] != '\n') {
      turn++;
    }
    for (var at = 0; at < bytes.length; ) {
      var from = at < turn ? 0 : turn;
      var end = Math.min(at + 777, at < turn ? turn : bytes.length);
      spool.append(at < turn ? first : second, at - from, Arrays.copyOfRange(bytes, at, end));
      at = end;
      try (var sent = sent(spool)) {
        sent.round();
      }
    }
    try (var sent = sent(spool)) {
      sent.round();
      assertThat(readAt()).as("nobody has said that this is all").isNull();
      spool.append(second, bytes.length - turn, new byte[0]);
      sent.round();
      assertThat(readAt()).isNotNull();
    }
    assertThat(certainties()).hasSize(6).containsOnly("recovered");
    assertThat(log.countSetAside()).isZero();
    var files = spool.files();
    spool.prune(Instant.now().plusSeconds(60));
    assertThat(spool.files()).hasSameSizeAs(files);
    assertThat(spool.offset(first)).hasValue(turn);
    assertThat(Files.size(spool.files().getFirst())).isZero();
  }

  private CelFeed sent(CelSpool spool) {
    return new CelFeed(pbx, PbxProfile.standard(), spool::source, log, LATER, rows -> {});
  }

  private List<CallDifference> differences() {
    return new CallViews(database.db()).differences(1);
  }

  private List<Long> recordedOf() {
    return database
        .db()
        .list("select call_id from recorded_call order by linkedid", row -> row.getLong("call_id"));
  }

  private String linkedid(long id) {
    return log.rows(List.of(id)).getFirst().linkedid();
  }

  private Call call(long id) throws IOException {
    var live = new LiveCalls(PbxProfile.standard());
    var told = new ArrayList<Call>();
    for (var event : events("interleaved-6")) {
      live.hear(told.size(), event).forEach(one -> told.add(one.call()));
    }
    return told.stream().filter(call -> call.linkedid().equals(linkedid(id))).toList().getLast();
  }

  private @Nullable Instant readAt() {
    return database
        .db()
        .get(
            "select records_read_at from pbx where id = $1",
            row -> Optional.ofNullable(Columns.findInstant(row, "records_read_at")),
            pbx)
        .orElse(null);
  }
}
