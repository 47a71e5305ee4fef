package io.ringcard.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One manager's connection. Nothing that is sent waits for the reader: a client who falls {@value
 * #MOST_WAITING} blocks behind is dropped, as Asterisk drops those who do not read.
 */
final class AmiSession {

  private static final int MOST_WAITING = 10_000;
  private static final int SIGN_IN_MILLIS = 30_000;
  private static final byte[] GOODBYE = new byte[0];

  private final Socket socket;
  private final DemoSettings settings;
  private final Actions actions;
  private final Wire wire;
  private final Runnable onSignIn;
  private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable String challenge;
  private boolean signedIn;
  private volatile boolean listening;

  private AmiSession(
      Socket socket, DemoSettings settings, Actions actions, Wire wire, Runnable onSignIn) {
    this.socket = socket;
    this.settings = settings;
    this.actions = actions;
    this.wire = wire;
    this.onSignIn = onSignIn;
  }

  static void start(
      Socket socket, DemoSettings settings, Actions actions, Wire wire, Runnable onSignIn) {
    var session = new AmiSession(socket, settings, actions, wire, onSignIn);
    wire.add(session);
    session.send("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual().name("demo-manager-write").start(session::write);
    Thread.ofVirtual().name("demo-manager-read").start(session::read);
  }

  boolean listening() {
    return listening;
  }

  void listen(boolean events) {
    listening = events;
  }

  void send(Block block) {
    send(block.bytes());
  }

  void send(byte[] bytes) {
    if (!waiting.offer(bytes)) {
      close();
    }
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      listening = false;
      wire.remove(this);
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone either way.
        return;
      } finally {
        waiting.clear();
        waiting.offer(GOODBYE);
      }
    }
  }

  private void write() {
    try {
      var out = socket.getOutputStream();
      for (var bytes = waiting.take(); bytes.length > 0; bytes = waiting.take()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      // The reader sees the end as well.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void read() {
    try {
      socket.setSoTimeout(SIGN_IN_MILLIS);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var message = Message.read(in);
          message != null && answer(message);
          message = Message.read(in)) {}
      send(GOODBYE);
    } catch (IOException e) {
      close();
    }
  }

  /** Answers, or hands on to the exchange; false ends the connection. */
  private boolean answer(Message message) throws IOException {
    var action = message.action();
    if (action.equals("challenge")) {
      var words = Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 999_999_999));
      challenge = words;
      send(message.response("Success").put("Challenge", words));
      return true;
    }
    if (action.equals("login")) {
      return signIn(message);
    }
    if (action.equals("logoff")) {
      send(message.response("Goodbye").put("Message", "Thanks for all the fish."));
      return false;
    }
    if (signedIn) {
      actions.ask(this, message);
    } else {
      send(message.error("Permission denied"));
    }
    return true;
  }

  private boolean signIn(Message message) throws IOException {
    if (!message.get("username").equals(settings.user()) || !knowsSecret(message)) {
      send(message.error("Authentication failed"));
      return false;
    }
    socket.setSoTimeout(0);
    signedIn = true;
    send(message.response("Success").put("Message", "Authentication accepted"));
    actions.greet(this, !message.get("events").equalsIgnoreCase("off"));
    onSignIn.run();
    return true;
  }

  private boolean knowsSecret(Message message) {
    if (!message.get("authtype").equalsIgnoreCase("md5")) {
      return same(settings.secret(), message.get("secret"));
    }
    return challenge != null
        && same(md5(Objects.requireNonNull(challenge) + settings.secret()), message.get("key"));
  }

  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
