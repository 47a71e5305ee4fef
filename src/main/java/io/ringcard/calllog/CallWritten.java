package io.ringcard.calllog;

import io.ringcard.calllog.CallLog.Written;
import io.ringcard.store.Db;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told of each row in the transaction that writes it. May be told of the same row twice (a replay),
 * so what it does must be a unique effect; what it throws undoes the row as well.
 */
@FunctionalInterface
public interface CallWritten {

  /** {@code before} is null for a new row. */
  void written(Db transaction, @Nullable CallRow before, CallRow after);

  /** Told of a whole batch; for those to whom one statement for all is worth it. */
  default void written(Db transaction, List<Written> changes) {
    changes.forEach(change -> written(transaction, change.before(), change.after()));
  }

  /**
   * Told of rows that the exchange's own records added or mended, long after the calls: such rows
   * set nothing off.
   */
  default void recovered(Db transaction, List<Written> changes) {}
}
