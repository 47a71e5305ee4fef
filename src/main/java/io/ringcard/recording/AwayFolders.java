package io.ringcard.recording;

import io.ringcard.recording.RecordingFolder.Content;
import io.ringcard.store.Db;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders that are away for now: they cannot be listed, or are empty although recordings of the
 * exchange were there, as a mount point is while nothing is mounted. What is not found there says
 * nothing of a recording.
 */
final class AwayFolders {

  private static final Logger LOG = LoggerFactory.getLogger(AwayFolders.class);

  private final Db db;
  private final RecordingFolders folders;
  private final RecordingSql sql = new RecordingSql();
  private Set<Long> before = Set.of();

  AwayFolders(Db db, RecordingFolders folders) {
    this.db = db;
    this.folders = folders;
  }

  /** The exchanges whose folder is away. */
  synchronized Set<Long> now() {
    var away = folders.having(Content.UNREADABLE);
    var empty = folders.having(Content.NOTHING);
    if (!empty.isEmpty()) {
      away.addAll(sql.known(db, empty));
    }
    tell(away);
    before = Set.copyOf(away);
    return before;
  }

  private void tell(Set<Long> away) {
    away.stream()
        .filter(pbxId -> !before.contains(pbxId))
        .flatMap(pbxId -> path(pbxId).stream())
        .forEach(path -> LOG.warn("{} is away: its recordings are waited for", path));
    before.stream()
        .filter(pbxId -> !away.contains(pbxId))
        .flatMap(pbxId -> path(pbxId).stream())
        .forEach(path -> LOG.info("{} is there again", path));
  }

  private Optional<String> path(long pbxId) {
    return folders.find(pbxId).map(folder -> folder.path().toString());
  }
}
