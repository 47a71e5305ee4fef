package io.ringcard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiSettings;
import io.ringcard.cel.CelSpool;
import io.ringcard.doctor.Check.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the exchange's own records come from, and whether they still do. */
class RecordChecksTest {

  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path data;

  @Test
  void exchangeThatSendsIsGreenUntilItFallsSilent() throws Exception {
    assertThat(RecordChecks.of(exchange(NONE), data, Instant.now()).said())
        .isEqualTo("records.unset");
    var spool = new CelSpool(data.resolve("records/1"));
    spool.append("0123456789abcdef", 0, new byte[] {1});
    assertThat(RecordChecks.of(exchange(NONE), data, Instant.now()).said())
        .isEqualTo("records.unset");
    spool.append("0123456789abcdef", 1, new byte[0]);
    var now = Instant.now();
    assertThat(RecordChecks.of(exchange(NONE), data, now).mark()).isEqualTo(Mark.OK);
    var later = RecordChecks.of(exchange(NONE), data, now.plus(Duration.ofHours(1)));
    assertThat(later.mark()).isEqualTo(Mark.FAIL);
    assertThat(later.said()).isEqualTo("records.silent");
    assertThat(later.pastes()).isNotEmpty();
  }

  @Test
  void databaseThatIsAwayIsRed() {
    var check =
        RecordChecks.of(
            exchange(Optional.of("postgresql://ringcard@127.0.0.1:1/asterisk")),
            data,
            Instant.now());
    assertThat(check.mark()).isEqualTo(Mark.FAIL);
    assertThat(check.said()).isEqualTo("records.away");
    for (var language : new String[] {"en", "ru"}) {
      assertThat(Words.of(language).say(check.said(), check.values())).contains("127.0.0.1");
    }
  }

  private static Subject.Exchange exchange(Optional<String> records) {
    var ami = AmiSettings.of("127.0.0.1", 1, "ringcard", "secret");
    return new Subject.Exchange(1, "main", ami, "internal", null, records, "");
  }
}
