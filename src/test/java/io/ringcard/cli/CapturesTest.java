package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.ami.AmiCapture;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real traffic of several exchanges against the truth about every call, as {@code plain} with a
 * dialplan written by hand, {@code generated} with one as FreePBX writes it, {@code stamped} with
 * the exchange's own times.
 */
class CapturesTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is not right yet. A name leaves this list with the change that makes it right. */
  private static final Set<String> NOT_YET = Set.of();

  static Stream<Path> scenarios() throws IOException {
    try (var exchanges = Files.walk(CAPTURES, 2)) {
      return exchanges
          .filter(path -> Files.exists(path.resolve("expected.json")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void showsWhatHappened(Path scenario) throws IOException {
    var truth = JSON.readTree(scenario.resolve("expected.json").toFile()).get("calls");
    var calls = CallsCommand.calls(PbxProfile.standard(), AmiCapture.files(scenario));
    JsonNode told = JSON.valueToTree(calls.stream().map(call -> CallJson.of("", call)).toList());
    var differences = Truth.differences(truth, told);
    if (NOT_YET.contains(String.valueOf(CAPTURES.relativize(scenario)))) {
      assertThat(differences).as("right by now: take it off the list").isNotEmpty();
    } else {
      assertThat(differences).isEmpty();
    }
  }
}
