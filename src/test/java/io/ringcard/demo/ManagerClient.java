package io.ringcard.demo;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A manager that keeps every block it reads; what is among the blocks is in the raw text, too. */
final class ManagerClient implements AutoCloseable {

  final Queue<Map<String, String>> blocks = new ConcurrentLinkedQueue<>();
  final Queue<String> raw = new ConcurrentLinkedQueue<>();
  private final Socket socket;
  private final BufferedReader in;
  final String banner;
  volatile boolean ended;

  ManagerClient(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    banner = in.readLine();
    Thread.ofVirtual().start(this::read);
  }

  static ManagerClient signedIn(DemoPbx pbx, DemoSettings settings) throws IOException {
    var client = new ManagerClient(pbx.port());
    client.send("Action: Login", "Username: " + settings.user(), "Secret: " + settings.secret());
    await().until(() -> client.events("FullyBooted").size() == 1);
    return client;
  }

  void send(String... headers) throws IOException {
    var text = String.join("\r\n", headers) + "\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  List<Map<String, String>> events(String name) {
    return blocks.stream().filter(b -> name.equals(b.get("Event"))).toList();
  }

  List<Map<String, String>> responses() {
    return blocks.stream()
        .filter(b -> b.containsKey("Response") && !b.containsKey("Event"))
        .toList();
  }

  private void read() {
    try {
      var lines = new ArrayList<String>();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
          continue;
        }
        var block = new LinkedHashMap<String, String>();
        lines.forEach(l -> block.put(l.split(": ", 2)[0], l.split(": ", 2)[1]));
        raw.add(String.join("\r\n", lines) + "\r\n\r\n");
        blocks.add(block);
        lines.clear();
      }
    } catch (IOException e) {
      // The end of the connection is what follows.
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
