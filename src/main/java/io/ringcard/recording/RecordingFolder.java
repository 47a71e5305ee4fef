package io.ringcard.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of recordings: only plain files directly in it, by names of plain letters, are ever
 * opened.
 */
final class RecordingFolder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,200}");

  private final Path folder;

  RecordingFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.contains("..");
  }

  /** The file of that name when it is there; never a link, never outside. */
  Optional<Path> find(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    var file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
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
