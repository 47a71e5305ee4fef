package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.bench.BenchCommand;
import io.ringcard.bench.Effort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A benchmark runs and tells its figures; what they are is nobody's business here. */
class BenchTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
  private final BenchCommand command =
      new BenchCommand(out, System.err, Main::stand, DemoCommand::stand, Effort.GLIMPSE);

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"calls", "reports", "import"})
  void figuresInATableAndInAFile(String name) throws IOException {
    var file = home.resolve("figures.json");
    assertThat(command.run(List.of(name, "--json", file.toString()))).isZero();
    var json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("bench").asText()).isEqualTo(name);
    assertThat(json.path("figures"))
        .isNotEmpty()
        .allSatisfy(figure -> {
          assertThat(figure.fieldNames())
              .toIterable()
              .containsExactly("name", "ours", "reference", "unit", "ratio", "must", "aim", "ok");
          assertThat(figure.path("ours").asDouble()).isPositive();
          assertThat(figure.path("ok").isBoolean()).isTrue();
          assertThat(printed.toString(StandardCharsets.UTF_8))
              .contains(figure.path("name").asText());
        });
  }

  @Test
  void whatIsNoBenchmarkIsRefused() {
    assertThat(command.run(List.of("nothing"))).isEqualTo(2);
    assertThat(command.run(List.of())).isEqualTo(2);
    assertThat(command.run(List.of("calls", "--json"))).isEqualTo(2);
  }
}
