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
    return SampleData.seed(into, SampleWords.of("ru"), NOW, MOSCOW, pbx, recordings, "hash");
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
    assertThat(count("client where kind = 'person'")).isBetween(65L, 75L);
    assertThat(count("client where kind = 'company'")).isBetween(20L, 40L);
    assertThat(count("client where company_id is not null")).isGreaterThan(30);
    assertThat(count("deal")).isBetween(100L, 140L);
  }

  @Test
  void figuresArePlausible() {
    assertThat(count("call")).isBetween(4500L, 6500L);
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
        .isGreaterThan(4);
    assertThat(
            number(
                "select avg((exists (select from call b where b.number = c.number and"
                    + " b.answered_at > c.ended_at and b.answered_at < c.ended_at + interval '1"
                    + " day'))::int) from call c where direction = 'inbound' and answered_at is"
                    + " null and started_at < '2026-11-25'"))
        .as("share of those who rang in vain that were talked to within a day")
        .isBetween(0.5, 0.95);
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
  void everyStepAndRefusalIsSomewhere() {
    assertThat(count("step s where not exists (select from deal d where d.step_id = s.id)"))
        .isZero();
    for (var refusals = 1; refusals <= 3; refusals++) {
      assertThat(count("deal where refusals = " + refusals)).as(refusals + " of 3").isPositive();
    }
    assertThat(count("deal where closed_at is not null and reason_id is null")).isZero();
    assertThat(count("deal where refusals = 3 and closed_at is null")).isZero();
    var refused = "deal d join book_entry r on r.id = d.reason_id where r.code = 'refused'";
    assertThat(count(refused + " and refusals = 3")).isPositive();
    assertThat(count(refused + " and refusals < 3")).isZero();
    assertThat(count("deal where refusals = 3")).isEqualTo(count(refused + " and refusals = 3"));
    for (var status : new String[] {"planned", "held", "cancelled"}) {
      assertThat(count("plan where status = '" + status + "'")).as(status).isPositive();
    }
  }

  @Test
  void whatCallsSetOffIsWrittenDown() {
    for (var kind : new String[] {"deal-step", "refusal", "plan-added", "plan-held", "note"}) {
      assertThat(count("call_effect where kind = '" + kind + "'")).as(kind).isGreaterThan(3);
    }
    assertThat(
            count(
                "call_effect e where kind = 'deal-step' and not exists (select from deal_step s"
                    + " where s.id = (e.before ->> 'line')::bigint and s.deal_id = e.target::bigint"
                    + " and s.call_id = e.call_id and s.step_id = (e.before ->> 'to')::bigint)"))
        .isZero();
    assertThat(count("deal_step where call_id is not null"))
        .isEqualTo(count("call_effect where kind = 'deal-step'"));
    assertThat(
            count(
                "call_effect e join plan p on p.id = e.target::bigint where e.kind = 'plan-held' and"
                    + " p.status <> 'held'"))
        .isZero();
    assertThat(
            count(
                "(select deal_id, count(*) as n from call_outcome o join outcome u on u.id ="
                    + " o.outcome_id where u.refusal and deal_id is not null group by 1) x join deal"
                    + " d on d.id = x.deal_id where d.refusals <> x.n and d.closed_at is null"))
        .isZero();
  }

  @Test
  void someWaitToBeCalledBack() {
    assertThat(
            count(
                "call where direction = 'inbound' and result = 'abandoned' and started_at >"
                    + " '2026-11-25T10:30:00Z'"))
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void bothLanguagesHaveTheSamePeople() {
    var russian = SampleWords.of("ru").clients();
    var english = SampleWords.of("en").clients();
    assertThat(english).hasSameSizeAs(russian);
    for (var i = 0; i < english.size(); i++) {
      assertThat(english.get(i).number()).isEqualTo(russian.get(i).number());
      assertThat(english.get(i).step()).isEqualTo(russian.get(i).step());
      assertThat(english.get(i).toString()).doesNotContainPattern("[а-яА-Я]");
    }
    assertThat(russian.stream().map(SampleClient::number)).doesNotHaveDuplicates();
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
    assertThat(files).hasSize(24);
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
      SampleData.seed(
          other.db(),
          SampleWords.of("en_GB.UTF-8"),
          sunday,
          MOSCOW,
          pbx,
          recordings.resolve("night"),
          "hash");
      var today =
          "plan where status = 'planned' and at >= '2027-03-27T21:00:00Z' and at <"
              + " '2027-03-28T21:00:00Z'";
      assertThat(count(other.db(), today)).isGreaterThan(20);
      assertThat(count(other.db(), "client where name || company ~ '[а-яА-Я]'")).isZero();
    }
  }
}
