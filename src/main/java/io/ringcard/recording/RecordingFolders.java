package io.ringcard.recording;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where the recordings of each exchange lie. A folder is listened to as long as it is one of them;
 * an exchange without a folder has no recordings here.
 */
public final class RecordingFolders implements AutoCloseable {

  private final Consumer<String> stirred;
  private final Map<Path, FolderWatch> watches = new HashMap<>();
  private volatile Map<Long, RecordingFolder> folders = Map.of();

  /**
   * @param stirred told the name of a file that appears, grows or goes
   */
  RecordingFolders(Consumer<String> stirred) {
    this.stirred = stirred;
  }

  /** These count from now on, by exchange. */
  public synchronized void use(Map<Long, Path> now) {
    var next = new HashMap<Long, RecordingFolder>();
    now.forEach((pbxId, path) -> next.put(pbxId, new RecordingFolder(path)));
    folders = Map.copyOf(next);
    var paths = next.values().stream().map(RecordingFolder::path).distinct().toList();
    watches.keySet().stream().filter(path -> !paths.contains(path)).toList().forEach(this::leave);
    for (var path : paths) {
      watches.computeIfAbsent(path, added -> new FolderWatch(added, stirred).start());
    }
  }

  private void leave(Path path) {
    var watch = watches.remove(path);
    if (watch != null) {
      watch.close();
    }
  }

  /** The folder of an exchange. */
  Optional<RecordingFolder> find(long pbxId) {
    return Optional.ofNullable(folders.get(pbxId));
  }

  /** The exchanges whose folder has that in it. */
  Set<Long> having(RecordingFolder.Content content) {
    return folders.entrySet().stream()
        .filter(entry -> entry.getValue().content() == content)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The file of a recording when it is there. */
  Optional<Path> find(Recording recording) {
    return find(recording.pbxId()).flatMap(folder -> folder.find(recording.file()));
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(FolderWatch::close);
    watches.clear();
  }
}
