package io.ringcard.history;

import io.ringcard.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that people send to be imported: each set in a folder of its own, each file in one below,
 * since the logs of calls and of events bear the same name. They hold what the exchange knows of
 * people, so they are for the server's eyes alone and go as soon as they are taken over.
 */
final class Uploads {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final Pattern STRANGE = Pattern.compile("[^\\w.-]");
  private static final int MOST_FILES = 50;
  private static final long MOST_BYTES = 4L << 30;

  /** What must be left for the journal and the database. */
  private static final long SPARE_BYTES = 1L << 30;

  private static final int BUFFER = 64 * 1024;

  /** The contract's {@code ImportFile}. */
  record Uploaded(String upload, String name, long bytes) {}

  private final Path folder;

  Uploads(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** A new, empty set. */
  String open() throws IOException {
    var id = UUID.randomUUID().toString();
    Files.createDirectories(folder, OWNER_ONLY);
    Files.createDirectory(folder.resolve(id), OWNER_ONLY);
    return id;
  }

  /**
   * Keeps one file.
   *
   * @param upload the set that it belongs to
   */
  Uploaded keep(String upload, String name, InputStream bytes) throws IOException {
    var plain = STRANGE.matcher(name).replaceAll("_");
    if (!CsvFiles.isCsv(plain)) {
      throw new Problem.Invalid("name", "csv").asException();
    }
    var set = path(upload);
    var files = files(set).size();
    if (files >= MOST_FILES) {
      throw new Problem.Invalid("upload", "maximum").asException();
    }
    var place = Files.createTempDirectory(set, "%02d-".formatted(files), OWNER_ONLY);
    var file = place.resolve(plain);
    try {
      return new Uploaded(upload, name, copy(bytes, file));
    } catch (IOException | RuntimeException e) {
      delete(place);
      throw e;
    }
  }

  private static long copy(InputStream bytes, Path file) throws IOException {
    var free = Files.getFileStore(file.getParent()).getUsableSpace() - SPARE_BYTES;
    var most = Math.min(MOST_BYTES, free);
    var buffer = new byte[BUFFER];
    var length = 0L;
    try (var out = Files.newOutputStream(file)) {
      for (var n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        length += n;
        if (length > most) {
          throw new Problem.TooLarge("body").asException();
        }
        out.write(buffer, 0, n);
      }
    }
    return length;
  }

  /** The folder of a set. */
  Path path(String upload) {
    var set = folder.resolve(upload);
    if (!ID.matcher(upload).matches() || !Files.isDirectory(set)) {
      throw new Problem.Invalid("upload", "unknown").asException();
    }
    return set;
  }

  /** Whether a source is a set of uploaded files. */
  boolean isOurs(String source) {
    return source.startsWith(folder + "/");
  }

  /** Its files by the names that people know, in the order in which they came. */
  static List<String> names(Path set) throws IOException {
    return files(set).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static List<Path> files(Path set) throws IOException {
    try (var found = Files.walk(set)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (NoSuchFileException gone) {
      return List.of();
    }
  }

  /** All sets but those that an import still needs. */
  void clean(Set<Path> needed) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> sets = Files.list(folder)) {
      for (var set : sets.filter(one -> !needed.contains(one)).toList()) {
        delete(set);
      }
    }
  }

  static void delete(Path set) throws IOException {
    try (var found = Files.walk(set)) {
      for (var one : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (NoSuchFileException gone) {
      return;
    }
  }
}
