package io.ringcard.planning;

import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.store.Db;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that change contacts for what calls set off. */
final class ContactsSql {

  private static final String LOCK_PLANNED_OF_DEAL =
      "select id from plan where deal_id = $1 and status = 'planned' order by id for update";

  List<Long> lockPlannedOfDeal(Db db, long dealId) {
    return db.list(LOCK_PLANNED_OF_DEAL, row -> row.getLong("id"), dealId);
  }

  private static final String CLOSE =
      """
      update plan set status = $2, changed_by = null, changed_at = now(), version = version + 1
      where id = $1 returning version
      """;

  /** The version that stands there then. */
  int close(Db db, long id, String status) {
    return db.get(CLOSE, row -> row.getInteger("version"), id, status);
  }

  private static final String REOPEN =
      "update plan set status = 'planned', version = version + 1 where id = $1 and version = $2";

  boolean reopen(Db db, long id, int version) {
    return db.run(REOPEN, id, version) > 0;
  }

  private static final String IS_HELD = "select 1 from plan where id = $1 and status = 'held'";

  boolean isHeld(Db db, long id) {
    return db.find(IS_HELD, row -> true, id).isPresent();
  }

  /** When and what a contact is. */
  record Due(Instant at, String kind) {}

  private static final String DUE = "select at, kind from plan where id = $1";

  Due due(Db db, long id) {
    return db.get(DUE, row -> new Due(instant(row, "at"), row.getString("kind")), id);
  }

  private static final String MOVE =
      """
      update plan set at = $2, kind = $3, changed_by = null, changed_at = now(), version = version + 1
      where id = $1 returning version
      """;

  int move(Db db, long id, Due to) {
    return db.get(MOVE, row -> row.getInteger("version"), id, utc(to.at()), to.kind());
  }

  private static final String MOVE_BACK =
      """
      update plan set at = $2, kind = $3, version = version + 1
      where id = $1 and version = $4 and status = 'planned'
      """;

  boolean moveBack(Db db, long id, Due to, int version) {
    return db.run(MOVE_BACK, id, utc(to.at()), to.kind(), version) > 0;
  }

  record Names(String client, String deal) {}

  private static final String NAMES =
      "select c.name as client, (select title from deal where id = $2) as deal from client c where c.id = $1";

  Names names(Db db, long clientId, @Nullable Long dealId) {
    return db.get(
        NAMES,
        row ->
            new Names(
                row.getString("client"),
                row.getString("deal") == null ? "" : row.getString("deal")),
        clientId,
        dealId);
  }
}
