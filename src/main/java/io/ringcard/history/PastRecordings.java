package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.history.Progress.Counts;
import io.ringcard.recording.PastFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** Recordings of past calls: those that their rows name, or else those that lie in the folder. */
final class PastRecordings {

  /**
   * A call with its recordings.
   *
   * @param counts whose file is there and whose is not
   */
  record Completed(Call call, Counts counts) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);
  }

  private final PastFiles files;

  PastRecordings(Path folder) {
    this.files = new PastFiles(folder);
  }

  Completed completed(Call call) {
    var named = PastFiles.whole(call.recordings());
    if (!named.isEmpty()) {
      var found = named.stream().filter(files::isThere).count();
      return new Completed(call, new Counts(0, 0, 0, found, named.size() - found));
    }
    var ids = new ArrayList<>(call.otherLinkedids());
    ids.addFirst(call.linkedid());
    Optional.ofNullable(call.clientUniqueid()).filter(id -> !ids.contains(id)).ifPresent(ids::add);
    var at = Objects.requireNonNullElse(call.startedAt(), Instant.EPOCH);
    var found = files.named(ids, at);
    return found.isEmpty()
        ? new Completed(call, Completed.NONE)
        : new Completed(call.with(call.did(), found), new Counts(0, 0, 0, found.size(), 0));
  }
}
