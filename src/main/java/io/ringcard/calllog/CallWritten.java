package io.ringcard.calllog;

import io.ringcard.store.Db;
import org.jspecify.annotations.Nullable;

/**
 * Told of each row in the transaction that writes it. May be told of the same row twice (a replay),
 * so what it does must be a unique effect; what it throws undoes the row as well.
 */
@FunctionalInterface
public interface CallWritten {

  /** {@code before} is null for a new row. */
  void written(Db transaction, @Nullable CallRow before, CallRow after);
}
