package io.ringcard.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in the folder of recordings, by a look at its newest part.
 *
 * @param files that were looked at, sounds only
 * @param newest when the last of them was written
 * @param unusable one that cannot be shown: of another format than WAVE, or with letters in its
 *     name that are not opened
 */
public record FolderState(int files, Optional<Instant> newest, Optional<String> unusable) {

  private static final Pattern SOUND =
      Pattern.compile(
          ".*\\.(wav|wav49|gsm|mp3|ogg|opus|ulaw|alaw|sln\\d*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d{2}|\\d{4}");
  private static final int MOST = 5_000;

  /** Fails when the folder is not there or cannot be listed. */
  public static FolderState of(Path folder) throws IOException {
    var sounds = new ArrayList<Path>();
    for (var at = folder; at != null; at = newestDay(at)) {
      try (var here = Files.list(at)) {
        here.filter(file -> SOUND.matcher(file.getFileName().toString()).matches())
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .limit(MOST)
            .forEach(sounds::add);
      }
    }
    return new FolderState(
        sounds.size(),
        newest(sounds),
        sounds.stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.endsWith(".wav") || !RecordingFolder.isName(name))
            .findFirst());
  }

  /** The last of the folders that are called by year, month or day, or null. */
  private static @org.jspecify.annotations.Nullable Path newestDay(Path folder) throws IOException {
    try (Stream<Path> here = Files.list(folder)) {
      return here.filter(below -> NUMBER.matcher(below.getFileName().toString()).matches())
          .filter(below -> Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS))
          .max(Comparator.comparing(below -> below.getFileName().toString()))
          .orElse(null);
    }
  }

  private static Optional<Instant> newest(List<Path> files) throws IOException {
    var newest = Optional.<Instant>empty();
    for (var file : files) {
      var written = Files.getLastModifiedTime(file).toInstant();
      newest = newest.filter(written::isBefore).or(() -> Optional.of(written));
    }
    return newest;
  }
}
