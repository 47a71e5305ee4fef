package io.ringcard.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.zip.GZIPInputStream;

/** The events of a real call, played to whoever listens, piece by piece and at our own pace. */
public final class Recorded {

  private static final Path CAPTURES = Path.of("src/test/resources/ami");

  private final String raw;
  private final FakeAmi exchange;
  private final Queue<String> rest = new ArrayDeque<>();

  private Recorded(String raw, FakeAmi exchange) {
    this.raw = raw;
    this.exchange = exchange;
    Arrays.stream(raw.split("(?<=\r\n\r\n)"))
        .filter(block -> block.startsWith("Event: ") && !block.contains("FullyBooted"))
        .forEach(rest::add);
  }

  /**
   * @param name folder under {@code src/test/resources/ami}
   */
  public static Recorded call(String name, FakeAmi exchange) {
    try (var in =
        new GZIPInputStream(Files.newInputStream(CAPTURES.resolve(name).resolve("ami.raw.gz")))) {
      return new Recorded(new String(in.readAllBytes(), ISO_8859_1), exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same call with this text in the place of another, everywhere. */
  public Recorded with(String text, String other) {
    return new Recorded(raw.replace(text, new String(other.getBytes(UTF_8), ISO_8859_1)), exchange);
  }

  /** Plays on to the next event of that name, for a channel whose name begins so. */
  public Recorded until(String event, String channel) {
    while (!rest.isEmpty()) {
      var block = play();
      if (block.startsWith("Event: " + event + "\r\n") && block.contains("Channel: " + channel)) {
        return this;
      }
    }
    throw new AssertionError("no more " + event + " of " + channel);
  }

  /** Plays what is left. */
  public void toTheEnd() {
    while (!rest.isEmpty()) {
      play();
    }
  }

  private String play() {
    var block = rest.remove();
    exchange.play(block.getBytes(ISO_8859_1));
    return block;
  }
}
