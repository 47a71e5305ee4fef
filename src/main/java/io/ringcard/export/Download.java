package io.ringcard.export;

import io.ringcard.http.Request;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The answer to a request that is a file to keep. */
public final class Download {

  private static final int BUFFER_BYTES = 1 << 16;

  /** Writes the whole file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private Download() {}

  /**
   * Sends the file while it is written. One that cannot be finished is broken off: it must not look
   * whole.
   *
   * @param name without the format's ending; any characters, as RFC 8187 has them
   */
  public static void send(Request request, ExportFormat format, String name, Content content)
      throws IOException {
    var file = URLEncoder.encode(name + "." + format.slug(), StandardCharsets.UTF_8);
    var response = request.raw().response();
    response
        .setChunked(true)
        .putHeader("Content-Type", format.mediaType())
        .putHeader(
            "Content-Disposition", "attachment; filename*=UTF-8''" + file.replace("+", "%20"))
        .putHeader("Cache-Control", "no-store");
    var out =
        new BufferedOutputStream(new ResponseStream(response, request.socket()), BUFFER_BYTES);
    content.writeTo(out);
    out.flush();
    request.socket().execute(response::end);
  }
}
