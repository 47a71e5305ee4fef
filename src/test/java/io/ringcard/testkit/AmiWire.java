package io.ringcard.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * The manager interface over a plain socket: every byte is kept, every block read into a map. When
 * a header comes twice the first value counts.
 */
public final class AmiWire implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<Map<String, String>> blocks = new CopyOnWriteArrayList<>();
  private int actions;

  public AmiWire(AsteriskContainer exchange) {
    try {
      socket = new Socket("127.0.0.1", exchange.amiPort());
      Thread.ofVirtual().start(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to {@code Action: name} with these headers, each written as {@code Key: value}. */
  public Map<String, String> action(String name, String... headers) {
    var id = "test-" + ++actions;
    var lines = "Action: " + name + "\r\nActionID: " + id + "\r\n";
    try {
      socket
          .getOutputStream()
          .write(
              (lines + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n"))
                  .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return await(
        name + " answered",
        block -> id.equals(block.get("ActionID")) && block.containsKey("Response"));
  }

  public Map<String, String> login(AsteriskContainer exchange) {
    return action("Login", "Username: " + exchange.user(), "Secret: " + exchange.secret());
  }

  /** The first block that fits, now or within 20 s. */
  public Map<String, String> await(String what, Predicate<Map<String, String>> wanted) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> blocks.stream().filter(wanted).findFirst().orElse(null), Objects::nonNull);
  }

  /** Waits until every channel that was born has been hung up. */
  public void awaitQuiet() {
    Awaitility.await("all channels hung up")
        .atMost(PATIENCE)
        .until(() ->
            !events("Newchannel").isEmpty()
                && events("Newchannel").size() == events("Hangup").size());
  }

  public List<Map<String, String>> events(String name) {
    return blocks.stream().filter(block -> name.equals(block.get("Event"))).toList();
  }

  public List<Map<String, String>> events() {
    return blocks.stream().filter(block -> block.containsKey("Event")).toList();
  }

  /** Every byte received until now. */
  public byte[] raw() {
    synchronized (raw) {
      return raw.toByteArray();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    var line = new ByteArrayOutputStream();
    var block = new LinkedHashMap<String, String>();
    var buffer = new byte[8192];
    try {
      for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
        synchronized (raw) {
          raw.write(buffer, 0, count);
        }
        for (var i = 0; i < count; i++) {
          line.write(buffer[i]);
          if (buffer[i] == '\n') {
            block = add(line.toString(StandardCharsets.UTF_8).strip(), block);
            line.reset();
          }
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  private LinkedHashMap<String, String> add(String line, LinkedHashMap<String, String> block) {
    if (!line.isEmpty()) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        block.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      return block;
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return new LinkedHashMap<>();
  }
}
