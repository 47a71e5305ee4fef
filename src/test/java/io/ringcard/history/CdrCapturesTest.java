package io.ringcard.history;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.call.Call;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What detail records alone tell of real calls is true, and what they cannot know is not told. */
class CdrCapturesTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WHOLE_SECONDS = Duration.ofMillis(1_500);

  /** Their results are finer than a record tells: it says NO ANSWER, or counts a message as one. */
  private static final List<String> NOT_ANSWERED =
      List.of("no_answer", "abandoned", "voicemail", "failed");

  static Stream<Path> captures() throws IOException {
    try (var files = Files.walk(CAPTURES, 3)) {
      return files
          .filter(file -> file.endsWith("cdr.csv"))
          .filter(file -> !Gathered.lines(file).isEmpty())
          .map(Path::getParent)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void tellsTheTruthOrNothing(Path capture) throws Exception {
    var truth = JSON.readTree(capture.resolve("expected.json").toFile()).get("calls");
    var zero = JSON.readTree(capture.resolve("meta.json").toFile()).get("t0_epoch").asDouble();
    var told = told(capture);
    for (var call : truth) {
      var row = told.remove(call.get("linkedid").asText());
      if (row == null) {
        assertThat(Gathered.lines(capture.resolve("cdr.csv")))
            .as("no record of it at all")
            .noneMatch(line -> line.contains(call.get("linkedid").asText()));
      } else {
        compare(row, call, Instant.ofEpochMilli(Math.round(zero * 1_000)));
      }
    }
    assertThat(told.values())
        .as("a consultation stays a call of its own")
        .allSatisfy(extra ->
            assertThat(truth.toString()).contains('"' + extra.linkedid() + '"').contains("other"))
        .allSatisfy(extra -> assertThat(extra.direction()).isEqualTo(Call.Direction.INTERNAL));
  }

  private static void compare(Call row, JsonNode truth, Instant zero) {
    assertThat(slug(row.direction())).isEqualTo(truth.get("direction").asText());
    assertThat(row.externalNumber()).isEqualTo(text(truth, "external_number"));
    assertThat(row.externalName()).isIn(null, text(truth, "external_name"));
    assertThat(row.did()).isIn(null, text(truth, "did"));
    assertThat(row.queueVisits())
        .extracting(Call.QueueVisit::queue)
        .isEqualTo(texts(truth, "queues"));
    compareResult(row, text(truth, "result"));
    near(row.startedAt(), at(truth, "start_ms", zero));
    near(row.endedAt(), at(truth, "end_ms", zero));
    if (row.answeredAt() != null) {
      near(row.answeredAt(), at(truth, "answer_ms", zero));
    }
    if (row.talkTime() != null) {
      assertThat((double) row.talkTime().toMillis())
          .isCloseTo(
              truth.get("talk_seconds").asDouble() * 1_000,
              org.assertj.core.data.Offset.offset(1_500.0));
    }
    assertThat(row.answered()).hasSameElementsAs(texts(truth, "operators_answered"));
    assertThat(Stream.of(row.ringTime(), row.waitTime(), row.holdTime(), row.cause()))
        .containsOnlyNulls();
    assertThat(row.endedBy()).isNull();
    assertThat(row.certainty()).isEqualTo(Call.Certainty.RECOVERED);
    legs(row, truth, zero);
  }

  private static void compareResult(Call row, @Nullable String truth) {
    var told = slug(java.util.Objects.requireNonNull(row.result()));
    if (told.equals("no_answer")) {
      assertThat(NOT_ANSWERED).contains(truth);
    } else {
      assertThat(told).isEqualTo(truth);
    }
  }

  private static void legs(Call row, JsonNode truth, Instant zero) {
    for (var leg : row.legs()) {
      assertThat(leg.ringStartedAt()).isNull();
      var own = new ArrayList<JsonNode>();
      truth
          .get("legs")
          .forEach(one -> {
            if (one.get("operator").asText().equals(leg.extension())) {
              own.add(one);
            }
          });
      if (leg.result() == Call.LegResult.NO_TALK) {
        continue;
      }
      assertThat(own)
          .as("%s %s", leg.extension(), leg.result())
          .anySatisfy(one -> {
            assertThat(slug(leg.result())).isEqualTo(one.get("result").asText());
            if (leg.answeredAt() != null) {
              near(leg.answeredAt(), at(one, "answer_ms", zero));
            }
          });
    }
  }

  private static Map<String, Call> told(Path capture) throws Exception {
    return Gathered.of(List.of(), List.of(capture.resolve("cdr.csv")), PbxProfile.standard())
        .stream()
        .collect(toMap(Call::linkedid, call -> call));
  }

  private static String slug(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void near(@Nullable Instant told, @Nullable Instant truth) {
    assertThat(told).isNotNull();
    assertThat(truth).isNotNull();
    assertThat(Duration.between(told, truth).abs()).isLessThan(WHOLE_SECONDS);
  }

  private static @Nullable Instant at(JsonNode node, String field, Instant zero) {
    var value = node.get(field);
    return value == null || value.isNull() ? null : zero.plusMillis(value.asLong());
  }

  private static @Nullable String text(JsonNode node, String field) {
    var value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static List<String> texts(JsonNode node, String field) {
    var all = new ArrayList<String>();
    if (node.get(field) != null) {
      node.get(field).forEach(one -> all.add(one.asText()));
    }
    return all;
  }
}
