package io.ringcard.calllog;

import io.ringcard.store.Db;
import java.util.List;

/** Statements that give ids out ahead of their rows. */
final class CallIdsSql {

  private static final String RESERVE =
      "select nextval('call_id_seq') as id from generate_series(1, $1::integer)";

  /** Ids that no row has or will get by itself. */
  List<Long> reserve(Db db, int count) {
    return db.list(RESERVE, row -> row.getLong("id"), count);
  }
}
