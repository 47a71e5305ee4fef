package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event logs that bear seconds since 1970, as our own configuration writes them. */
class CsvFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void twoFilesOfOneLog() throws IOException {
    Files.writeString(folder.resolve("Master.csv"), row("1793136999.5") + row("1793137000"));
    Files.writeString(
        folder.resolve("Master.csv.1"), row("1793136858.465948") + row("1793136900.000001"));
  }

  @Test
  void theSurveyCountsThemAndTellsTheirPeriod() throws SourceFault {
    var events = new CsvFiles(folder).survey().events();
    assertThat(events.rows()).isEqualTo(4);
    assertThat(events.first()).isEqualTo("2026-10-27 21:34:18.465948");
    assertThat(events.last()).isEqualTo("2026-10-27 21:36:40");
  }

  @Test
  void theOlderFileComesFirstAndASecondRunGoesOnAtItsTime() throws SourceFault {
    assertThat(times(null))
        .containsExactly("1793136858.465948", "1793136900.000001", "1793136999.5", "1793137000");
    assertThat(times(LocalDateTime.parse("2026-10-27T21:35:01")))
        .containsExactly("1793136999.5", "1793137000");
  }

  private List<String> times(LocalDateTime from) throws SourceFault {
    var times = new ArrayList<String>();
    try (var rows = new CsvFiles(folder).events(from)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        times.add(((HistoryRow.Event) row).row().time());
      }
    }
    return times;
  }

  private static String row(String time) {
    return "\"%s\",\"CHAN_START\",\"\",\"79160000001\",\"\",\"\",\"\",\"74951230001\",\"from-trunk\",\"PJSIP/trunk-00000000\",\"\",\"\",\"3\",\"\",\"old-1793136858.0\",\"old-1793136858.0\",\"\",\"\",\"\",\"\"\n"
        .formatted(time);
  }
}
