package io.ringcard.flight;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.ami.AmiCapture;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.cli.CallsCommand;
import io.ringcard.pbx.PbxProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A capture played into a journal, as the link would have kept it. */
final class Played implements AutoCloseable {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PART = 64 * 1024;

  private final Journal journal;
  private final List<JsonNode> calls;

  /** All captures of all exchanges. */
  static Stream<Path> scenarios() throws IOException {
    try (var found = Files.walk(CAPTURES, 2)) {
      return found
          .filter(path -> Files.isDirectory(path) && !AmiCapture.files(path).isEmpty())
          .sorted()
          .toList()
          .stream();
    }
  }

  Played(Path scenario, Path folder) throws IOException {
    calls = calls(scenario);
    journal = Journal.open(JournalSettings.of(folder), e -> {});
    for (var file : AmiCapture.files(scenario)) {
      play(file);
    }
  }

  /** A journal in which nothing was heard. */
  Played(Path folder) throws IOException {
    calls = List.of();
    journal = Journal.open(JournalSettings.of(folder), e -> {});
  }

  /** The beginning of a capture's only stream, heard at that time; then the link was lost. */
  Played(Path scenario, Path folder, String last, Instant heardAt) throws IOException {
    calls = calls(scenario);
    journal = Journal.open(JournalSettings.of(folder), e -> {});
    var bytes = bytes(AmiCapture.files(scenario).getFirst());
    var end = new String(bytes, ISO_8859_1).indexOf("\r\n\r\n", indexOf(bytes, last)) + 4;
    journal.opened(heardAt);
    journal.bytes(heardAt, bytes, 0, end);
    journal.lost(heardAt, "test");
  }

  private static int indexOf(byte[] bytes, String text) {
    var at = new String(bytes, ISO_8859_1).indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException("the capture holds no " + text);
    }
    return at;
  }

  /** The calls of a folder, as the command prints them. */
  static List<JsonNode> calls(Path folder) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    new CallsCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(folder.toString()));
    var calls = new ArrayList<JsonNode>();
    for (var line : out.toString(UTF_8).lines().toList()) {
      calls.add(JSON.readTree(line));
    }
    return calls;
  }

  Journal journal() {
    return journal;
  }

  List<JsonNode> calls() {
    return calls;
  }

  Trail trail(JsonNode call) throws IOException {
    var started = Instant.parse(call.path("start_utc").asText());
    return new FlightRecorder(PbxProfile.standard(), journal::read, null)
        .find(call.path("linkedid").asText(), started, time(call, "end_utc"), Instant.now())
        .orElseThrow();
  }

  private static Instant time(JsonNode call, String field) {
    return call.path(field).isNull() ? null : Instant.parse(call.path(field).asText());
  }

  private void play(Path file) throws IOException {
    var bytes = bytes(file);
    var index = file.resolveSibling(file.getFileName().toString().replace(".raw", ".idx.jsonl"));
    var start = Instant.parse(calls.getFirst().path("start_utc").asText());
    journal.opened(start);
    if (Files.exists(index)) {
      start = playIndexed(bytes, index);
    } else {
      for (var from = 0; from < bytes.length; from += PART) {
        journal.bytes(start, bytes, from, Math.min(bytes.length, from + PART));
      }
    }
    journal.lost(start, "test");
  }

  private Instant playIndexed(byte[] bytes, Path index) throws IOException {
    var meta = JSON.readTree(index.resolveSibling("meta.json").toFile());
    var zero = Math.round(meta.path("t0_epoch").asDouble() * 1000);
    var at = Instant.ofEpochMilli(zero);
    for (var line : new String(bytes(index), UTF_8).lines().toList()) {
      var entry = JSON.readTree(line);
      var from = entry.path("off").asInt();
      at = Instant.ofEpochMilli(zero + entry.path("t").asLong());
      journal.bytes(at, bytes, from, from + entry.path("len").asInt());
    }
    return at;
  }

  /** The file, unpacked. */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return file.toString().endsWith(".gz")
          ? new GZIPInputStream(in).readAllBytes()
          : in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
