package io.ringcard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiSettings;
import io.ringcard.cel.CelSpool;
import io.ringcard.doctor.Check.Mark;
import io.ringcard.doctor.Check.Paste;
import io.ringcard.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the exchange's own records come from, and whether they still do. */
class RecordChecksTest {

  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path data;

  @Test
  void exchangeThatSendsIsGreenUntilItFallsSilent() throws Exception {
    assertThat(RecordChecks.of(exchange(NONE), data, Instant.now(), false).said())
        .isEqualTo("records.unset");
    var spool = new CelSpool(data.resolve("records/1"));
    spool.append("0123456789abcdef", 0, new byte[] {1});
    assertThat(RecordChecks.of(exchange(NONE), data, Instant.now(), false).said())
        .isEqualTo("records.unset");
    spool.append("0123456789abcdef", 1, new byte[0]);
    var now = Instant.now();
    assertThat(RecordChecks.of(exchange(NONE), data, now, false).mark()).isEqualTo(Mark.OK);
    var later = RecordChecks.of(exchange(NONE), data, now.plus(Duration.ofHours(1)), false);
    assertThat(later.mark()).isEqualTo(Mark.FAIL);
    assertThat(later.said()).isEqualTo("records.silent");
    assertThat(later.pastes()).isNotEmpty();
  }

  /** A call was attempted a moment ago, and the exchange has written nothing of it. */
  @Test
  void fileThatDoesNotHearOfAnAttemptIsNotWell() throws Exception {
    var file = Files.writeString(data.resolve("Master.csv"), "");
    var setting = exchange(Optional.of(file.toString()));
    var began = Instant.now();
    assertThat(RecordChecks.of(setting, data, began, true).mark()).isEqualTo(Mark.OK);
    var later = began.plus(Duration.ofMinutes(2));
    assertThat(RecordChecks.of(setting, data, later, false).mark()).isEqualTo(Mark.OK);
    var still = RecordChecks.of(setting, data, later, true);
    assertThat(still.said()).isEqualTo("records.still");
    assertThat(still.mark()).isEqualTo(Mark.WARN);
    assertThat(still.pastes()).extracting(Paste::lines).anyMatch(it -> it.contains("enable = yes"));
    for (var language : new String[] {"en", "ru"}) {
      assertThat(Words.of(language).say(still.said(), still.values())).contains("Master.csv");
    }
  }

  @Test
  void databaseThatIsAwayIsRed() {
    var check =
        RecordChecks.of(
            exchange(Optional.of("postgresql://ringcard@127.0.0.1:1/asterisk")),
            data,
            Instant.now(),
            false);
    assertThat(check.mark()).isEqualTo(Mark.FAIL);
    assertThat(check.said()).isEqualTo("records.away.refused");
    assertThat(check.pastes()).extracting(Paste::lines).containsExactly("listen_addresses = '*'");
    assertThat(Words.of("ru").find(check.pastes().getFirst().where()))
        .hasValue("postgresql.conf станции");
    for (var language : new String[] {"en", "ru"}) {
      assertThat(Words.of(language).say(check.said(), check.values())).contains("127.0.0.1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mariadb://u@127.0.0.1:1/asteriskcdrdb, records.away.refused, bind-address = 0.0.0.0",
    "postgresql://u@pbx.invalid/asterisk, records.away.unknownHost, cel: mariadb",
    "oracle://u@127.0.0.1:1/asterisk, records.away.address, cel: mariadb",
  })
  void eachFaultOfTheAddressIsMendedInItsPlace(String address, String said, String line) {
    var check = RecordChecks.of(exchange(Optional.of(address)), data, Instant.now(), false);
    assertThat(check.said()).isEqualTo(said);
    assertThat(check.pastes().getFirst().lines()).startsWith(line);
  }

  @Test
  void whoMayNotReadTheDatabaseIsGrantedIt() throws Exception {
    try (var database = TestDatabase.fresh()) {
      var at = database.settings();
      var address = "postgresql://%s@%s:%d/".formatted(at.user(), at.host(), at.port());
      var denied =
          RecordChecks.of(
              exchange(Optional.of(address + at.database()), "guessed"),
              data,
              Instant.now(),
              false);
      assertThat(denied.said()).isEqualTo("records.away.denied");
      assertThat(denied.pastes().getFirst().lines())
          .contains("create role " + at.user(), "grant select on cel, cdr");
      assertThat(denied.pastes().getLast()).isEqualTo(Paste.into(Paste.OURS, "celPassword: …"));
      assertThat(denied.onPage().pastes().getLast().where()).isEqualTo(Paste.PAGE);
      var absent =
          RecordChecks.of(
              exchange(Optional.of(address + "nowhere"), at.password()),
              data,
              Instant.now(),
              false);
      assertThat(absent.said()).isEqualTo("records.away.noDatabase");
      var empty =
          RecordChecks.of(
              exchange(Optional.of(address + at.database()), at.password()),
              data,
              Instant.now(),
              false);
      assertThat(empty.said()).isEqualTo("records.away.noTables");
    }
  }

  @Test
  void databaseWithoutEventsIsReadByItsDetailRecords() throws Exception {
    try (var database = TestDatabase.fresh()) {
      database.db().run("create table cdr (calldate timestamp, duration integer, uniqueid text)");
      var at = database.settings();
      var address =
          "postgresql://%s@%s:%d/%s".formatted(at.user(), at.host(), at.port(), at.database());
      var check =
          RecordChecks.of(
              exchange(Optional.of(address), at.password()), data, Instant.now(), false);
      assertThat(check.mark()).isEqualTo(Mark.WARN);
      assertThat(check.said()).isEqualTo("records.details");
      for (var language : new String[] {"en", "ru"}) {
        assertThat(Words.of(language).say(check.said(), check.values())).contains("CDR", "CEL");
      }
    }
  }

  private static Subject.Exchange exchange(Optional<String> records) {
    return exchange(records, "");
  }

  private static Subject.Exchange exchange(Optional<String> records, String password) {
    var ami = AmiSettings.of("127.0.0.1", 1, "ringcard", "secret");
    return new Subject.Exchange(1, "main", ami, "internal", null, records, password, false);
  }
}
