package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.call.Call;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that cdr_pgsql and cel_pgsql write. */
class DatabaseSourceTest {

  private static final Path PLAIN = Path.of("src/test/resources/ami/plain");

  private final TestDatabase database = TestDatabase.fresh();

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"inbound-answered", "queue-ringall-second-answers", "inbound-hostile-name"})
  void detailsAndEventsAreThoseOfTheFiles(String capture) throws Exception {
    var folder = PLAIN.resolve(capture);
    var events = new CsvFiles(folder.resolve("cel.csv"));
    var details = new CsvFiles(folder.resolve("cdr.csv"));
    PastTables.create(connection(), PastTables.POSTGRESQL);
    PastTables.fill(connection(), events, details);
    var source = source();
    assertThat(gathered(source, source)).isEqualTo(gathered(events, details));
    assertThat(source.survey().events().rows()).isEqualTo(events.survey().events().rows());
    assertThat(source.survey().details().first()).isEqualTo(details.survey().details().first());
  }

  @Test
  void tableThatGrowsIsReadOnceThroughRestartsAndGaps() throws Exception {
    PastTables.create(connection(), PastTables.POSTGRESQL);
    LiveTablesWalk.walk(this::connection, address(), database.settings().password());
  }

  @Test
  void detailsThatGrowFillGapsUntilThereAreEvents() throws Exception {
    PastTables.create(connection(), List.of(PastTables.cdr(address())));
    LiveDetailsWalk.walk(
        this::connection, database.db(), address(), database.settings().password());
  }

  @Test
  void fromAMomentOn() throws Exception {
    var details = new CsvFiles(PLAIN.resolve("two-calls-in-a-row-same-client/cdr.csv"));
    PastTables.create(connection(), PastTables.POSTGRESQL);
    PastTables.fill(connection(), null, details);
    try (var rows = source().details(LocalDateTime.parse("2026-11-23T06:26:30"))) {
      assertThat(rows.next()).isInstanceOf(HistoryRow.Detail.class);
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void olderTableWithoutLinkedIdsGivesACallForEachChannel() throws Exception {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table cdr (calldate timestamptz, clid text, src text, dst text, dcontext text,"
              + " channel text, dstchannel text, lastapp text, lastdata text, duration integer,"
              + " billsec integer, disposition text, uniqueid text)");
      statement.execute(
          "insert into cdr values ('2026-11-23 09:33:14+03', '', '79000000011', '74951230001',"
              + " 'from-trunk', 'PJSIP/trunk-1', 'PJSIP/101-2', 'Dial', 'PJSIP/101,18', 14, 10,"
              + " 'ANSWERED', '1795415594.0')");
    }
    assertThat(gathered(source(), source()))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.startedAt()).isEqualTo(Instant.parse("2026-11-23T06:33:14Z"));
          assertThat(call.answeredAt()).isEqualTo(Instant.parse("2026-11-23T06:33:18Z"));
          assertThat(call.endedAt()).isEqualTo(Instant.parse("2026-11-23T06:33:28Z"));
        });
  }

  @Test
  void whatIsWrongWithASourceIsSaid() throws Exception {
    assertFault("noTables", address(), database.settings().password());
    assertFault("denied", address(), "wrong");
    assertFault(
        "noDatabase", address().replaceFirst("[^/]*$", "nowhere"), database.settings().password());
    assertFault("refused", "postgresql://me@127.0.0.1:1/cdr", "");
    assertFault("unknownHost", "mariadb://me@no-such-host.invalid/cdr", "");
    assertFault("address", "postgresql://me@127.0.0.1/cdr?ssl=false;drop", "");
    assertFault("address", "mysql+ssh://x/y", "");
    assertFault("address", "mariadb://h/a/b", "");
  }

  private static void assertFault(String reason, String from, String password) {
    assertThatThrownBy(() -> Sources.open(from, password).survey())
        .isInstanceOfSatisfying(
            SourceFault.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  private Source source() throws SourceFault {
    return Sources.open(address(), database.settings().password());
  }

  private String address() {
    var at = database.settings();
    return "postgresql://%s@%s:%d/%s".formatted(at.user(), at.host(), at.port(), at.database());
  }

  private Connection connection() throws SQLException {
    var at = database.settings();
    return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
  }

  static List<Call> gathered(Source events, Source details) throws SourceFault {
    var gathering = new Gathering(PbxProfile.standard(), "", Instant.EPOCH, new Untold());
    try (var rows = events.events(null)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        gathering.take(((HistoryRow.Event) row).row());
      }
    }
    try (var rows = details.details(null)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        gathering.take(((HistoryRow.Detail) row).row());
      }
    }
    return gathering.settleAll(Instant.MIN).stream().map(Gathering.Told::call).toList();
  }
}
