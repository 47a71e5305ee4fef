package io.ringcard.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of recordings: only plain files by names of plain letters are ever opened, directly in
 * it or, when the name tells a day ({@code in-78125551234-20261125-152801-1795620481.12.wav}), in
 * the sub-folder of that day, {@code 2026/11/25}, as FreePBX files them; a unique id in it tells
 * the day as well, but for the zone.
 */
final class RecordingFolder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,200}");
  private static final Pattern DAY =
      Pattern.compile("-(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])-");

  /** Of a unique id. */
  private static final Pattern SECOND = Pattern.compile("(?<!\\d)(\\d{10})\\.\\d");

  private static final DateTimeFormatter SUBFOLDER = DateTimeFormatter.ofPattern("uuuu/MM/dd");

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

  /** The file of that name in the folder of a found one. */
  static Optional<Path> beside(Path found, String name) {
    return Optional.of(found.resolveSibling(name))
        .filter(file -> isName(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  private Stream<Path> places(String name) {
    var days = DAY.matcher(name).results().map(day -> day(day).resolve(name));
    var born =
        SECOND.matcher(name).results().flatMap(this::daysAbout).map(day -> day.resolve(name));
    return Stream.of(Stream.of(folder.resolve(name)), days, born).flatMap(files -> files);
  }

  private Stream<Path> daysAbout(MatchResult id) {
    return daysAbout(Instant.ofEpochSecond(Long.parseLong(id.group(1))));
  }

  /** The sub-folders of the days that it may be at that moment, somewhere. */
  Stream<Path> daysAbout(Instant at) {
    return Stream.of(0, -1, 1)
        .map(days -> LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(days))
        .map(day -> folder.resolve(SUBFOLDER.format(day)));
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

  /** What lies in it; {@code UNREADABLE} also when it is not there. */
  Content content() {
    try (var here = Files.newDirectoryStream(folder)) {
      return here.iterator().hasNext() ? Content.SOMETHING : Content.NOTHING;
    } catch (IOException e) {
      return Content.UNREADABLE;
    }
  }

  enum Content {
    SOMETHING,
    NOTHING,
    UNREADABLE
  }

  Path path() {
    return folder;
  }

  /** Size in bytes; -1 when it has just gone. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }
}
