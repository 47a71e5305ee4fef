package io.ringcard.ami;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** The files of a journal: each bears the offset of its first byte as its name. */
final class JournalSegments {

  private static final String ENDING = ".journal";
  private static final int BUFFER = 256 * 1024;

  private final Path folder;

  JournalSegments(Path folder) throws IOException {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  Path file(long start) {
    return folder.resolve(String.format(Locale.ROOT, "%020d%s", start, ENDING));
  }

  /** Starts of all segments with their files, oldest first. */
  TreeMap<Long, Path> list() throws IOException {
    var found = new TreeMap<Long, Path>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.matches("[0-9]{20}\\" + ENDING)) {
          found.put(Long.valueOf(name.substring(0, 20)), file);
        }
      }
    }
    return found;
  }

  /**
   * Reads what was received from one moment to another.
   *
   * @param end offset at which reading stops at the latest
   */
  void read(Instant from, Instant to, long end, JournalReader reader) throws IOException {
    for (var segment : list().entrySet()) {
      var start = segment.getKey();
      if (start < end && !lastWrite(segment.getValue()).isBefore(from)) {
        walk(
            segment.getValue(),
            start,
            end,
            (frame, offset) -> {
              if (!frame.at().isBefore(from) && !frame.at().isAfter(to)) {
                frame.tell(reader, offset, 0);
              }
            });
      }
    }
  }

  static Instant lastWrite(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /**
   * Walks over the sound records of a segment.
   *
   * @param start offset of the segment's first byte
   * @param end offset at which reading stops at the latest
   * @return offset behind the last sound record
   */
  static long walk(Path file, long start, long end, ObjLongConsumer<JournalFrame> sink)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return start;
    }
    var stop = Math.min(end, start + Files.size(file));
    var offset = start;
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      for (var frame = JournalFrame.decode(in, stop - offset);
          frame != null;
          frame = JournalFrame.decode(in, stop - offset)) {
        sink.accept(frame, offset);
        offset += frame.size();
      }
    }
    return offset;
  }

  /** Starts of the segments that hold anything at or behind {@code from}. */
  static List<Long> from(TreeMap<Long, Path> segments, long from) {
    var first = segments.floorKey(from);
    return List.copyOf((first == null ? segments : segments.tailMap(first, true)).keySet());
  }

  /** See {@link Journal#prune}: the one that is written now stays. */
  void prune(Instant olderThan, long keepFrom) throws IOException {
    var all = list();
    for (var segment : all.entrySet()) {
      var next = all.higherKey(segment.getKey());
      if (next != null && next <= keepFrom && lastWrite(segment.getValue()).isBefore(olderThan)) {
        delete(segment.getValue());
      }
    }
  }

  private static void delete(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(file);
    }
  }
}
