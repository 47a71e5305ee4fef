package io.ringcard.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The office of the demo, in the database. */
class SampleDataTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Instant NOW = Instant.parse("2026-11-25T12:03:00Z");

  @TempDir static Path recordings;

  private static TestDatabase database;
  private static Db db;

  @BeforeAll
  static void seed() {
    database = TestDatabase.fresh();
    db = database.db();
    assertThat(seed(database.db())).isTrue();
  }

  private static boolean seed(Db into) {
    var pbx =
        into.get(
            "insert into pbx (name) values ('demo') on conflict (name) do update set name = 'demo' returning id",
            r -> r.getLong("id"));
    return SampleData.seed(into, NOW, MOSCOW, pbx, recordings, "hash");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static long count(String rest) {
    return count(db, rest);
  }

  private static long count(Db in, String rest) {
    return in.get("select count(*) as n from " + rest, row -> row.getLong("n"));
  }

  private static String history(Db in) {
    return in.get(
        "select md5(string_agg(linkedid || number || talk_ms, ',' order by linkedid)) as s from call",
        row -> row.getString("s"));
  }

  private static double number(String select) {
    return db.get("select (" + select + ")::float8 as n", row -> row.getDouble("n"));
  }

  @Test
  void onlyAnEmptyDatabaseIsFilled() {
    var calls = count("call");
    assertThat(seed(db)).isFalse();
    assertThat(count("call")).isEqualTo(calls);
  }

  @Test
  void everyoneIsThere() {
    assertThat(db.list("select login from app_user order by login", r -> r.getString("login")))
        .containsExactly("admin", "anna", "boris", "dina", "max", "oleg", "sveta");
    assertThat(
            db.list(
                "select u.login || a.extension as s from extension_assignment a"
                    + " join app_user u on u.id = a.user_id where a.until is null order by 1",
                r -> r.getString("s")))
        .containsExactly("anna101", "boris102", "dina104", "oleg103");
    assertThat(count("client")).isBetween(55L, 70L);
    assertThat(count("deal")).isBetween(70L, 95L);
  }

  @Test
  void figuresArePlausible() {
    assertThat(count("call")).isBetween(1500L, 2600L);
    assertThat(
            number("select count(*) filter (where result = 'answered') * 1.0 / count(*) from call"))
        .isBetween(0.7, 0.9);
    assertThat(
            number(
                "select percentile_cont(0.5) within group (order by talk_ms) from call"
                    + " where answered_at is not null"))
        .isBetween(150_000.0, 260_000.0);
    assertThat(
            number(
                "select min(n) from (select count(*) as n from call_operator o join call c on c.id"
                    + " = o.call_id where o.talk_ms > 0 and c.started_at < '2026-11-25' group by"
                    + " user_id, date_trunc('day', c.started_at)) x"))
        .isGreaterThan(5);
    assertThat(count("call where ended_at > '2026-11-25T12:03:00Z'")).isZero();
    assertThat(count("call where extract(isodow from started_at) > 5")).isZero();
    assertThat(
            count(
                "call where extract(hour from started_at at time zone 'Europe/Moscow') not between"
                    + " 9 and 18"))
        .isZero();
  }

  @Test
  void sumsAgree() {
    assertThat(
            count(
                "call c where talk_ms <> (select sum(talk_ms) from call_operator o where o.call_id ="
                    + " c.id)"))
        .isZero();
    assertThat(count("call where (result = 'answered') <> (answered_at is not null)")).isZero();
    assertThat(count("call where (result = 'answered') <> (talk_ms > 0)")).isZero();
    assertThat(
            count(
                "call_operator a join call_operator b on a.user_id = b.user_id and a.call_id <"
                    + " b.call_id and a.answered_at < b.ended_at and b.answered_at < a.ended_at"))
        .as("nobody is in two talks at once")
        .isZero();
    assertThat(count("call where jsonb_array_length(transfers) > 0")).isPositive();
    assertThat(
            count(
                "deal d where step_id <> (select step_id from deal_step s where s.deal_id = d.id"
                    + " order by at desc, id desc limit 1)"))
        .isZero();
    assertThat(
            count(
                "deal d join step s on s.id = d.step_id where (s.kind = 'open') <> (d.closed_at is"
                    + " null)"))
        .isZero();
    assertThat(count("deal_step where at > '2026-11-25T12:03:00Z'")).isZero();
    assertThat(
            count(
                "call_outcome o join call c on c.id = o.call_id join deal d on d.id = o.deal_id"
                    + " where c.client_id <> d.client_id"))
        .isZero();
  }

  @Test
  void operatorsHaveSomethingBeforeThem() {
    for (var login : new String[] {"anna", "boris", "oleg", "dina"}) {
      var mine =
          "plan where status = 'planned' and assignee_id = (select id from app_user where login = '"
              + login
              + "') and ";
      assertThat(count(mine + "at < '2026-11-24T21:00:00Z'")).as(login).isPositive();
      assertThat(count(mine + "at >= '2026-11-24T21:00:00Z' and at < '2026-11-25T21:00:00Z'"))
          .as(login)
          .isGreaterThan(3);
    }
    assertThat(count("plan where status = 'planned' and at >= '2026-11-25T21:00:00Z'"))
        .isPositive();
    assertThat(count("plan where status = 'held' and call_id is not null")).isPositive();
    assertThat(count("note")).isGreaterThan(30);
  }

  @Test
  void nothingIsLeftToWriteUp() {
    assertThat(
            count(
                "call c where answered_at > '2026-11-24T12:03:00Z' and not exists (select from"
                    + " call_outcome o where o.call_id = c.id)"))
        .isZero();
  }

  @Test
  void aFewCallsHaveSound() throws IOException {
    var files = db.list("select file from recording", r -> r.getString("file"));
    assertThat(files).hasSize(12);
    for (var file : files) {
      var talk =
          db.get(
              "select talk_ms from call where linkedid = $1",
              r -> r.getLong("talk_ms"),
              file.replace(".wav", ""));
      assertThat(Files.size(recordings.resolve(file))).isEqualTo(44 + talk * 8 * 4);
    }
  }

  @Test
  void sameMomentGivesTheSameOffice() {
    try (var other = TestDatabase.fresh()) {
      seed(other.db());
      assertThat(history(other.db())).isEqualTo(history(db));
    }
  }

  @Test
  void atNightAndOnSundayItIsAnOfficeToo() {
    try (var other = TestDatabase.fresh()) {
      var pbx =
          other
              .db()
              .get("insert into pbx (name) values ('demo') returning id", r -> r.getLong("id"));
      var sunday = Instant.parse("2027-03-28T20:59:30Z");
      SampleData.seed(other.db(), sunday, MOSCOW, pbx, recordings.resolve("night"), "hash");
      var today =
          "plan where status = 'planned' and at >= '2027-03-27T21:00:00Z' and at <"
              + " '2027-03-28T21:00:00Z'";
      assertThat(count(other.db(), today)).isGreaterThan(20);
    }
  }
}
