package io.ringcard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.Tallies;
import io.ringcard.testkit.TestDatabase;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {

  private static final GeneratedSize SIZE = new GeneratedSize(400, 300, 3000, 200);

  private final TestDatabase database = TestDatabase.fresh();
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void exchange() {
    database.db().run("insert into pbx (name) values ('old')");
    generator("ru").fill(SIZE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void asMuchAsWasAskedFor() {
    assertThat(count("select from client")).isEqualTo(400);
    assertThat(count("select from deal")).isBetween(270L, 300L);
    assertThat(count("select from call where state = 'closed'")).isEqualTo(3000);
    assertThat(count("select from plan where status = 'planned' and at > now()")).isPositive();
    assertThat(progress).last().asString().startsWith("calls: 3,000 of 3,000");
  }

  @Test
  void anotherRunAddsOnlyWhatIsMissing() {
    generator("ru").fill(new GeneratedSize(500, 300, 3100, 200));
    assertThat(count("select from client")).isEqualTo(500);
    assertThat(count("select from call")).isEqualTo(3100);
    assertThat(count("select from app_user")).isEqualTo(40);
  }

  /** What the triggers and the product's own writing would have kept. */
  @Test
  void theRowsAgreeWithEachOther() {
    assertNone(
        "call c where talk_ms <> (select sum(talk_ms) from call_operator where call_id = c.id)");
    assertNone(
        "call_operator o join call c on c.id = o.call_id where o.started_at <> c.started_at");
    assertNone("call c where ended_at <> started_at + (ring_ms + talk_ms) * interval '1 ms'");
    assertNone("call where (result = 'answered') <> (answered_at is not null)");
    assertNone("call where ended_at > now()");
    assertNone(
        "call c left join call_disposition d on d.call_id = c.id"
            + " where c.outcome_id is distinct from d.outcome_id");
    assertNone("client_talked t where at <> client_talked_of(client_id)");
    assertNone("client c where not exists (select from client_talked where client_id = c.id)");
    assertNone(
        "deal d where step_id <> (select s.step_id from deal_step s where s.deal_id = d.id"
            + " order by at desc, id desc limit 1)");
    assertNone(
        "deal d join step s on s.id = d.step_id where (s.kind = 'open') <> (closed_at is null)");
    assertNone("deal_step where at > now()");
    assertNone("client where name is null or name like '%\\%s%'");
    assertNone(
        "unnest(array(select distinct unnest(queues) from call)) q left join queue_seen s on s.name = q where s is null");
  }

  @Test
  void triggersWorkAgain() {
    assertThat(count("select from pg_trigger where tgenabled = 'D'")).isZero();
  }

  @Test
  void theReportsSumsAreThere() {
    assertThat(count("select from tally where facet = 'all' and unit = 'day'")).isPositive();
    assertThat(new Tallies().differences(database.db())).isEmpty();
  }

  @Test
  void inEnglishToo() {
    generator("en").fill(new GeneratedSize(450, 300, 3000, 200));
    assertThat(count("select from client where name ~ '^[A-Z]'")).isGreaterThan(30);
  }

  private Generator generator(String language) {
    return new Generator(
        database.db(), GeneratorWords.of(language), ZoneId.of("Europe/Moscow"), progress::add);
  }

  private void assertNone(String where) {
    assertThat(count("select from " + where)).as(where).isZero();
  }

  private long count(String rows) {
    return database.db().get("select count(*) as n from (" + rows + ") r", row -> row.getLong("n"));
  }
}
