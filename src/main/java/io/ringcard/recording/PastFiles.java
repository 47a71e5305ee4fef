package io.ringcard.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds recordings of past calls by the unique ids in their names, in the sub-folders by year,
 * month and day; directly in the folder only {@code <unique id>.wav}. A folder is listed once for
 * all calls of its day.
 */
public final class PastFiles {

  private static final Logger LOG = LoggerFactory.getLogger(PastFiles.class);
  private static final Pattern UNIQUE_ID = Pattern.compile("(?<!\\d)\\d{10}\\.\\d+(?=[.-])");
  private static final int DAYS = 8;

  private final RecordingFolder folder;
  private final Cache<Path, Map<String, List<String>>> days =
      Caffeine.newBuilder().maximumSize(DAYS).build();

  public PastFiles(Path folder) {
    this.folder = new RecordingFolder(folder);
  }

  /** Those of the names that are recordings of their own and no lanes of another. */
  public static List<String> whole(List<String> names) {
    return Lanes.withoutLanes(names);
  }

  /** Whether there is a file of that name. */
  public boolean isThere(String name) {
    return folder.find(name).isPresent();
  }

  /**
   * Names without folder, each once.
   *
   * @param ids unique and linked ids of the call
   */
  public List<String> named(Collection<String> ids, Instant startedAt) {
    var plain = ids.stream().map(id -> id + ".wav").filter(name -> folder.find(name).isPresent());
    var filed =
        folder
            .daysAbout(startedAt)
            .map(day -> Objects.requireNonNull(days.get(day, PastFiles::byId)))
            .flatMap(
                files -> ids.stream().flatMap(id -> files.getOrDefault(id, List.of()).stream()));
    return Lanes.withoutLanes(Stream.concat(plain, filed).distinct().toList());
  }

  private static Map<String, List<String>> byId(Path day) {
    var files = new HashMap<String, List<String>>();
    if (!Files.isDirectory(day)) {
      return files;
    }
    try (var names = Files.list(day)) {
      names
          .map(file -> file.getFileName().toString())
          .filter(RecordingFolder::isName)
          .forEach(name ->
              UNIQUE_ID
                  .matcher(name)
                  .results()
                  .forEach(
                      id -> files.computeIfAbsent(id.group(), _ -> new ArrayList<>()).add(name)));
    } catch (IOException e) {
      LOG.warn("the recordings in {} cannot be listed", day, e);
    }
    return files;
  }
}
