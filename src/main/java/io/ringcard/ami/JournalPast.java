package io.ringcard.ami;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What a journal holds from one moment to another, as {@link Journal} reads it. */
@FunctionalInterface
public interface JournalPast {

  void read(Instant from, Instant to, JournalReader reader) throws IOException;

  /** Of a folder in which nobody writes at present; where there is none there is no past. */
  static JournalPast of(Path folder) {
    return (from, to, reader) -> {
      if (Files.isDirectory(folder)) {
        new JournalSegments(folder).read(from, to, Long.MAX_VALUE, reader);
      }
    };
  }

  /**
   * Deletes what was last written before {@code olderThan} in a folder in which nobody writes at
   * present.
   *
   * @param keepFrom as for {@link Journal#prune}
   */
  static void prune(Path folder, Instant olderThan, long keepFrom) throws IOException {
    if (Files.isDirectory(folder)) {
      new JournalSegments(folder).prune(olderThan, keepFrom);
    }
  }
}
