package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.bench.Blanks.Filling;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One captured call, its events in order with what differs from call to call left blank. Events of
 * the time before the call began are left out, and so are those that tell of a recording: no file
 * comes with a copy, and a house that waits for thousands of files in vain is not what is measured.
 *
 * @param blanks all that is left blank
 * @param truth what the capture's own {@code expected.json} says of the call
 */
record CallPattern(List<Event> events, Blanks blanks, Truth truth) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RECORDING = Pattern.compile("mixmonitor", CASE_INSENSITIVE);

  /** Between the first lines and the others stands the time of the event. */
  record Event(Duration since, Blanks.Text head, Blanks.Text body) {}

  /** Extensions and numbers are those of the capture. */
  record Truth(
      String linkedid,
      @Nullable String number,
      String direction,
      String result,
      @Nullable String calling,
      List<String> rung,
      List<String> answered) {}

  /** Reads a capture that lies beside the classes. */
  static CallPattern read(String name) {
    var folder = "/bench/" + name + "/";
    try {
      var truth = truth(JSON.readTree(open(folder + "expected.json")).path("calls").path(0));
      return compile(text(folder + "ami.raw.gz"), text(folder + "ami.idx.jsonl.gz"), truth);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the capture " + name, e);
    }
  }

  private static CallPattern compile(byte[] raw, byte[] index, Truth truth) throws IOException {
    var blanks = new Blanks(truth.number());
    var events = new ArrayList<Event>();
    var begun = -1L;
    for (var line : new String(index, UTF_8).lines().toList()) {
      var entry = JSON.readTree(line);
      var name = entry.path("name").asText();
      begun = begun < 0 && name.equals("Newchannel") ? entry.path("t").asLong() : begun;
      if (begun >= 0 && entry.path("kind").asText().equals("event")) {
        var block = new String(raw, entry.path("off").asInt(), entry.path("len").asInt(), UTF_8);
        if (!RECORDING.matcher(block).find()) {
          events.add(event(blanks, block.strip(), entry.path("t").asLong() - begun));
        }
      }
    }
    return new CallPattern(List.copyOf(events), blanks, truth);
  }

  private static Event event(Blanks blanks, String block, long millis) {
    var second = block.indexOf("\r\n", block.indexOf("\r\n") + 2) + 2;
    return new Event(
        Duration.ofMillis(millis),
        blanks.compile(block.substring(0, second)),
        blanks.compile(block.substring(second) + "\r\n\r\n"));
  }

  /** How long the call takes. */
  Duration length() {
    return events.getLast().since();
  }

  /** The truth about a copy. */
  PlayedCall played(Filling filling) {
    return new PlayedCall(
        filling.of(truth.linkedid()),
        truth.number() == null ? null : filling.number(),
        truth.direction(),
        truth.result(),
        truth.calling() == null ? null : filling.of(truth.calling()),
        truth.rung().stream().map(filling::of).toList(),
        truth.answered().stream().map(filling::of).toList());
  }

  private static Truth truth(JsonNode call) {
    return new Truth(
        call.path("linkedid").asText(),
        call.path("external_number").textValue(),
        call.path("direction").asText(),
        call.path("result").asText(),
        call.path("operator_calling").textValue(),
        texts(call.path("operators_rung")),
        texts(call.path("operators_answered")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static byte[] text(String packed) throws IOException {
    try (var in = new GZIPInputStream(open(packed))) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(CallPattern.class.getResourceAsStream(name), name);
  }
}
