package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.thread.Urgency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The bare way: a thread reads blocks from one socket and writes the ringing of a phone to the
 * socket of its operator, without understanding anything else. Its threads ask for short slices as
 * the server's do.
 */
final class Relay implements AutoCloseable {

  static final Pattern PHONE = Pattern.compile("Channel: PJSIP/([0-9]+)-");

  private final Socket source;
  private final List<Socket> ends = new ArrayList<>();

  private Relay(Socket source) {
    this.source = source;
  }

  static Relay open(List<String> extensions, Watch watch) throws IOException {
    try (var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      var relay = new Relay(connect(server));
      var in = server.accept();
      relay.ends.add(in);
      var people = new HashMap<String, Socket>();
      for (var extension : extensions) {
        var end = connect(server);
        var way = server.accept();
        way.setTcpNoDelay(true);
        people.put(extension, way);
        relay.ends.add(end);
        relay.ends.add(way);
        Thread.ofPlatform().daemon().start(() -> read(end, extension, watch));
      }
      Thread.ofPlatform().daemon().name("relay").start(() -> pass(in, people));
      return relay;
    }
  }

  void send(byte[] event) throws IOException {
    source.getOutputStream().write(event);
  }

  private static Socket connect(ServerSocket server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void pass(Socket in, Map<String, Socket> people) {
    Urgency.REAL_TIME.ask();
    try (var reader = new BufferedReader(new InputStreamReader(in.getInputStream(), UTF_8))) {
      var block = new StringBuilder();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        block.append(line).append("\r\n");
        if (line.isEmpty()) {
          pass(block.toString(), people);
          block.setLength(0);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void pass(String block, Map<String, Socket> people) throws IOException {
    if (isRinging(block)) {
      var phone = PHONE.matcher(block);
      if (phone.find()) {
        Objects.requireNonNull(people.get(phone.group(1)))
            .getOutputStream()
            .write(block.getBytes(UTF_8));
      }
    }
  }

  static boolean isRinging(String block) {
    return block.startsWith("Event: Newstate") && block.contains("\r\nChannelState: 5\r\n");
  }

  private static void read(Socket end, String extension, Watch watch) {
    Urgency.REAL_TIME.ask();
    try (var reader = new BufferedReader(new InputStreamReader(end.getInputStream(), UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("Linkedid: ")) {
          watch.seen(line.substring("Linkedid: ".length()), extension);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
    for (var end : ends) {
      end.close();
    }
  }
}
