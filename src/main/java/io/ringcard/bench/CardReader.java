package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.thread.Urgency;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * An operator's event stream on a bare socket, read by a thread of its own as a browser would be,
 * and as cheaply as can be; it is let in as soon as it is woken, since a browser has a machine of
 * its own. A card counts when the client stands on it: one that came before the look-up was through
 * does not.
 */
final class CardReader implements AutoCloseable {

  private static final byte[] CARD = "event: card\n".getBytes(UTF_8);
  private static final String RINGING = "\"phase\":\"ringing\"";
  private static final String UNKNOWN = "\"client\":null";
  private static final String LINKEDID = "\"linkedid\":\"";

  private final Socket socket;

  private CardReader(Socket socket) {
    this.socket = socket;
  }

  static CardReader open(int port, String extension, Watch watch) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket
        .getOutputStream()
        .write(
            ("GET /api/push HTTP/1.1\r\nHost: bench\r\nCookie: ringcard="
                    + BenchSql.token(extension)
                    + "\r\n\r\n")
                .getBytes(UTF_8));
    var lines = new Lines(socket.getInputStream());
    var status = lines.next() ? lines.text() : "nothing came";
    if (!status.contains(" 200 ")) {
      throw new IOException("the event stream was refused: " + status);
    }
    Thread.ofPlatform().daemon().start(() -> read(lines, extension, watch));
    return new CardReader(socket);
  }

  private static void read(Lines lines, String extension, Watch watch) {
    Urgency.REAL_TIME.ask();
    try {
      var card = false;
      while (lines.next()) {
        if (card) {
          look(lines.text(), extension, watch);
        }
        card = lines.is(CARD);
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void look(String line, String extension, Watch watch) {
    if (line.contains(RINGING) && !line.contains(UNKNOWN)) {
      var from = line.indexOf(LINKEDID) + LINKEDID.length();
      watch.seen(line.substring(from, line.indexOf('"', from)), extension);
    }
  }

  /** Lines of bytes; only those that are asked for become text. */
  private static final class Lines {
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private int filled;

    Lines(InputStream in) {
      this.in = in;
    }

    boolean next() throws IOException {
      from = to;
      for (var at = from; ; at++) {
        if (at == filled) {
          at -= from;
          if (!fill()) {
            return false;
          }
        }
        if (buffer[at] == '\n') {
          to = at + 1;
          return true;
        }
      }
    }

    /** Moves what is begun to the front and reads on. */
    private boolean fill() throws IOException {
      filled -= from;
      System.arraycopy(buffer, from, buffer, 0, filled);
      from = 0;
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      var length = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(0, length);
      return length > 0;
    }

    boolean is(byte[] line) {
      return Arrays.equals(buffer, from, to, line, 0, line.length);
    }

    String text() {
      return new String(buffer, from, to - from, UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
