package io.ringcard.doctor;

import io.ringcard.doctor.Check.Paste;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The data folder: closed to others, with room. */
final class DataChecks {

  private static final long MEGABYTE = 1L << 20;
  private static final long FULL = 200 * MEGABYTE;
  private static final long TIGHT = 2_000 * MEGABYTE;
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private DataChecks() {}

  static List<Check> list(Path data) {
    var checks = new ArrayList<Check>();
    try {
      checks.add(mode(data));
      checks.add(space(Files.getFileStore(existing(data)).getUsableSpace()));
    } catch (IOException e) {
      checks.add(Check.fail("data", "data.unread", data, e.toString()));
    }
    return checks;
  }

  private static Path existing(Path data) {
    var at = data;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static Check mode(Path data) throws IOException {
    if (!Files.exists(data)) {
      return Check.warn("data", "data.absent", data)
          .paste(Paste.into("shell", "install -d -m 0700 -o ringcard -g ringcard " + data));
    }
    if (!Files.isWritable(data)) {
      return Check.fail("data", "data.unwritable", data)
          .paste(Paste.into("shell", "chown -R ringcard: " + data));
    }
    var permissions = Files.getPosixFilePermissions(data);
    return OWN.containsAll(permissions)
        ? Check.ok("data", data)
        : Check.fail("data", "data.open", data, PosixFilePermissions.toString(permissions))
            .paste(Paste.into("shell", "chmod 0700 " + data));
  }

  static Check space(long bytes) {
    var megabytes = bytes / MEGABYTE;
    if (bytes < FULL) {
      return Check.fail("space", "space.tight", megabytes);
    }
    return bytes < TIGHT
        ? Check.warn("space", "space.tight", megabytes)
        : Check.ok("space", megabytes);
  }
}
