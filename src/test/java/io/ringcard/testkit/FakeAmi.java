package io.ringcard.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A manager interface on the loopback that does as it is told: signs in by challenge, keeps what it
 * receives, plays blocks, and can drop, go mute or refuse. One lock; nothing here waits.
 */
public final class FakeAmi implements AutoCloseable {

  public static final String USER = "ringcard";
  public static final String SECRET = "secret";
  private static final String CHALLENGE = "842415273";
  private static final int MOST_TRIES = 100;

  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
  private final StringBuffer received = new StringBuffer();
  private final ServerSocketFactory sockets;
  private final int port;
  private volatile @Nullable ServerSocket server;
  private volatile @Nullable Thread acceptor;
  private volatile String secret = SECRET;
  private volatile boolean mute;
  private volatile List<String> channels = List.of();
  private volatile String originateAnswer = "Success";
  private volatile @Nullable String systemName;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger listed = new AtomicInteger();

  private FakeAmi(ServerSocketFactory sockets) throws IOException {
    this.sockets = sockets;
    port = listenSomewhere();
  }

  public static FakeAmi start() throws IOException {
    return new FakeAmi(ServerSocketFactory.getDefault());
  }

  /** With sockets of another kind, such as encrypted ones. */
  public static FakeAmi start(ServerSocketFactory sockets) throws IOException {
    return new FakeAmi(sockets);
  }

  public int port() {
    return port;
  }

  /** Actions received, each as its headers in order; names in lower case, repeated ones joined. */
  public List<Map<String, String>> actions() {
    return actions;
  }

  public List<Map<String, String>> actions(String name) {
    return actions.stream().filter(action -> name.equalsIgnoreCase(action.get("action"))).toList();
  }

  /** All text received, of all connections. */
  public String received() {
    return received.toString();
  }

  /** Connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Lists of channels given so far, to their ends. */
  public int listed() {
    return listed.get();
  }

  public int signedIn() {
    return (int) peers.stream().filter(peer -> peer.signedIn).count();
  }

  public void secret(String now) {
    secret = now;
  }

  /** Mute: connections stay, nothing is answered or played any more. */
  public void mute(boolean now) {
    mute = now;
  }

  /** The blocks that CoreShowChannels answers with, without ActionID and without the empty line. */
  public void channels(String... blocks) {
    channels = List.of(blocks);
  }

  /** {@code Success} or {@code Error}. */
  public void originateAnswer(String response) {
    originateAnswer = response;
  }

  /** What the ids of its calls begin with, if only nothing; until told it answers without one. */
  public void systemName(String now) {
    systemName = now;
  }

  /** Sends bytes as they are to everybody who has signed in. */
  public void play(byte[] bytes) {
    play(bytes, () -> bytes.length);
  }

  /** The same, in as many writes as {@code pieces} makes; answers do not come in between. */
  public void play(byte[] bytes, IntSupplier pieces) {
    for (var peer : peers) {
      if (peer.signedIn && !mute) {
        peer.sendUnlessGone(bytes, pieces);
      }
    }
  }

  /** Sends one block: its lines without line ends. */
  public void play(String... lines) {
    play((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
  }

  /** Closes all connections; new ones are accepted. */
  public void drop() {
    for (var peer : peers) {
      peer.close();
    }
  }

  /**
   * Closes all and refuses new connections until {@link #accept}. The port is free only when who
   * accepted there has left it.
   */
  public void refuse() throws IOException {
    var listening = server;
    var accepting = acceptor;
    if (listening != null && accepting != null) {
      listening.close();
      try {
        accepting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    drop();
  }

  public void accept() throws IOException {
    listen(port);
  }

  @Override
  public void close() throws IOException {
    refuse();
  }

  /** None takes the port while it refuses. */
  private int listenSomewhere() throws IOException {
    for (var tries = 0; ; tries++) {
      var at = LowPorts.any();
      try {
        listen(at);
        return at;
      } catch (BindException taken) {
        if (tries == MOST_TRIES) {
          throw taken;
        }
      }
    }
  }

  private void listen(int at) throws IOException {
    var listening = sockets.createServerSocket(at, 50, InetAddress.getLoopbackAddress());
    server = listening;
    acceptor = Thread.ofPlatform().daemon().start(() -> acceptAll(listening));
  }

  private void acceptAll(ServerSocket listening) {
    try {
      while (true) {
        var socket = listening.accept();
        var peer = new Peer(socket);
        connections.incrementAndGet();
        peers.add(peer);
        if (listening.isClosed()) {
          // it came in while the door was being shut
          peer.close();
          return;
        }
        Thread.ofVirtual().start(peer::serve);
      }
    } catch (IOException closed) {
      return;
    }
  }

  private final class Peer {
    private final Socket socket;
    private volatile boolean signedIn;

    Peer(Socket socket) {
      this.socket = socket;
    }

    void serve() {
      try (socket) {
        sendUnlessMute("Asterisk Call Manager/11.0.0\r\n");
        var in = new BufferedInputStream(socket.getInputStream());
        for (var action = read(in); action != null; action = read(in)) {
          actions.add(action);
          answer(action);
        }
      } catch (IOException | UncheckedIOException gone) {
        signedIn = false;
      } finally {
        peers.remove(this);
      }
    }

    void answer(Map<String, String> action) {
      var name = action.getOrDefault("action", "").toLowerCase(Locale.ROOT);
      switch (name) {
        case "challenge" -> respond(action, "Success", "Challenge: " + CHALLENGE);
        case "login" -> login(action);
        case "ping" -> respond(action, "Success", "Ping: Pong", "Timestamp: 1790000000.000000");
        case "corestatus" ->
            respond(
                action,
                "Success",
                "CoreStartupDate: 2026-11-23",
                "CoreStartupTime: 06:26:46",
                "CoreCurrentCalls: 0");
        case "coresettings" -> {
          var line = systemName == null ? "Message: fine" : "SystemName: " + systemName;
          respond(action, "Success", line);
        }
        case "coreshowchannels" -> listChannels(action);
        case "originate" ->
            respond(action, originateAnswer, "Message: Originate successfully queued");
        default -> respond(action, "Success", "Message: fine");
      }
    }

    private void login(Map<String, String> action) {
      if (digest(CHALLENGE + secret).equals(action.get("key"))) {
        respond(action, "Success", "Message: Authentication accepted");
        signedIn = true;
        sendUnlessMute(
            "Event: FullyBooted\r\nPrivilege: system,all\r\nTimestamp: 1790000000.000000\r\n"
                + "Uptime: 100\r\nLastReload: 100\r\nStatus: Fully Booted\r\n\r\n");
      } else {
        respond(action, "Error", "Message: Authentication failed");
      }
    }

    private void listChannels(Map<String, String> action) {
      respond(action, "Success", "EventList: start", "Message: Channels will follow");
      var id = "ActionID: " + action.get("actionid") + "\r\n";
      for (var channel : channels) {
        sendUnlessMute("Event: CoreShowChannel\r\n" + id + channel + "\r\n\r\n");
      }
      sendUnlessMute(
          "Event: CoreShowChannelsComplete\r\n"
              + id
              + "EventList: Complete\r\nListItems: "
              + channels.size()
              + "\r\n\r\n");
      listed.incrementAndGet();
    }

    private void respond(Map<String, String> action, String response, String... more) {
      var lines = new ArrayList<>(List.of("Response: " + response));
      lines.add("ActionID: " + action.get("actionid"));
      lines.addAll(List.of(more));
      sendUnlessMute(lines.stream().collect(Collectors.joining("\r\n")) + "\r\n\r\n");
    }

    private void sendUnlessMute(String text) {
      if (!mute) {
        send(text.getBytes(UTF_8));
      }
    }

    void send(byte[] bytes) {
      send(bytes, () -> bytes.length);
    }

    /** Whoever goes in the middle of it hears no more, as at an exchange. */
    void sendUnlessGone(byte[] bytes, IntSupplier pieces) {
      try {
        send(bytes, pieces);
      } catch (UncheckedIOException gone) {
        signedIn = false;
      }
    }

    synchronized void send(byte[] bytes, IntSupplier pieces) {
      try {
        OutputStream out = socket.getOutputStream();
        for (var i = 0; i < bytes.length; ) {
          var n = Math.min(bytes.length - i, pieces.getAsInt());
          out.write(bytes, i, n);
          out.flush();
          i += n;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void close() {
      signedIn = false;
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private @Nullable Map<String, String> read(InputStream in) throws IOException {
      var action = new LinkedHashMap<String, String>();
      for (var line = line(in); line != null; line = line(in)) {
        if (line.isEmpty()) {
          return action;
        }
        var colon = line.indexOf(": ");
        var name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        action.merge(name, line.substring(colon + 2), (a, b) -> a + "\n" + b);
      }
      return null;
    }

    private @Nullable String line(InputStream in) throws IOException {
      var line = new StringBuilder();
      for (var b = in.read(); b >= 0; b = in.read()) {
        received.append((char) b);
        line.append((char) b);
        if (line.length() >= 2 && line.charAt(line.length() - 2) == '\r' && b == '\n') {
          return line.substring(0, line.length() - 2);
        }
      }
      return null;
    }
  }

  private static String digest(String text) {
    try {
      var md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
