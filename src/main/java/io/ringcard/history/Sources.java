package io.ringcard.history;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** From the words of a person to a source. */
final class Sources {

  private Sources() {}

  /**
   * @param from {@code mariadb://user@host/asteriskcdrdb}, {@code postgresql://user@host/asterisk},
   *     or the path of a folder or a file; never with a password
   */
  static Source open(String from, String password) throws SourceFault {
    try {
      if (!from.contains("://")) {
        return new CsvFiles(Path.of(from).toAbsolutePath());
      }
      var address = new URI(from);
      var user = address.getUserInfo();
      if (user != null && user.contains(":")) {
        throw new SourceFault("password", null);
      }
      return new DatabaseSource(address, password);
    } catch (URISyntaxException | InvalidPathException e) {
      throw new SourceFault("address", e);
    }
  }
}
