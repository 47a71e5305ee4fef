package io.ringcard.calllog;

import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Optional;

/** What the log must know of others when it writes a row; wired at start. */
public interface CallerLookup {

  /** The number as the house stores it: E.164, or the digits of a short number. */
  Optional<String> normalised(String signalled);

  /**
   * The client that a number belongs to, the best one when there are several; own numbers belong to
   * nobody.
   */
  Optional<Long> clientOf(Db transaction, String number);

  /** Who sat at that extension at that moment. */
  Optional<Long> userAt(String extension, Instant at);
}
