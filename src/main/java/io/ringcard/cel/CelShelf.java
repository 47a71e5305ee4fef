package io.ringcard.cel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that one exchange writes one after the other. */
interface CelShelf {

  String PACKED = ".gz";

  /** Eldest first, the one that is written now last; empty before the first. */
  List<Path> files() throws IOException;

  /** Whether all of it is to be read; else the first reader begins with what comes from then on. */
  boolean isWhole();

  /** Until when everything is in them; null when there is none. */
  @Nullable Instant knownUntil(Instant now) throws IOException;

  /**
   * A file and what it was renamed to.
   *
   * @param withPacked also those that were packed, which cannot be read on
   */
  record Renamed(Path path, boolean withPacked) implements CelShelf {

    @Override
    public List<Path> files() throws IOException {
      if (!Files.exists(path)) {
        return List.of();
      }
      var name = String.valueOf(path.getFileName());
      try (var beside = Files.list(path.toAbsolutePath().getParent())) {
        return beside
            .map(file -> String.valueOf(file.getFileName()).equals(name) ? path : file)
            .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
            .filter(file -> withPacked || !file.toString().endsWith(PACKED))
            .filter(Files::isRegularFile)
            .sorted(
                Comparator.<Path, Boolean>comparing(file -> file.equals(path))
                    .thenComparing(Renamed::millis))
            .toList();
      }
    }

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public @Nullable Instant knownUntil(Instant now) {
      return Files.isReadable(path) ? now : null;
    }

    private static long millis(Path file) {
      try {
        return Files.getLastModifiedTime(file).toMillis();
      } catch (IOException gone) {
        return Long.MIN_VALUE;
      }
    }
  }
}
