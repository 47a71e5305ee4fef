package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.call.Call;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.MariaDbContainer;
import io.ringcard.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FreePBX's tables in a real MariaDB, read by somebody who may only read. */
class MariaDbSourceTest {

  private static final Path GENERATED = Path.of("src/test/resources/ami/generated");
  private static final List<String> CAPTURES =
      List.of("inbound-answered", "outbound-answered", "queue-ringall-second-answers");
  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(2);

  private static MariaDbContainer database;
  private static Source source;

  @BeforeAll
  static void start() throws Exception {
    database = MariaDbContainer.startOrSkip();
    PastTables.create(DriverManager.getConnection(database.ownerUrl()), PastTables.FREEPBX);
    for (var capture : CAPTURES) {
      var folder = GENERATED.resolve(capture);
      PastTables.fill(
          DriverManager.getConnection(database.ownerUrl()),
          new CsvFiles(folder.resolve("cel.csv")),
          new CsvFiles(folder.resolve("cdr.csv")));
    }
    source = Sources.open(database.address(), database.readerPassword());
  }

  @AfterAll
  static void stop() {
    if (database != null) {
      database.stop();
    }
  }

  @Test
  void surveyTellsWhatIsThere() throws SourceFault {
    var survey = source.survey();
    assertThat(survey.details().rows()).isEqualTo(8);
    assertThat(survey.details().first()).isEqualTo("2026-11-23 08:23:14");
    assertThat(survey.events().rows()).isGreaterThan(50);
  }

  @Test
  void callsAreThoseOfTheFilesButForPartsOfSeconds() throws SourceFault {
    var told = sorted(DatabaseSourceTest.gathered(source, source));
    assertThat(told).hasSize(CAPTURES.size());
    var files =
        sorted(
            Gathered.of(
                CAPTURES.stream().map(name -> GENERATED.resolve(name).resolve("cel.csv")).toList(),
                List.of(),
                PbxProfile.standard()));
    for (var i = 0; i < told.size(); i++) {
      var call = told.get(i);
      var truth = files.get(i);
      assertThat(List.of(call.linkedid(), call.direction(), call.answered(), call.rung()))
          .isEqualTo(List.of(truth.linkedid(), truth.direction(), truth.answered(), truth.rung()));
      assertThat(call.result()).isEqualTo(truth.result());
      assertThat(call.externalName()).isEqualTo(truth.externalName());
      assertThat(call.did()).isEqualTo(truth.did());
      assertThat(call.talkTime().minus(truth.talkTime()).abs()).isLessThan(WHOLE_SECONDS);
    }
  }

  @Test
  void detailsAloneGiveTheSameCalls() throws SourceFault {
    var events = new CsvFiles(GENERATED.resolve("inbound-answered/cdr.csv"));
    assertThat(DatabaseSourceTest.gathered(events, source))
        .extracting(Call::result)
        .hasSize(CAPTURES.size())
        .containsOnly(Call.Result.ANSWERED);
  }

  @Test
  void tableThatGrowsIsReadOnceThroughRestartsAndGaps() throws Exception {
    LiveTablesWalk.walk(
        () -> DriverManager.getConnection(database.ownerUrl()),
        database.address(),
        database.readerPassword());
  }

  @Test
  void detailsThatGrowFillGapsUntilThereAreEvents() throws Exception {
    run("rename table cdr to kept_cdr, cel to kept_cel", PastTables.cdr(database.address()));
    try (var ours = TestDatabase.fresh()) {
      LiveDetailsWalk.walk(
          () -> DriverManager.getConnection(database.ownerUrl()),
          ours.db(),
          database.address(),
          database.readerPassword());
    } finally {
      run("drop table if exists cdr, cel", "rename table kept_cdr to cdr, kept_cel to cel");
    }
  }

  private static void run(String... statements) throws SQLException {
    PastTables.create(DriverManager.getConnection(database.ownerUrl()), List.of(statements));
  }

  @Test
  void wrongPasswordIsSaid() {
    assertThatThrownBy(() -> Sources.open(database.address(), "wrong").survey())
        .isInstanceOfSatisfying(
            SourceFault.class, fault -> assertThat(fault.reason()).isEqualTo("denied"));
  }

  private static List<Call> sorted(List<Call> calls) {
    return calls.stream().sorted(Comparator.comparing(Call::linkedid)).toList();
  }
}
