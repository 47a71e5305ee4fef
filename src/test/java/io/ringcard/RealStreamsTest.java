package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.cli.CallsCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The streams that the exchange of {@code asterisk-config/} really sent give the calls that the SIP
 * ends really had.
 */
class RealStreamsTest {

  private static final Path STREAMS = Path.of("src/test/resources/ami-real");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> streams() throws IOException {
    try (Stream<Path> folders = Files.list(STREAMS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void assembledAsItWas(Path folder) throws IOException {
    var expected = JSON.readTree(folder.resolve("expected.json").toFile()).path("calls").path(0);
    var call = calls(folder);
    for (var field :
        List.of("linkedid", "direction", "external_number", "result", "operators_answered")) {
      assertThat(call.path(field)).as(field).isEqualTo(expected.path(field));
    }
    for (var field : List.of("ring_seconds", "talk_seconds")) {
      assertThat(call.path(field).asDouble())
          .as(field)
          .isCloseTo(expected.path(field).asDouble(), within(0.5));
    }
  }

  private static JsonNode calls(Path folder) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var printed = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      assertThat(new CallsCommand(printed, System.err).run(List.of(folder.toString()))).isZero();
    }
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    return JSON.readTree(lines.getFirst());
  }
}
