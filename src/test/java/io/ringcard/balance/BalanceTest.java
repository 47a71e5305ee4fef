package io.ringcard.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.balance.BalanceDay.Reason;
import io.ringcard.balance.BalanceDay.Side;
import io.ringcard.balance.BalanceDay.State;
import io.ringcard.balance.BalanceDay.Why;
import io.ringcard.calllog.CallDifference;
import io.ringcard.calllog.CallViews;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.store.Columns;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log against the records of the exchange, day by day. */
class BalanceTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Instant MORNING = Instant.parse("2026-11-24T06:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Instant FROM = NOW.minus(Duration.ofDays(10));

  private final TestDatabase database = TestDatabase.fresh();
  private final long anna = database.user("anna", "Анна", "operator");
  private final Balance balance =
      new Balance(database.db(), new CallViews(database.db()), MOSCOW, InstantSource.fixed(NOW));
  private List<Long> calls = List.of();

  @BeforeEach
  void threeCallsThatBothTellOf() {
    calls = LongStream.range(0, 3).map(i -> call(MORNING.plusSeconds(60 * i))).boxed().toList();
    database
        .db()
        .run(
            """
            insert into recorded_call (pbx_id, linkedid, call_id, started_at, talk_ms)
            select pbx_id, linkedid, id, started_at, talk_ms from call
            """);
    database
        .db()
        .run(
            "update pbx set records_since = $1, records_read_at = $2",
            Columns.utc(MORNING.minusSeconds(1)),
            Columns.utc(NOW));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void dayThatBothTellAlikeIsGreen() {
    var day = day();
    assertThat(day.state()).isEqualTo(State.BALANCED);
    assertThat(day.day()).isEqualTo(DAY);
    assertThat(List.of(day.ours(), day.recorded())).containsOnly(new Side(3, 180.0));
    assertThat(day.why()).isEmpty();
  }

  @Test
  void recoveredCallStandsOnBothSides() {
    change("update call set certainty = 'recovered' where id = $1", calls.get(1));
    assertThat(day().state()).isEqualTo(State.BALANCED);
    assertThat(day().recovered()).isOne();
  }

  @Test
  void whatTheTwoTellDifferentlyIsListed() {
    change("update call set certainty = 'disputed' where id = $1", calls.get(1));
    change(
        """
        update recorded_call set talk_ms = 50000, differs = '[{"what":"talk","ours":60,"recorded":50}]' where call_id = $1
        """,
        calls.get(1));
    assertThat(day().state()).isEqualTo(State.DIFFERS);
    assertThat(day().recorded()).isEqualTo(new Side(3, 170.0));
    assertThat(day().why()).containsExactly(new Why(Reason.DISPUTED, 1));
    assertThat(found())
        .extracting(one -> one.call().id(), BalanceCall::reason, BalanceCall::differences)
        .containsExactly(
            tuple(
                calls.get(1).toString(),
                Reason.DISPUTED,
                List.of(new CallDifference("talk", 60, 50))));
  }

  @Test
  void callThatTheRecordsDoNotTellIsListed() {
    change("delete from recorded_call where call_id = $1", calls.getFirst());
    assertThat(day().recorded()).isEqualTo(new Side(2, 120.0));
    assertThat(day().why()).containsExactly(new Why(Reason.ONLY_OURS, 1));
    assertThat(found()).extracting(BalanceCall::reason).containsExactly(Reason.ONLY_OURS);
  }

  @Test
  void detailRecordsNeedNotTellOfEachTalkNorOfWhomNobodyAnswered() {
    database.db().run("update pbx set records_kind = 'cdr'");
    change("update recorded_call set talk_ms = null where call_id = $1", calls.get(0));
    change("delete from recorded_call where call_id = $1", calls.get(1));
    change("update call set answered_at = null, talk_ms = 0 where id = $1", calls.get(1));
    assertThat(day().recorded()).isEqualTo(new Side(2, null));
    assertThat(day().state()).isEqualTo(State.BALANCED);
    change("delete from recorded_call where call_id = $1", calls.get(2));
    assertThat(day().why()).containsExactly(new Why(Reason.ONLY_OURS, 1));
  }

  @Test
  void eachReasonIsSaid() {
    change("update call set certainty = 'endUnknown', ended_at = null where id = $1", calls.get(0));
    change("update recorded_call set call_id = $1 where call_id = 3", calls.get(1));
    change(
        "insert into record_loss select pbx_id, started_at from call where id = $1", calls.get(2));
    assertThat(day().why())
        .containsExactly(
            new Why(Reason.ONLY_OURS, 1),
            new Why(Reason.GAP, 1),
            new Why(Reason.JOINED, 1),
            new Why(Reason.LOST, 1));
    assertThat(found()).hasSize(3);
  }

  @Test
  void withoutRecordsNothingIsSaidToBalance() {
    database.db().run("update pbx set records_since = null, records_read_at = null");
    database.db().run("delete from recorded_call");
    assertThat(day().state()).isEqualTo(State.UNKNOWN);
    assertThat(day().why()).containsExactly(new Why(Reason.NO_RECORDS, 3));
    assertThat(found()).isEmpty();
  }

  @Test
  void callsFromBeforeTheRecordsAreNotCompared() {
    database.db().run("update pbx set records_since = (select started_at from call where id = 3)");
    database.db().run("delete from recorded_call where call_id < 3");
    assertThat(day().state()).isEqualTo(State.BALANCED);
    assertThat(day().why()).containsExactly(new Why(Reason.BEFORE, 2));
  }

  /** The file of the records is read from its beginning. */
  @Test
  void whatTheRecordsTellOfBeforeIsComparedAsWell() {
    database.db().run("update pbx set records_since = records_read_at");
    change("update call set certainty = 'recovered' where id = $1", calls.get(1));
    assertThat(day().state()).isEqualTo(State.BALANCED);
    assertThat(day().why()).isEmpty();
    change("delete from recorded_call where call_id = $1", calls.get(2));
    assertThat(day().why()).containsExactly(new Why(Reason.BEFORE, 1));
  }

  @Test
  void whatIsNotReadYetIsOpenAndWhatIsNotReadForLongIsSaid() {
    var late = call(NOW.minusSeconds(90));
    assertThat(balance.sheet(FROM, NOW).items().getFirst())
        .returns(State.OPEN, BalanceDay::state)
        .returns(List.of(new Why(Reason.PENDING, 1)), BalanceDay::why);
    change(
        "update pbx set records_read_at = (select started_at from call where id = $1) - interval '20 minutes'",
        late);
    assertThat(balance.sheet(FROM, NOW).items().getFirst())
        .returns(State.DIFFERS, BalanceDay::state)
        .returns(List.of(new Why(Reason.BEHIND, 1)), BalanceDay::why);
  }

  @Test
  void callAfterMidnightOfTheInstallationIsOfTheNextDay() {
    call(Instant.parse("2026-11-24T21:00:01Z"));
    assertThat(balance.sheet(FROM, NOW).items())
        .extracting(BalanceDay::day)
        .containsExactly(DAY.plusDays(1), DAY);
  }

  @Test
  void metricsTellTodayAndYesterday() {
    change("delete from recorded_call where call_id = $1", calls.getFirst());
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var meter = new BalanceMeter(balance, metrics)) {
      meter.measure();
    }
    assertThat(metrics.scrape())
        .contains(
            "ringcard_balance_calls{day=\"yesterday\",exchange=\"seed\",side=\"ours\"} 3.0",
            "ringcard_balance_calls{day=\"yesterday\",exchange=\"seed\",side=\"records\"} 2.0",
            "ringcard_balance_talk_seconds{day=\"yesterday\",exchange=\"seed\",side=\"ours\"} 180.0",
            "ringcard_balance_why{day=\"yesterday\",exchange=\"seed\",why=\"only_ours\"} 1.0",
            "ringcard_balance_why{day=\"yesterday\",exchange=\"seed\",why=\"disputed\"} 0.0");
  }

  @Test
  void isAskedForByThoseWhoReadReports() {
    var routes = new Routes();
    new BalanceRoutes(balance).addTo(routes);
    try (var server = TestServer.start(routes)) {
      var reader = server.as(anna, "anna", Role.SUPERVISOR);
      var period = "from=" + FROM + "&to=" + NOW;
      var sheet = reader.get("/api/balance?" + period).json();
      assertThat(sheet.getJsonArray("items").getJsonObject(0).getString("state"))
          .isEqualTo("balanced");
      assertThat(sheet.getJsonArray("exchanges").getJsonObject(0).getString("recordsSince"))
          .isNotNull();
      assertThat(reader.get("/api/balance/1/calls?" + period).json().getJsonArray("items"))
          .isEmpty();
      assertThat(reader.get("/api/balance?from=2020-01-01T00:00:00Z&to=" + NOW).status())
          .isEqualTo(400);
      assertThat(server.as(anna, "anna", Role.OPERATOR).get("/api/balance?" + period).status())
          .isEqualTo(403);
    }
  }

  private long call(Instant at) {
    var id = CallSeed.inbound(database.db(), at).spoke(anna, 60).write();
    change("update call set ended_at = started_at + interval '70 seconds' where id = $1", id);
    return id;
  }

  private void change(String sql, Object... values) {
    assertThat(database.db().run(sql, values)).isPositive();
  }

  private BalanceDay day() {
    var days = balance.sheet(FROM, NOW).items();
    assertThat(days).hasSize(1);
    return days.getFirst();
  }

  private List<BalanceCall> found() {
    return balance.calls(1, FROM, NOW);
  }
}
