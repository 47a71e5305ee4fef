package io.ringcard.outcome;

import static io.ringcard.outcome.SalesFloor.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.CallEvent;
import io.ringcard.call.CallEvent.Absorbed;
import io.ringcard.call.CallEvent.Closed;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.Snapshots;
import io.ringcard.calllog.Tallies;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.planning.HeldByTalk;
import io.ringcard.report.DurationsQuery;
import io.ringcard.report.DurationsQuery.By;
import io.ringcard.report.LogReports;
import io.ringcard.report.Reports;
import io.ringcard.store.Db;
import io.ringcard.testkit.Strangers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sums that reports read are those of the log, whatever happens to calls. */
class TalliesTest {

  private static final int CALLS = 2_000;
  private static final Instant FIRST = Instant.parse("2026-09-20T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(70);

  private final SalesFloor floor = new SalesFloor();
  private final Db db = floor.db;
  private final Tallies tallies = new Tallies();
  private final Random random = new Random(7);
  private final RandomCalls calls = new RandomCalls(8, FIRST, SPAN);
  private final CallLog log =
      new CallLog(
          db,
          new Lookup(),
          List.of(),
          List.of(
              new Merging(
                  floor.outcomes, floor.consequences, new HeldByTalk(SalesFloor.ZONE, 10))));
  private final Principal max = floor.person("max", "Макс", Role.MANAGER);
  private final long pbx = log.pbx("main").id();

  @BeforeEach
  void begin() {
    tallies.begin(db, SalesFloor.ZONE);
    db.run("insert into team (name) values ('Продажи'), ('Поддержка')");
  }

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void whateverHappensToCallsReportsAreThoseOfTheLog() {
    write(IntStream.range(0, CALLS).mapToObj(i -> closed("1." + i)).toList());
    move(floor.anna.userId(), 1);
    move(floor.boris.userId(), 1);
    assertThat(tallies.differences(db)).isEmpty();

    write(IntStream.range(0, CALLS / 4).mapToObj(i -> closed("1." + 4 * i)).toList());
    IntStream.range(0, 120).forEach(i -> outcome());
    IntStream.range(0, 30).forEach(i -> merge());
    Snapshots.settle(log, pbx, IntStream.range(0, 200).mapToObj(i -> recorded("2." + i)).toList());
    move(floor.boris.userId(), 2);
    assertReports();
  }

  @Test
  void aReplayChangesNoSum() {
    var batch = IntStream.range(0, 50).mapToObj(i -> closed("1." + i)).toList();
    log.write(pbx, batch, 0);
    var before = state();
    log.write(pbx, batch, 0);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void corruptionIsFoundAndRepaired() {
    write(IntStream.range(0, 200).mapToObj(i -> closed("1." + i)).toList());
    assertThat(tallies.differences(db)).isEmpty();
    db.run("update tally set talk_ms = talk_ms + 1 where id = (select max(id) from tally)");
    db.run(
        "update tally_talk set calls = calls + 1 where tally_id = (select min(tally_id) from tally_talk)");
    db.run("delete from tally where facet = 'hour' and unit = 'month'");
    db.run(
        "insert into tally (facet, unit, start, key, direction, queues, calls, answered, missed, written, talk_ms, ring_ms,"
            + " wait_ms, hold_ms) values ('all', 'day', '2020-01-01', 0, 'inbound', '{}', 3, 0, 0, 0, 0, 0, 0, 0)");
    assertThat(tallies.differences(db))
        .anySatisfy(one -> assertThat(one.sum()).startsWith("hour month"))
        .anySatisfy(one -> assertThat(one.sum()).endsWith("s"))
        .contains(new Tallies.Difference("all day 2020-01-01 0 inbound {}", 3, 0));
    assertThat(tallies.repair(db)).isNotEmpty();
    assertThat(tallies.repair(db)).isEmpty();
    var repaired = sums();
    tallies.rebuild(db, SalesFloor.ZONE);
    assertThat(sums()).isEqualTo(repaired);
  }

  private void assertReports() {
    List.of("call", "call_operator", "call_outcome").forEach(table -> db.run("analyze " + table));
    assertThat(tallies.differences(db)).isEmpty();
    var reports = new Reports(db, SalesFloor.ZONE, () -> FIRST);
    var expected = new LogReports(db, SalesFloor.ZONE);
    for (var query : queries()) {
      assertThat(reports.durations(query))
          .as(query.toString())
          .isEqualTo(expected.durations(query));
      if (query.by() == By.OPERATOR) {
        assertThat(reports.pictures(query))
            .as(query.toString())
            .isEqualTo(expected.pictures(query));
      }
    }
  }

  /**
   * Whole months, days across the end of one, a period that ends within days, and one within a day.
   */
  private static List<DurationsQuery> queries() {
    var periods =
        List.of(
            List.of("2026-08-31T21:00:00Z", "2026-12-31T21:00:00Z"),
            List.of("2026-09-28T21:00:00Z", "2026-10-02T21:00:00Z"),
            List.of("2026-09-21T10:11:12.345Z", "2026-11-20T03:00:00Z"),
            List.of("2026-10-05T06:00:00Z", "2026-10-05T18:00:00Z"));
    var queries = new ArrayList<DurationsQuery>();
    for (var period : periods) {
      for (var by : By.values()) {
        for (var operator : Arrays.asList(null, 1L)) {
          queries.add(query(period, by, null, operator, null));
          queries.add(query(period, by, "inbound", operator, "sales"));
        }
        queries.add(query(period, by, "internal", null, null));
      }
    }
    return queries;
  }

  private static DurationsQuery query(
      List<String> period,
      By by,
      @Nullable String direction,
      @Nullable Long operator,
      @Nullable String queue) {
    var from = Instant.parse(period.getFirst());
    return new DurationsQuery(
        from, Instant.parse(period.getLast()), by, direction, operator, queue);
  }

  private CallEvent closed(String linkedid) {
    return new Closed(calls.next(linkedid, Certainty.LIVE));
  }

  private Call recorded(String linkedid) {
    return calls.next(linkedid, Certainty.RECOVERED);
  }

  private void write(List<CallEvent> events) {
    for (var from = 0; from < events.size(); from += 100) {
      log.write(pbx, events.subList(from, Math.min(from + 100, events.size())), 0);
    }
  }

  /** Written by one of two people, often over the other's; every third is taken back. */
  private void outcome() {
    var call =
        db.get(
            """
            select id from call
            where merged_into is null and result = 'answered' and linkedid like '1.%0'
            order by md5(id::text || $1::text) limit 1
            """,
            row -> row.getLong("id"), Integer.toString(random.nextInt()));
    var by = random.nextBoolean() ? floor.sveta : max;
    var written = floor.write(by, put(Integer.toString(1 + random.nextInt(7))), call);
    if (random.nextInt(3) == 0) {
      floor.undos.undo(by, written.undo());
    }
  }

  private void merge() {
    var into = "1." + random.nextInt(CALLS / 2);
    var absorbed = "1." + (CALLS / 2 + random.nextInt(CALLS / 2));
    var call = calls.next(into, Certainty.LIVE);
    log.write(pbx, List.of(new Absorbed(absorbed, 0, call), new Closed(call)), 0);
  }

  private void move(long person, long team) {
    db.inTransaction(tx -> {
      tallies.moveTeam(
          tx, person, () -> tx.run("update app_user set team_id = $2 where id = $1", person, team));
      return person;
    });
  }

  /** Everything that is summed, and the row versions: nothing was touched. */
  private List<String> state() {
    return db.list(
        "select t::text || xmin::text as line from tally t union all select t::text || xmin::text from tally_talk t"
            + " order by line",
        row -> row.getString("line"));
  }

  /** What is summed, whatever rows it stands in. */
  private List<String> sums() {
    return db.list(
        """
        select (to_jsonb(t) - 'id')::text || coalesce(h.seconds, 0) || ' ' || coalesce(h.calls, 0) as line
        from tally t left join tally_talk h on h.tally_id = t.id
        where t.calls <> 0
        order by line
        """,
        row -> row.getString("line"));
  }

  private final class Lookup extends Strangers {

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.ofNullable(
          Map.of(
                  "101",
                  floor.anna.userId(),
                  "102",
                  floor.boris.userId(),
                  "103",
                  floor.sveta.userId())
              .get(extension));
    }
  }
}
