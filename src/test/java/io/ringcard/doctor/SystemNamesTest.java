package io.ringcard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiSettings;
import io.ringcard.doctor.Check.Paste;
import io.ringcard.http.HttpSettings;
import io.ringcard.recording.RecordingSettings;
import io.ringcard.testkit.FakeAmi;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two exchanges need two names, for their calls to have ids of their own. */
@Timeout(60)
class SystemNamesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "pbx, pbx, 'main OK pbx.name.ok; spb WARN pbx.name.same [pbx, main] systemname = pbx2'",
    "'', '', main WARN pbx.name.empty systemname = pbx1; spb WARN pbx.name.empty systemname = pbx2",
    "msk, spb, main OK pbx.name.ok; spb OK pbx.name.ok",
  })
  void eachIsToldOfAnEarlierOneOfItsName(String one, String other, String told) throws Exception {
    try (var main = FakeAmi.start();
        var spb = FakeAmi.start()) {
      main.systemName(one);
      spb.systemName(other);
      assertThat(said(exchange(1, "main", main), exchange(2, "spb", spb))).isEqualTo(told);
    }
  }

  @Test
  void oneAloneMayBeCalledAnything() throws Exception {
    try (var main = FakeAmi.start()) {
      main.systemName("");
      assertThat(said(exchange(1, "main", main)))
          .isEqualTo(" WARN pbx.name.empty systemname = pbx");
    }
  }

  private String said(Subject.Exchange... exchanges) throws InterruptedException {
    var recordings =
        new RecordingSettings(folder, null, Duration.ofMinutes(1), Duration.ofSeconds(1));
    var subject =
        new Subject(
            List.of(exchanges),
            Optional.empty(),
            HttpSettings.loopback(0),
            recordings,
            folder,
            false);
    return Doctor.examine(subject, Clock.systemUTC()).stream()
        .filter(check -> check.key().equals(PbxChecks.NAME))
        .map(SystemNamesTest::text)
        .collect(Collectors.joining("; "));
  }

  private static String text(Check check) {
    var values = check.said().equals("pbx.name.same") ? " " + check.values() : "";
    var lines = check.pastes().stream().map(Paste::lines).map(line -> " " + line);
    return check.about()
        + " "
        + check.mark()
        + " "
        + check.said()
        + values
        + lines.collect(Collectors.joining());
  }

  private static Subject.Exchange exchange(long id, String name, FakeAmi ami) {
    var settings = AmiSettings.of("127.0.0.1", ami.port(), FakeAmi.USER, FakeAmi.SECRET);
    return new Subject.Exchange(id, name, settings, "internal", null, Optional.empty(), "", false);
  }
}
