package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A manager interface for one listener: lets anybody in and sends what it is given. */
final class PlayedExchange implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final ServerSocket server;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile @Nullable Socket socket;

  private PlayedExchange(ServerSocket server) {
    this.server = server;
  }

  static PlayedExchange start() throws IOException {
    var exchange = new PlayedExchange(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("played-exchange").start(exchange::serve);
    return exchange;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits until the listener has signed in. */
  PlayedExchange awaitListener() throws InterruptedException, IOException {
    if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("nobody signed in to the played exchange");
    }
    return this;
  }

  synchronized void send(byte[] bytes) throws IOException {
    out().write(bytes);
  }

  private OutputStream out() throws IOException {
    return Objects.requireNonNull(socket).getOutputStream();
  }

  private void serve() {
    try (var accepted = server.accept()) {
      accepted.setTcpNoDelay(true);
      socket = accepted;
      send("Asterisk Call Manager/11.0.0\r\n".getBytes(UTF_8));
      var in = new BufferedReader(new InputStreamReader(accepted.getInputStream(), UTF_8));
      var action = new HashMap<String, String>();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var colon = line.indexOf(": ");
        if (colon > 0) {
          action.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        } else if (line.isEmpty()) {
          answer(action);
          action.clear();
        }
      }
    } catch (IOException e) {
      if (!server.isClosed() && ready.getCount() > 0) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(Map<String, String> action) throws IOException {
    var id = "ActionID: " + action.get("actionid") + "\r\n";
    send(("Response: Success\r\n" + id + "Challenge: 1\r\nMessage: fine\r\n\r\n").getBytes(UTF_8));
    switch (action.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
      case "login" -> {
        send("Event: FullyBooted\r\nUptime: 1\r\nStatus: Fully Booted\r\n\r\n".getBytes(UTF_8));
        ready.countDown();
      }
      case "coreshowchannels" ->
          send(
              ("Event: CoreShowChannelsComplete\r\n" + id + "ListItems: 0\r\n\r\n")
                  .getBytes(UTF_8));
      default -> {}
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    var open = socket;
    if (open != null) {
      open.close();
    }
  }
}
