package io.ringcard.history;

import io.ringcard.store.Db;
import java.time.LocalDateTime;
import java.util.Optional;

/** How far the detail records of each exchange have been read as they grow. */
final class DetailMarkSql {

  private static final String FIND = "select ended_at from cdr_mark where pbx_id = $1";

  Optional<LocalDateTime> find(Db db, long pbxId) {
    return db.find(FIND, row -> row.getLocalDateTime("ended_at"), pbxId);
  }

  private static final String PUT =
      """
      insert into cdr_mark (pbx_id, ended_at) values ($1, $2)
      on conflict (pbx_id) do update set ended_at = excluded.ended_at
      """;

  void put(Db db, long pbxId, LocalDateTime endedAt) {
    db.run(PUT, pbxId, endedAt);
  }
}
