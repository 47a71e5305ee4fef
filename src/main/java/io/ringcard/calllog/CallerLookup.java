package io.ringcard.calllog;

import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the log must know of others when it writes a row; wired at start. */
public interface CallerLookup {

  /**
   * The number as the house stores it: E.164, or the digits of a short number; as signalled when it
   * cannot be understood. Empty when this exchange means by it that the caller withheld it.
   */
  Optional<String> number(long pbxId, String signalled);

  /**
   * The clients that these numbers belong to, for each the best one when there are several; own
   * numbers belong to nobody.
   */
  Map<String, Long> clientsOf(Db transaction, Set<String> numbers);

  /** Who sat at that extension of that exchange at that moment. */
  Optional<Long> userAt(long pbxId, String extension, Instant at);

  /** What the house calls that exchange, if it can be said at once. */
  default Optional<String> pbxName(long pbxId) {
    return Optional.empty();
  }

  /** Whether {@link #userAt} can be said at once for this extension. */
  default boolean knowsWhoSatAt(String extension) {
    return true;
  }

  /** What the house calls that person, if it can be said at once. */
  default Optional<String> nameOf(long userId) {
    return Optional.empty();
  }
}
