package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exchange's own records of the same calls against the same truth. */
class CelCapturesTest {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  /** A queue that records by itself calls no application that CEL could write. */
  private static final Set<String> RECORDED_BY_QUEUE = Set.of("recordings");

  /** Nor for the moment at which the far end asked for the end. */
  private static final Set<String> LEFT_EARLIER = Set.of("wait_seconds");

  /** Nor of an Originate: what number it called, the row of a trunk's channel does not bear. */
  private static final Set<String> ORIGINATED_THERE = Set.of("external_number");

  /** Without the message it is a call that the phone refused. */
  private static final Set<String> BUSY_BEFORE_MESSAGE = Set.of("ended_by");

  /** What CEL cannot tell, beside hold and messages; all else it tells as the live stream does. */
  private static final Map<String, Set<String>> UNKNOWN =
      Map.ofEntries(
          Map.entry("plain/interleaved-6", RECORDED_BY_QUEUE),
          Map.entry("plain/ivr-queue-agent", RECORDED_BY_QUEUE),
          Map.entry("plain/queue-ringall-second-answers", RECORDED_BY_QUEUE),
          Map.entry("own/queue-caller-leaves-in-announcement", LEFT_EARLIER),
          Map.entry("freepbx-like/callback-client-first-operator-silent", ORIGINATED_THERE),
          Map.entry("freepbx-like/same-client-twice-at-once", BUSY_BEFORE_MESSAGE));

  @TempDir Path folder;

  static Stream<Path> scenarios() throws IOException {
    try (var exchanges = Files.walk(CAPTURES, 2)) {
      return exchanges
          .filter(path -> Files.exists(path.resolve("cel.csv")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void tellWhatHappened(Path scenario) throws IOException {
    assertTold(scenario, UnaryOperator.identity());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void inAnyOrderBetweenChannels(Path scenario) throws IOException {
    assertTold(scenario, rows -> shuffled(rows, new Random(7)));
  }

  /** Whose colleagues stopped ringing before the bridge, is not seen to have answered first. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void withoutAnswersOfWhoIsBridged(Path scenario) throws IOException {
    assertTold(
        scenario,
        rows ->
            rows.stream()
                .filter(row -> !(event(row).equals("ANSWER") && isBridged(rows, channel(row))))
                .toList(),
        Set.of("legs"));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void withoutApplicationEndsAtTheHangup(Path scenario) throws IOException {
    assertTold(
        scenario,
        rows ->
            IntStream.range(0, rows.size())
                .filter(i -> !(event(rows.get(i)).equals("APP_END") && isLast(rows, i)))
                .mapToObj(rows::get)
                .toList());
  }

  /** The channel's hangup comes next. */
  private static boolean isLast(List<String> rows, int place) {
    var channel = channel(rows.get(place));
    return rows.stream()
        .skip(place + 1)
        .filter(row -> channel(row).equals(channel))
        .findFirst()
        .filter(row -> event(row).equals("HANGUP"))
        .isPresent();
  }

  private void assertTold(Path scenario, UnaryOperator<List<String>> change) throws IOException {
    assertTold(scenario, change, Set.of());
  }

  private void assertTold(
      Path scenario, UnaryOperator<List<String>> change, Set<String> alsoUnknown)
      throws IOException {
    var file = folder.resolve("cel.csv");
    Files.write(file, change.apply(Files.readAllLines(scenario.resolve("cel.csv"))));
    var truth = JSON.readTree(scenario.resolve("expected.json").toFile()).get("calls");
    var calls = CallsCommand.recorded(PbxProfile.standard(), List.of(file), NOWHERE);
    JsonNode told = JSON.valueToTree(calls.stream().map(call -> CallJson.of("", call)).toList());
    var differences = Truth.differences(truth, told);
    var fields =
        differences.stream()
            .map(text -> text.substring(0, text.indexOf(':')))
            .filter(field -> !alsoUnknown.contains(field))
            .collect(Collectors.toSet());
    assertThat(fields)
        .as(() -> String.join("\n", differences))
        .isEqualTo(unknown(String.valueOf(CAPTURES.relativize(scenario)), truth));
  }

  /**
   * CEL has no event for hold. That a message was kept, and in which file, only the voicemail's own
   * event tells.
   */
  private static Set<String> unknown(String scenario, JsonNode truth) {
    var fields = new HashSet<>(UNKNOWN.getOrDefault(scenario, Set.of()));
    for (var call : truth) {
      if (call.has("hold_seconds")) {
        fields.add("hold_seconds");
      }
      if (call.get("result").asText().equals("voicemail")) {
        fields.addAll(Set.of("result", "recordings"));
      }
    }
    return fields;
  }

  /** Within 50 ms rows change places, those of one channel never among themselves. */
  private static List<String> shuffled(List<String> rows, Random random) {
    var mixed = new ArrayList<>(rows);
    for (var round = 0; round < 4 * rows.size(); round++) {
      var i = random.nextInt(rows.size() - 1);
      var one = mixed.get(i);
      var next = mixed.get(i + 1);
      if (!channel(one).equals(channel(next)) && Math.abs(millis(one) - millis(next)) < 50) {
        mixed.set(i, next);
        mixed.set(i + 1, one);
      }
    }
    return mixed;
  }

  private static long millis(String row) {
    var time = field(row, 0);
    if (time.charAt(4) != '-') {
      return new BigDecimal(time).movePointRight(3).longValue();
    }
    return (Long.parseLong(time.substring(14, 16)) * 60 + Long.parseLong(time.substring(17, 19)))
            * 1000
        + Long.parseLong(time.substring(20, 23));
  }

  private static boolean isBridged(List<String> rows, String channel) {
    return rows.stream()
        .anyMatch(row -> event(row).equals("BRIDGE_ENTER") && channel(row).equals(channel));
  }

  private static String event(String row) {
    return field(row, 1);
  }

  /** The unique id. */
  private static String channel(String row) {
    return row.replaceAll("^(?:\"(?:[^\"]|\"\")*\",){14}\"([^\"]*)\".*$", "$1");
  }

  private static String field(String row, int n) {
    return row.split("\",\"")[n].replaceFirst("^\"", "");
  }
}
