package io.ringcard.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Leaves the stream of a real call in {@code target/ami-real/<name>} with what is true about it, in
 * the form of {@code src/test/resources/ami-real}: {@code ami.raw}, {@code cel.csv}, {@code
 * expected.json}.
 */
public final class Capture {

  private Capture() {}

  /**
   * @param truth fields of the one call in {@code expected.json}; `linkedid` is added
   */
  public static void keep(
      String name, AsteriskContainer exchange, AmiWire ami, Map<String, ?> truth) {
    try {
      var folder = Files.createDirectories(Path.of("target/ami-real", name));
      Files.write(folder.resolve("ami.raw"), ami.raw());
      var ids =
          ami.events("Newchannel").stream()
              .map(event -> '"' + event.getOrDefault("Linkedid", "?") + '"')
              .collect(Collectors.toSet());
      Files.write(
          folder.resolve("cel.csv"),
          Files.readAllLines(exchange.celFolder().resolve("Master.csv"), StandardCharsets.UTF_8)
              .stream()
              .filter(row -> ids.stream().anyMatch(row::contains))
              .toList());
      var call = new TreeMap<String, Object>(truth);
      call.put("linkedid", ami.events("Newchannel").getFirst().get("Linkedid"));
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(folder.resolve("expected.json").toFile(), Map.of("calls", List.of(call)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
