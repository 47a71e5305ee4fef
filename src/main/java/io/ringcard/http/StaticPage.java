package io.ringcard.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page's files from the class path. An address without a file name's dot belongs to the page
 * and gets {@code index.html}; files under {@code /assets/} have their hash in the name and may be
 * kept for ever.
 */
final class StaticPage {

  /**
   * Plain names only: no escapes, no empty or dotted steps, so nothing leads elsewhere. Possessive:
   * never recursive.
   */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~@-][A-Za-z0-9_.~@-]*+)*+/?");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private record File(Buffer plain, @Nullable Buffer packed, String type, String tag) {}

  private final String root;
  private final Map<String, File> files = new ConcurrentHashMap<>();

  StaticPage(String root) {
    this.root = root;
  }

  /**
   * Answers, or returns false when there is nothing at that path. May read from disk.
   *
   * @param socket where the answer is sent, see {@link Request#socket()}
   */
  boolean serve(RoutingContext context, Executor socket) {
    var path = Optional.ofNullable(context.request().path()).orElse("");
    var file = find(path);
    file.ifPresent(
        found -> socket.execute(() -> send(context, found, path.startsWith("/assets/"))));
    return file.isPresent();
  }

  private Optional<File> find(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    return load(name.contains(".") ? path : "/index.html");
  }

  private Optional<File> load(String path) {
    var known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (var in = StaticPage.class.getResourceAsStream("/" + root + path)) {
      if (in == null) {
        return Optional.empty();
      }
      var plain = in.readAllBytes();
      var isText =
          !type.startsWith("image/p") && !type.startsWith("audio") && !type.startsWith("font");
      var packed = isText && Gzip.isWorthIt(plain.length) ? Buffer.buffer(Gzip.pack(plain)) : null;
      var file = new File(Buffer.buffer(plain), packed, type, tag(plain));
      files.put(path, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(RoutingContext context, File file, boolean immutable) {
    var request = context.request();
    var response = context.response();
    response
        .putHeader("Content-Type", file.type())
        .putHeader("ETag", file.tag())
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    var known = request.getHeader("If-None-Match");
    if (known != null && known.contains(file.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    var bytes = file.plain();
    var packed = file.packed();
    if (packed != null && Gzip.isAccepted(request)) {
      response.putHeader("Content-Encoding", "gzip");
      bytes = packed;
    }
    response.putHeader("Content-Length", Integer.toString(bytes.length()));
    if (request.method().equals(io.vertx.core.http.HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(bytes);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
