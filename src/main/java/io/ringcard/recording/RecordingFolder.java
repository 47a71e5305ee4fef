package io.ringcard.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of recordings: only plain files by names of plain letters are ever opened, directly in
 * it or, when the name tells a day ({@code in-78125551234-20261125-152801-1795620481.12.wav}), in
 * the sub-folder of that day, {@code 2026/11/25}, as FreePBX files them.
 */
final class RecordingFolder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,200}");
  private static final Pattern DAY =
      Pattern.compile("-(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])-");

  private final Path folder;

  RecordingFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.contains("..");
  }

  /** The file of that name when it is there; never through a link, never outside. */
  Optional<Path> find(String name) {
    return isName(name) ? places(name).filter(this::isPlainFile).findFirst() : Optional.empty();
  }

  private Stream<Path> places(String name) {
    var days = DAY.matcher(name).results().map(day -> day(day).resolve(name));
    return Stream.concat(Stream.of(folder.resolve(name)), days);
  }

  private Path day(MatchResult day) {
    return folder.resolve(day.group(1)).resolve(day.group(2)).resolve(day.group(3));
  }

  private boolean isPlainFile(Path file) {
    for (var above = file.getParent(); above != null && !above.equals(folder); ) {
      if (!Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      above = above.getParent();
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  Path path() {
    return folder;
  }

  /** Size in bytes; -1 when it has just gone. */
  long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }
}
