package io.ringcard.missed;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Statements on what people have decided about lines. */
final class MarksSql {

  /**
   * A mark as it stands on its call.
   *
   * @param ownedAt when somebody took the line or let it go last
   */
  record Stored(
      long call,
      @Nullable Long owner,
      @Nullable Instant ownedAt,
      @Nullable Instant closedAt,
      @Nullable Long closedBy,
      @Nullable String reason,
      @Nullable String note,
      int version) {

    /** As {@link #of(JsonObject)} reads it. */
    JsonObject json() {
      return new JsonObject()
          .put("call", call)
          .put("owner", owner)
          .put("ownedAt", ownedAt)
          .put("closedAt", closedAt)
          .put("closedBy", closedBy)
          .put("reason", reason)
          .put("note", note)
          .put("version", version);
    }

    static Stored of(JsonObject json) {
      return new Stored(
          json.getLong("call"),
          json.getLong("owner"),
          json.getInstant("ownedAt"),
          json.getInstant("closedAt"),
          json.getLong("closedBy"),
          json.getString("reason"),
          json.getString("note"),
          json.getInteger("version"));
    }

    Stored ownedBy(@Nullable Long who, Instant now) {
      return new Stored(call, who, now, closedAt, closedBy, reason, note, version);
    }

    Stored closed(long by, String why, @Nullable String words, Instant now) {
      return new Stored(call, owner, ownedAt, now, by, why, words, version);
    }

    Stored open() {
      return new Stored(call, owner, ownedAt, null, null, null, null, version);
    }
  }

  private static final String MAKE =
      "insert into missed_mark (call_id) values ($1) on conflict do nothing";

  private static final String LOCK = "select * from missed_mark where call_id = $1 for update";

  /** The mark of that call, made when there is none; nobody else decides about it meanwhile. */
  Stored lock(Db tx, long call) {
    tx.run(MAKE, call);
    return tx.get(LOCK, MarksSql::stored, call);
  }

  private static final String KEEP =
      """
      update missed_mark set owner_id = $2, owned_at = $3, closed_at = $4, closed_by = $5, reason = $6, note = $7,
        version = version + 1
      where call_id = $1
      """;

  void keep(Db tx, Stored mark) {
    tx.run(
        KEEP,
        mark.call(),
        mark.owner(),
        utc(mark.ownedAt()),
        utc(mark.closedAt()),
        mark.closedBy(),
        mark.reason(),
        mark.note());
  }

  private static final String MOVE =
      """
      update missed_mark set call_id = $2
      where call_id = $1 and not exists (select 1 from missed_mark where call_id = $2)
      """;

  /** The call went into another, which bears the mark from then on unless it has its own. */
  void move(Db tx, long from, long to) {
    tx.run(MOVE, from, to);
  }

  private static final String IS_COLLEAGUE = "select 1 from app_user where id = $1 and active";

  boolean isColleague(Db db, long id) {
    return db.find(IS_COLLEAGUE, row -> true, id).isPresent();
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getLong("call_id"),
        row.getLong("owner_id"),
        findInstant(row, "owned_at"),
        findInstant(row, "closed_at"),
        row.getLong("closed_by"),
        row.getString("reason"),
        row.getString("note"),
        row.getInteger("version"));
  }
}
