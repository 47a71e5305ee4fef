package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.Witness;
import io.ringcard.history.LiveTablesWalk.Owner;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import io.ringcard.testkit.Strangers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of detail records that grows beside no events, whichever server keeps it, and what the
 * log becomes by it.
 */
final class LiveDetailsWalk {

  private static final Path CAPTURES = Path.of("src/test/resources/ami/generated");
  private static final List<String> CALLS =
      List.of("inbound-answered", "outbound-answered", "queue-ringall-second-answers");

  private final Owner owner;
  private final Db db;
  private final CallLog log;
  private final long pbx;
  private final String address;
  private final String password;
  private final List<Written> told = new ArrayList<>();

  private LiveDetailsWalk(Owner owner, Db db, String address, String password) {
    this.owner = owner;
    this.db = db;
    this.log = new CallLog(db, new Strangers(), List.of(), List.of());
    this.pbx = log.pbx("main").id();
    this.address = address;
    this.password = password;
  }

  static void walk(Owner owner, Db db, String address, String password) throws Exception {
    new LiveDetailsWalk(owner, db, address, password).walk();
  }

  private void walk() throws Exception {
    try (var feed = feed()) {
      feed.round();
      assertThat(rows()).as("there is none").isEmpty();
      assertThat(kind()).isEqualTo("cdr");
      records(CALLS.getFirst());
      feed.round();
      assertThat(rows()).as("there may be more of it").isEmpty();
      feed.round();
      assertThat(rows()).containsExactly("recovered cdr answered");
      assertThat(feed.figures().recovered()).isOne();
    }
    records(CALLS.get(1));
    records(CALLS.get(2));
    try (var restarted = feed()) {
      restarted.round();
      restarted.round();
      assertThat(rows()).hasSize(CALLS.size()).containsOnly("recovered cdr answered");
      assertThat(told).as("each once").hasSize(CALLS.size());
      restarted.round();
      assertThat(told).hasSize(CALLS.size());
      part(restarted);
      otherTimes();
      events(restarted);
    }
  }

  /** A part whose record comes when the call was told already. */
  private void part(DetailFeed feed) throws Exception {
    var parts = number("select count(*) from call_operator");
    run(
        "insert into cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec,"
            + " disposition, uniqueid, linkedid, sequence) select calldate, clid, src, dst, dcontext, channel,"
            + " 'PJSIP/104-00000099', lastapp, lastdata, duration, 0, 'NO ANSWER', uniqueid, linkedid, sequence + 1000"
            + " from cdr where uniqueid = (select min(uniqueid) from cdr) order by sequence limit 1");
    feed.round();
    feed.round();
    assertThat(number("select count(*) from call_operator")).isEqualTo(parts + 1);
    assertThat(rows()).hasSize(CALLS.size());
  }

  /** What is older than a restart looks back is left to an import; a clock gone wrong is no end. */
  private void otherTimes() throws Exception {
    var mark = mark();
    for (var hour = 0; hour < 6; hour++) {
      copy(mark.minusMinutes(60 * hour + 30), "1500000000." + hour);
    }
    copy(mark.plusYears(10), "1500000000.10");
    try (var feed = feed()) {
      for (var round = 0; round < 5; round++) {
        feed.round();
        assertThat(mark()).isEqualTo(mark);
      }
    }
    assertThat(rows()).hasSize(CALLS.size() + 2);
  }

  private void copy(LocalDateTime at, String id) throws SQLException {
    run(
        "insert into cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec,"
            + " disposition, uniqueid, linkedid, sequence) select timestamp '%1$s', clid, src, dst, dcontext, channel,"
                .formatted(at.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")))
            + " dstchannel, lastapp, lastdata, 0, 0, 'NO ANSWER', '%1$s', '%1$s', 5000"
                .formatted(id)
            + " from cdr where uniqueid = (select min(uniqueid) from cdr) order by sequence limit 1");
  }

  private LocalDateTime mark() {
    return db.get(
        "select ended_at from cdr_mark where pbx_id = $1",
        row -> row.getLocalDateTime("ended_at"),
        pbx);
  }

  /** Once the exchange writes events, details are silent. */
  private void events(DetailFeed feed) throws Exception {
    var tables = new LiveTables(address, () -> password, null);
    tables.read(new LiveTablesWalk.Counting(new ArrayList<>()));
    assertThat(tables.knownUntil(Instant.EPOCH)).as("no events").isNull();
    PastTables.create(owner.connect(), List.of(PastTables.cel(address)));
    assertThat(LiveTables.witness(address, password))
        .as("an empty table")
        .isEqualTo(Witness.DETAILS);
    var folder = CAPTURES.resolve(CALLS.get(2));
    PastTables.fill(owner.connect(), new CsvFiles(folder.resolve("cel.csv")), null);
    assertThat(LiveTables.witness(address, password)).isEqualTo(Witness.EVENTS);
    feed.round();
    assertThat(feed.figures()).isNull();
  }

  private DetailFeed feed() {
    return new DetailFeed(
        db,
        new DetailFeed.Of(pbx, PbxProfile.standard(), Gathered.ORDERED),
        address,
        () -> password,
        log,
        Clock.systemUTC(),
        told::addAll);
  }

  private void records(String capture) throws Exception {
    PastTables.fill(
        owner.connect(), null, new CsvFiles(CAPTURES.resolve(capture).resolve("cdr.csv")));
  }

  private List<String> rows() {
    return db.list(
        "select certainty || ' ' || recovered_from || ' ' || result as told from call",
        row -> row.getString("told"));
  }

  private String kind() {
    return db.get("select records_kind from pbx where id = $1", row -> row.getString(0), pbx);
  }

  private long number(String sql) {
    return db.get(sql, row -> row.getLong(0));
  }

  private void run(String sql) throws SQLException {
    try (var connection = owner.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
