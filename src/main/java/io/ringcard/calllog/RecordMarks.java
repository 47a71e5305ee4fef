package io.ringcard.calllog;

import io.ringcard.cel.CelSource.Mark;
import io.ringcard.store.Db;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Up to where the own records of each exchange have been read. */
public final class RecordMarks {

  private static final SettlementSql SETTLEMENTS = new SettlementSql();

  private final Db db;
  private final RecordedCallSql records = new RecordedCallSql();

  RecordMarks(Db db) {
    this.db = db;
  }

  /** How far the events have been read; null before the first time. */
  @Nullable Mark events(long pbxId) {
    return SETTLEMENTS.mark(db, pbxId).orElse(null);
  }

  /**
   * @param mark null for no change
   */
  static void put(Db transaction, long pbxId, @Nullable Mark mark) {
    if (mark != null) {
      SETTLEMENTS.put(transaction, pbxId, mark);
    }
  }

  /**
   * All that the exchange had recorded until then has been read.
   *
   * @param lost whether rows may have been lost with their file since the last time
   */
  public void read(long pbxId, Witness by, Instant at, boolean lost) {
    db.inTransaction(tx -> {
      records.read(tx, pbxId, by, at, lost);
      return pbxId;
    });
  }

  /** That exchange has no records of its own: its gaps stay. */
  public void none(long pbxId) {
    records.none(db, pbxId);
  }
}
