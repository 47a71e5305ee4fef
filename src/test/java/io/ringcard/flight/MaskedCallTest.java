package io.ringcard.flight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringcard.ami.AmiCapture;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call of each capture, exported: the same call among other people. */
class MaskedCallTest {

  private static final Pattern PERSONAL =
      Pattern.compile(
          "(?m)^\\w*(?:CallerIDNum|ConnectedLineNum|Exten|CallerIDName|ConnectedLineName|MemberName): (.*)\r$");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Set<String> NOBODYS =
      Set.of("", "<unknown>", "anonymous", "Anonymous", "unknown");

  /** What the mask changes; the rest of a call is told to the letter. */
  private static final Set<String> MASKED =
      Set.of(
          "external_number",
          "external_name",
          "dialled",
          "did",
          "operator_calling",
          "operator",
          "operators_rung",
          "operators_answered",
          "from",
          "to",
          "recordings",
          "queue",
          "queues",
          "client_uniqueid",
          "linkedid",
          "other_linkedids");

  @TempDir Path home;

  static Stream<Path> scenarios() throws IOException {
    return Played.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void assemblesToTheSameCall(Path scenario) throws IOException {
    var personal = personal(scenario);
    try (var played = new Played(scenario, home.resolve("journal"))) {
      for (var call : played.calls()) {
        var folder = export(played, call);
        var again = Played.calls(folder);
        assertThat(again).as(call.path("linkedid").asText()).hasSize(1);
        assertSame("", call, again.getFirst(), new HashMap<>());
        assertHidden(personal, folder);
      }
    }
  }

  private Path export(Played played, JsonNode call) throws IOException {
    var folder = Files.createTempDirectory(home, "call");
    var masked = new MaskedCall(PbxProfile.standard(), played.trail(call));
    for (var file : masked.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  /** Equal, or under {@link #MASKED} another text of the same form, always the same one. */
  private static void assertSame(
      String field, JsonNode call, JsonNode masked, Map<String, String> seen) {
    if (call.isObject()) {
      call.properties()
          .forEach(member -> {
            if (!member.getKey().equals("source")) {
              assertSame(member.getKey(), member.getValue(), masked.path(member.getKey()), seen);
            }
          });
    } else if (call.isArray()) {
      assertThat(masked).as(field).hasSameSizeAs(call);
      for (var i = 0; i < call.size(); i++) {
        assertSame(field, call.get(i), masked.get(i), seen);
      }
    } else if (call.isTextual() && MASKED.contains(field)) {
      assertThat(seen.computeIfAbsent(call.asText(), _ -> masked.asText()))
          .as("%s %s", field, call)
          .isEqualTo(masked.asText());
      if (Set.of("external_number", "did", "operator", "dialled").contains(field)) {
        assertThat(masked.asText())
            .as(field)
            .hasSameSizeAs(call.asText())
            .isNotEqualTo(call.asText());
      }
    } else {
      assertThat(masked).as(field).isEqualTo(call);
    }
  }

  private static Set<String> personal(Path scenario) throws IOException {
    var personal = new TreeSet<String>();
    for (var file : AmiCapture.files(scenario)) {
      var text = new String(Played.bytes(file), UTF_8);
      PERSONAL.matcher(text).results().map(found -> found.group(1)).forEach(personal::add);
      ADDRESS.matcher(text).results().map(found -> found.group()).forEach(personal::add);
    }
    personal.removeAll(NOBODYS);
    return personal;
  }

  private static void assertHidden(Set<String> personal, Path folder) throws IOException {
    for (var file : AmiCapture.files(folder)) {
      var text = new String(Files.readAllBytes(file), UTF_8);
      for (var secret : personal) {
        var digits = secret.replaceAll("\\D", "");
        if (secret.matches("\\d{2,4}")) {
          assertThat(text)
              .doesNotContain(": " + secret + "\r", "/" + secret + "-", "/" + secret + "@");
        } else if (secret.length() > 4) {
          assertThat(text).doesNotContain(secret);
        }
        if (digits.length() >= 10) {
          assertThat(text).doesNotContain(digits.substring(digits.length() - 10));
        }
      }
    }
  }
}
