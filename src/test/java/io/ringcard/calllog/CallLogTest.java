package io.ringcard.calllog;

import static io.ringcard.calllog.Snapshots.answered;
import static io.ringcard.calllog.Snapshots.missed;
import static io.ringcard.calllog.Snapshots.ringing;
import static io.ringcard.calllog.Snapshots.talking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.CallEvent.Absorbed;
import io.ringcard.call.CallEvent.Changed;
import io.ringcard.call.CallEvent.Closed;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.store.Db;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallLogTest {

  private static final String NUMBER = "89165550142";

  private final TestDatabase database = TestDatabase.fresh();
  private final List<CallRow> told = new ArrayList<>();
  private long anna;
  private long boris;
  private CallLog log;
  private long pbx;

  @BeforeEach
  void open() {
    anna = database.user("anna", "Анна", "operator");
    boris = database.user("boris", "Борис", "operator");
    log =
        new CallLog(
            database.db(),
            new Lookup(),
            List.of((tx, before, after) -> told.add(after)),
            List.of());
    pbx = log.pbx("main").id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void oneRowFromTheFirstRingToTheEnd() {
    var first = write(10, new Changed(ringing("1.1", NUMBER, "101", "102")));
    var second = write(20, new Changed(talking("1.1", NUMBER, "102", "101")));
    var third = write(30, new Closed(answered("1.1", NUMBER, 12, "102", "101")));

    assertThat(List.of(second.after().id(), third.after().id())).containsOnly(first.after().id());
    assertThat(first.before()).isNull();
    assertThat(third.after().open()).isFalse();
    assertThat(third.after().talkMillis()).isEqualTo(12_000);
    assertThat(third.after().number()).isEqualTo("+79165550142");
    assertThat(third.after().participant(boris).orElseThrow().talkMillis()).isEqualTo(12_000);
    assertThat(third.after().participant(anna).orElseThrow().talkMillis()).isNull();
    assertThat(log.pbx("main").checkpoint()).isEqualTo(30);
    assertThat(told).hasSize(3);
  }

  @Test
  void writingTwiceChangesNothing() {
    var first = write(10, new Closed(answered("1.1", NUMBER, 12, "102", "101")));
    var again = write(10, new Closed(answered("1.1", NUMBER, 12, "102", "101")));
    assertThat(again.after()).isEqualTo(first.after());
    assertThat(count("call")).isOne();
    assertThat(count("call_operator")).isEqualTo(2);
  }

  @Test
  void aLinkedIdThatTheExchangeGivesTwiceIsTwoCalls() {
    var first = answered("1.1", NUMBER, 12, "101");
    var second = later(missed("1.1", "89165550143", "102"));
    write(1, new Changed(ringing("1.1", NUMBER, "101")));
    write(2, new Closed(first));
    write(3, new Changed(later(ringing("1.1", "89165550143", "102"))));
    write(4, new Closed(second));
    write(2, new Closed(first));
    assertThat(page(10, null).items())
        .extracting(row -> row.number() + " " + row.result() + " " + row.talkSeconds())
        .containsExactly("+79165550143 abandoned null", "+79165550142 answered 12.0");
    FaultTable.add(
        "F09 linked id given again after the clock was set back", 1, 0, count("call") - 2, 0);
  }

  /** Within the second that the linked id names. */
  private static Call later(Call call) {
    return Snapshots.movedBy(call, Duration.ofMillis(340));
  }

  @Test
  void aListenerThatFailsTakesTheRowAndTheCheckpointBack() {
    CallWritten failure =
        (tx, before, after) -> {
          throw new IllegalStateException("no");
        };
    var failing = new CallLog(database.db(), new Lookup(), List.of(failure), List.of());
    var batch = List.<CallEvent>of(new Changed(ringing("1.1", NUMBER, "101")));
    assertThatThrownBy(() -> failing.write(pbx, batch, 99))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count("call")).isZero();
    assertThat(log.pbx("main").checkpoint()).isZero();
  }

  @Test
  void anAbsorbedRowLeadsToItsSurvivor() {
    var into = answered("1.1", NUMBER, 12, "101");
    var absorbed = write(1, new Changed(ringing("2.2", NUMBER, "102"))).after();
    var survivor = write(2, new Absorbed("2.2", 0, into), new Closed(into)).after();

    var views = new CallViews(database.db());
    var found = views.find(absorbed.id()).orElseThrow();
    assertThat(found.id()).isEqualTo(Long.toString(survivor.id()));
    assertThat(page(10, null).items()).hasSize(1);
  }

  @Test
  void whatPeopleReadIsWhatWasWritten() {
    write(10, new Closed(answered("1.1", NUMBER, 12, "102", "101")));
    var view = page(10, null).items().getFirst();
    assertThat(view.name()).isEqualTo("Ivan <b>Petrov</b>");
    assertThat(view.talkSeconds()).isEqualTo(12.0);
    assertThat(view.startedAt()).isEqualTo(Snapshots.START);
    assertThat(view.operators())
        .extracting(part -> part.name(), part -> part.result(), part -> part.talkSeconds())
        .containsExactly(
            tuple("Борис", "answered", 12.0), tuple("Анна", "answered_elsewhere", null));
  }

  @Test
  void pagesMeetWithoutGapOrDouble() {
    for (var i = 0; i < 7; i++) {
      write(i, new Closed(answered("1." + i, NUMBER, i, "101")));
    }
    var seen = new ArrayList<String>();
    CallFilter.Cursor cursor = null;
    do {
      var page = page(3, cursor);
      page.items().forEach(item -> seen.add(item.linkedid()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void aNulByteInANumberCostsNothing() {
    assertThat(write(1, new Changed(ringing("1.1", "8916\0555", "101"))).after().open()).isTrue();
  }

  private CallLog.Written write(long checkpoint, CallEvent... events) {
    return log.write(pbx, List.of(events), checkpoint).getFirst();
  }

  private CallViewSql.Page page(int limit, CallFilter.Cursor after) {
    return new CallViewSql().page(database.db(), CallFilter.all().page(after, limit));
  }

  private long count(String table) {
    return database.db().get("select count(*) as n from " + table, row -> row.getLong("n"));
  }

  private final class Lookup implements CallerLookup {

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return PhoneNumber.parse(signalled, "RU")
          .map(PhoneNumber::text)
          .or(() -> Optional.of(signalled));
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return Map.of();
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.ofNullable(Map.of("101", anna, "102", boris).get(extension));
    }
  }
}
