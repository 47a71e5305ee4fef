package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallFilter.Segment;
import io.ringcard.report.DurationsQuery;
import io.ringcard.report.DurationsQuery.By;
import io.ringcard.report.Reports;
import io.ringcard.testkit.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * How long the log and the reports take to answer over a million calls, and how long their sums
 * take to be made and compared: run by name, no part of the suite. Times are those of the caller of
 * the room, the way of the rows included.
 */
class CallLogFigures {

  private static final int CALLS = Integer.getInteger("calls", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 40);
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  private static final String[] SEED = {
    "alter table call disable trigger user",
    "alter table call_operator disable trigger stamp_part",
    "alter table call_outcome disable trigger show_outcome",
    """
    insert into team (name) select 'team ' || n from generate_series(1, 5) n
    """,
    """
    insert into app_user (login, name, role, team_id, password_hash)
    select 'u' || n, 'Оператор ' || n, 'operator', 1 + n %% 5, '-' from generate_series(1, 40) n
    """,
    "insert into pbx (name) values ('main')",
    """
    insert into client (name, company)
    select 'Клиент ' || n, 'ООО «Компания ' || n || '»' from generate_series(1, 50000) n
    """,
    """
    insert into call (pbx_id, linkedid, state, direction, result, cause, number, client_id, did, queues, started_at,
      answered_at, ended_at, ring_ms, wait_ms, talk_ms)
    select 1, n::text, 'closed', case when n %% 20 = 0 then 'internal' when n %% 3 = 0 then 'outbound' else 'inbound' end,
      case when n %% 10 < 7 then 'answered' when n %% 1000 = 999 then 'voicemail' when n %% 10 = 7 then 'busy'
        when n %% 10 = 8 then 'no_answer' else 'abandoned' end,
      16, '+79' || lpad((hashint8(n) & 2147483647)::text, 9, '0'), 1 + (hashint8(n) & 2147483647) %% 60000 %% 50000, '+74951234567',
      case when n %% 3 = 1 then array[case when n %% 5000 = 1 then 'vip' else 'q' || (n %% 6) end] else '{}' end,
      now() - (%1$d - n) * interval '31 seconds', now() - (%1$d - n) * interval '31 seconds' + interval '9 seconds',
      now() - (%1$d - n) * interval '31 seconds' + interval '200 seconds', 9000, case when n %% 3 = 1 then 20000 end,
      case when n %% 10 < 7 then (-ln(1 - ((hashint8(n * 7) & 2147483647) %% 100000) / 100001.0) * 150000)::bigint end
    from generate_series(1, %1$d) n
    """,
    """
    insert into call_operator (call_id, position, extension, user_id, ring_ms, talk_ms, result)
    select id, 0, '101', case when id %% 50000 = 0 then 40 when id < %1$d / 2 and id %% 40 = 39 then 39 else 1 + id %% 38 end,
      9000, talk_ms, result from call where result = 'answered'
    """,
    """
    insert into recording (call_id, pbx_id, file, state, duration_ms)
    select id, 1, id || '.wav', 'ready', talk_ms from call where result = 'answered' and id %% 10 <> 3
    """,
    """
    insert into call_outcome (call_id, user_id, outcome_id, at)
    select id, 1, 1 + id %% 8, started_at from call where result = 'answered' and direction <> 'internal' and id %% 1000 <> 5
    """,
    """
    insert into call_outcome (call_id, user_id, outcome_id, at)
    select id, 1, 9, started_at from call where result = 'answered' and id %% 20000 = 5
    """,
    "update call_operator o set started_at = c.started_at from call c where c.id = o.call_id",
    "update call c set outcome_id = d.outcome_id from call_disposition d where d.call_id = c.id",
    "insert into queue_seen select distinct unnest(queues) from call"
  };

  private final TestDatabase database = TestDatabase.fresh();

  @Test
  void aMillionCalls() throws SQLException {
    seed();
    var views = new CallViews(database.db());
    var reports = new Reports(database.db(), ZONE, Clock.systemUTC());
    var tallies = new Tallies();
    once("sums made", () -> tallies.begin(database.db(), ZONE));
    database.db().run("analyze");
    once("sums compared", () -> assertThat(tallies.differences(database.db())).isEmpty());
    var now = Instant.now();
    for (var one : filters(now).entrySet()) {
      measure("list   " + one.getKey(), () -> views.page(one.getValue()));
    }
    for (var one : filters(now).entrySet()) {
      measure("totals " + one.getKey(), () -> views.totals(one.getValue()));
    }
    measure("queues", views::queues);
    for (var days : List.of(30, 365)) {
      for (var by : By.values()) {
        for (var operator : Arrays.asList(null, 7L)) {
          var query = new DurationsQuery(day(days), day(0), by, null, operator, null);
          var name = "%s, %d days%s".formatted(by, days, operator == null ? "" : ", one person");
          measure("report " + name, () -> reports.durations(query));
        }
      }
      var query = new DurationsQuery(day(days), day(0), By.DAY, null, null, null);
      measure("pictures, " + days + " days", () -> reports.pictures(query));
    }
    database.close();
  }

  /** By a connection of its own: no statement of the product may run for so long. */
  private void seed() throws SQLException {
    var at = database.settings();
    var address = "jdbc:postgresql://%s:%d/%s".formatted(at.host(), at.port(), at.database());
    try (var connection = DriverManager.getConnection(address, at.user(), at.password());
        var statement = connection.createStatement()) {
      for (var sql : SEED) {
        statement.execute(sql.contains("%") ? sql.formatted(CALLS) : sql);
      }
      statement.execute("vacuum analyze");
    }
  }

  private static Instant day(int ago) {
    return LocalDate.now(ZONE).minusDays(ago).atStartOfDay(ZONE).toInstant();
  }

  private static void once(String name, Runnable work) {
    var begun = System.nanoTime();
    work.run();
    System.out.printf("FIGURE %-34s %.1f s%n", name, (System.nanoTime() - begun) / 1e9);
  }

  private static void measure(String name, Runnable work) {
    var millis = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      var begun = System.nanoTime();
      work.run();
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    var warm = millis.subList(5, ROUNDS).stream().sorted().toList();
    System.out.printf(
        "FIGURE %-34s p50 %7.1f ms  p95 %7.1f ms  first %7.1f ms%n",
        name, warm.get(warm.size() / 2), warm.get(warm.size() * 95 / 100), millis.getFirst());
  }

  private static Map<String, CallFilter> filters(Instant now) {
    var day = 86_400L;
    var filters = new LinkedHashMap<String, CallFilter>();
    filters.put("everything", of(f -> f));
    filters.put("30 days", of(f -> f.put("from", now.minusSeconds(30 * day))));
    filters.put("half a year ago", of(f -> f.put("to", now.minusSeconds(180 * day))));
    filters.put("operator", of(f -> f.put("operator", 7L)));
    filters.put("operator who left", of(f -> f.put("operator", 39L)));
    filters.put("operator with few calls", of(f -> f.put("operator", 40L)));
    filters.put("team", of(f -> f.put("team", 2L)));
    filters.put("client", of(f -> f.put("client", 1234L)));
    filters.put("number, 4 digits", of(f -> f.put("digits", "4711")));
    filters.put("number, 10 digits", of(f -> f.put("digits", "9001234567")));
    filters.put("number, last 2", of(f -> f.put("digits", "42")));
    filters.put("inbound", of(f -> f.put("direction", "inbound")));
    filters.put("internal", of(f -> f.put("direction", "internal")));
    filters.put("voicemail", of(f -> f.put("result", "voicemail")));
    filters.put("outcome", of(f -> f.put("outcome", 3L)));
    filters.put("rare outcome", of(f -> f.put("outcome", 9L)));
    filters.put("queue", of(f -> f.put("queue", "q1")));
    filters.put("rare queue", of(f -> f.put("queue", "vip")));
    filters.put("recorded", of(f -> f.put("recording", true)));
    filters.put("not recorded", of(f -> f.put("recording", false)));
    filters.put("talk from 10 min", of(f -> f.put("min", 600)));
    filters.put("talk from 30 min", of(f -> f.put("min", 1800)));
    filters.put("talk up to 10 s", of(f -> f.put("max", 10)));
    filters.put("missed", of(f -> f.put("segment", Segment.MISSED)));
    filters.put("unwritten", of(f -> f.put("segment", Segment.UNWRITTEN)));
    filters.put(
        "operator, 30 days, 1 min+",
        of(f -> {
          f.put("operator", 7L);
          f.put("from", now.minusSeconds(30 * day));
          return f.put("min", 60);
        }));
    return filters;
  }

  private static final class Asked {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Asked put(String name, Object value) {
      values.put(name, value);
      return this;
    }

    @SuppressWarnings("unchecked")
    private <T> T get(String name) {
      return (T) values.get(name);
    }
  }

  private static CallFilter of(UnaryOperator<Asked> ask) {
    var a = ask.apply(new Asked());
    return new CallFilter(
        a.get("from"),
        a.get("to"),
        a.get("operator"),
        a.get("team"),
        a.get("client"),
        a.get("digits"),
        a.get("direction"),
        a.get("result"),
        a.get("outcome"),
        a.get("queue"),
        a.get("pbx"),
        a.get("recording"),
        a.get("certainty"),
        a.get("min"),
        a.get("max"),
        a.get("segment"),
        null,
        null,
        100);
  }
}
