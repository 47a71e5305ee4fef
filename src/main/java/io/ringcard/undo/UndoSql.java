package io.ringcard.undo;

import static io.ringcard.store.Columns.findInstant;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over what may be taken back. */
final class UndoSql {

  /** An offer; {@code expired} by the database's clock, which also gave it its time. */
  record Offer(String kind, JsonObject before, @Nullable Instant undoneAt, boolean expired) {}

  private static final String INSERT =
      "insert into undo (token_hash, user_id, kind, before) values ($1, $2, $3, $4)";

  void insert(Db db, byte[] hash, long userId, String kind, JsonObject before) {
    db.run(INSERT, hash, userId, kind, before);
  }

  private static final String FORGET_OLD =
      """
      delete from undo where token_hash in (
        select token_hash from undo where at < now() - interval '1 day' limit 100 for update skip locked)
      """;

  /** A day later nobody asks any more why it cannot be taken back. */
  void forgetOld(Db db) {
    db.run(FORGET_OLD);
  }

  private static final String LOCK =
      """
      select kind, before, undone_at, at < clock_timestamp() - $3 * interval '1 minute' as expired
      from undo where token_hash = $1 and user_id = $2
      for update
      """;

  Optional<Offer> lock(Db db, byte[] hash, long userId, int minutes) {
    return db.find(
        LOCK,
        row ->
            new Offer(
                row.getString("kind"),
                row.getJsonObject("before"),
                findInstant(row, "undone_at"),
                row.getBoolean("expired")),
        hash,
        userId,
        (double) minutes);
  }

  private static final String UNDONE =
      "update undo set undone_at = clock_timestamp() where token_hash = $1";

  void undone(Db db, byte[] hash) {
    db.run(UNDONE, hash);
  }
}
