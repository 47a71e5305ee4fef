package io.ringcard.http;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * Compression of whole answers. Not the server's own, which would hold back events and break ranges
 * of sound.
 */
final class Gzip {

  private static final int SMALLEST = 1_400;

  private Gzip() {}

  static boolean isWorthIt(int bytes) {
    return bytes >= SMALLEST;
  }

  static boolean isAccepted(HttpServerRequest request) {
    var accepted = request.getHeader("Accept-Encoding");
    return accepted != null
        && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
  }

  static byte[] pack(byte[] plain) {
    var packed = new ByteArrayOutputStream(plain.length / 3);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
