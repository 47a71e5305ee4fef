package io.ringcard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sentences are whole in both languages, and the administrator's table says the same. */
class WordsTest {

  private static final Pattern ROW =
      Pattern.compile("\\| (read|write) `([a-z]+)` \\| .* \\| (.*) \\|");
  private static final Pattern HOLE = Pattern.compile("\\{\\d}");

  @Test
  void bothLanguagesAreWhole() {
    var english = Words.of("en");
    var russian = Words.of("ru_RU.UTF-8");
    assertThat(russian.keys()).isEqualTo(english.keys());
    for (var key : english.keys()) {
      assertThat(holes(russian, key)).as(key).isEqualTo(holes(english, key));
    }
  }

  @Test
  void timesAreThoseOfTheHouse() {
    var words = Words.of("en", ZoneId.of("Europe/Moscow"));
    var values = List.<Object>of("Master.csv", Instant.parse("2026-11-25T21:30:05Z"));
    assertThat(words.say("records.ok", values))
        .isEqualTo("Master.csv, written last 2026-11-26 00:30:05 +03:00");
  }

  @Test
  void everyRightSaysWhatBreaksAndWhatWorks() {
    for (var right : Right.values()) {
      for (var part : new String[] {"", ".breaks", ".works"}) {
        assertThat(Words.of("en").find(right.key() + part)).as(right.key() + part).isPresent();
      }
    }
  }

  @Test
  void theTableOfRightsSaysWhatTheDoctorSays() throws IOException {
    var readme = Files.readString(Path.of("asterisk-config/README.md"));
    var told =
        ROW.matcher(readme)
            .results()
            .collect(
                Collectors.toMap(
                    row -> "right." + row.group(1) + "." + row.group(2),
                    row -> row.group(3).replace("`", "")));
    assertThat(told.keySet())
        .isEqualTo(Arrays.stream(Right.values()).map(Right::key).collect(Collectors.toSet()));
    told.forEach(
        (key, breaks) -> assertThat(Words.of("en").say(key + ".breaks")).as(key).isEqualTo(breaks));
  }

  @Test
  void theShippedConfigurationGrantsExactlyThese() throws IOException {
    assertThat(Files.readAllLines(Path.of("asterisk-config/manager.conf")))
        .contains(Right.READ_CALL.line(), Right.WRITE_CALL.line());
  }

  private static TreeSet<String> holes(Words words, String key) {
    return HOLE.matcher(words.find(key).orElseThrow())
        .results()
        .map(hole -> hole.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
