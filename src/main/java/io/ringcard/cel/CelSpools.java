package io.ringcard.cel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The spools of all exchanges that send their records, one each, however many ask for it. */
public final class CelSpools {

  private final Path folder;
  private final Map<Long, CelSpool> spools = new ConcurrentHashMap<>();

  public CelSpools(Path folder) {
    this.folder = folder;
  }

  /** Lets go of what has come before then, see {@link CelSpool#prune}. */
  public void prune(Instant before) throws IOException {
    for (var spool : spools.values()) {
      spool.prune(before);
    }
  }

  /**
   * When an exchange was last heard whose records lie in that folder; empty when it never was.
   *
   * @param pbxId 0 for any
   */
  public static Optional<Instant> heard(Path folder, long pbxId) {
    try (var exchanges = Files.list(folder)) {
      return exchanges
          .filter(one -> pbxId == 0 || one.endsWith(Long.toString(pbxId)))
          .map(CelSpool::new)
          .map(CelSpool::contactAt)
          .flatMap(Optional::stream)
          .max(Comparator.naturalOrder());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  public CelSpool of(long pbxId) {
    return spools.computeIfAbsent(pbxId, id -> new CelSpool(folder.resolve(Long.toString(id))));
  }
}
