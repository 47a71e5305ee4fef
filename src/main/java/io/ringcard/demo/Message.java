package io.ringcard.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a manager sent: headers in order, names in lower case, some of them several times. */
record Message(List<Map.Entry<String, String>> headers) {

  private static final int LONGEST_LINE = 4096;
  private static final int MOST_LINES = 200;

  /** The next message; null when the connection ended. */
  static @Nullable Message read(InputStream in) throws IOException {
    var headers = new ArrayList<Map.Entry<String, String>>();
    for (var line = line(in); line != null; line = line(in)) {
      if (line.isEmpty() && !headers.isEmpty()) {
        return new Message(List.copyOf(headers));
      }
      var colon = line.indexOf(':');
      if (colon > 0) {
        var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.add(Map.entry(name, line.substring(colon + 1).strip()));
      }
      if (headers.size() > MOST_LINES) {
        throw new IOException("too many headers");
      }
    }
    return null;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("line too long");
      }
      line.write(b);
    }
    return null;
  }

  String action() {
    return get("action").toLowerCase(Locale.ROOT);
  }

  /** The first header of that name, empty when there is none. */
  String get(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  List<String> all(String name) {
    return headers.stream().filter(h -> h.getKey().equals(name)).map(Map.Entry::getValue).toList();
  }

  @Nullable String actionId() {
    var id = get("actionid");
    return id.isEmpty() ? null : id;
  }

  Block response(String status) {
    return Block.response(status, actionId());
  }

  Block error(String words) {
    return response("Error").put("Message", words);
  }
}
