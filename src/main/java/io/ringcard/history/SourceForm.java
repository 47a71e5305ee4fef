package io.ringcard.history;

import io.ringcard.kernel.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code ImportSource}, as a person fills it in: a database by its parts, or files
 * that were sent before.
 *
 * @param exchange id of the one whose calls they are; null where there is no other
 */
record SourceForm(
    String kind,
    @Nullable String exchange,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String database,
    @Nullable String user,
    @Nullable String password,
    @Nullable String upload) {

  private static final String FILES = "files";

  /** As {@link Sources#open} takes it. */
  String address(Uploads uploads) {
    if (kind.equals(FILES)) {
      return uploads.path(given("upload", upload)).toString();
    }
    var server = given("host", host);
    var name = given("database", database);
    try {
      var at = server.contains(":") && !server.startsWith("[") ? "[" + server + "]" : server;
      var whole =
          new URI(kind, given("user", user), at, port == null ? -1 : port, "/" + name, null, null);
      return whole.toString();
    } catch (URISyntaxException e) {
      throw new Problem.Invalid("host", "address").asException();
    }
  }

  String secret() {
    return password == null ? "" : password;
  }

  private static String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new Problem.Invalid(field, "required").asException();
    }
    return value.strip();
  }
}
