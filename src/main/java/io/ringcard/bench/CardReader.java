package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** An operator's event stream on a bare socket. */
final class CardReader implements AutoCloseable {

  private static final String RINGING = "\"phase\":\"ringing\"";
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
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    var status = in.readLine();
    if (status == null || !status.contains(" 200 ")) {
      throw new IOException("the event stream was refused: " + status);
    }
    Thread.ofVirtual().start(() -> read(in, extension, watch));
    return new CardReader(socket);
  }

  private static void read(BufferedReader in, String extension, Watch watch) {
    try {
      var card = false;
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (card && line.startsWith("data: ") && line.contains(RINGING)) {
          var from = line.indexOf(LINKEDID) + LINKEDID.length();
          watch.seen(line.substring(from, line.indexOf('"', from)), extension);
        }
        card = line.equals("event: card");
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
