package io.ringcard.client;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people write down about clients. */
public final class Notes {

  private static final int ALL = 10_000;

  private final Db db;
  private final ClientsSql clients = new ClientsSql();
  private final NotesSql sql = new NotesSql();

  public Notes(Db db) {
    this.db = db;
  }

  /** All that are not removed, newest first. */
  public List<Note> list(long clientId) {
    return sql.list(db, clientId, ALL);
  }

  /** The newest few that are not removed, newest first. */
  public List<Note> list(long clientId, int limit) {
    return sql.list(db, clientId, limit);
  }

  /** Those of these ids that are not removed, in no order. */
  public List<Note> byIds(List<Long> ids) {
    return sql.byIds(db, ids);
  }

  /** The contract's {@code NotePatch}; absent members are null. */
  record Body(int version, @Nullable String text, @Nullable Boolean removed) {}

  Note create(Principal by, long clientId, String text) {
    return db.inTransaction(tx -> {
      if (!clients.lock(tx, clientId)) {
        throw new Problem.NotFound("id").asException();
      }
      return sql.get(tx, add(tx, clientId, by.userId(), null, written(text)));
    });
  }

  /** What a change left, and whose note it is. */
  record Changed(Note note, long clientId) {}

  /**
   * Rewrites a note, takes it away or brings it back: the own one, or anybody's by a supervisor.
   */
  Changed change(Principal by, long id, Body body) {
    return db.inTransaction(tx -> {
      var client = sql.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = sql.get(tx, id);
      if (by.role() == Role.OPERATOR && !current.by().id().equals(Long.toString(by.userId()))) {
        throw new Problem.Forbidden("not-yours").asException();
      }
      if (body.version() != current.version()) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var text = body.text() == null ? current.text() : written(body.text());
      sql.update(tx, id, text, Objects.requireNonNullElse(body.removed(), current.removed()));
      return new Changed(sql.get(tx, id), client);
    });
  }

  /**
   * @param callId the call that it was written about
   * @return the new note's id
   */
  public long add(Db transaction, long clientId, long userId, @Nullable Long callId, String text) {
    return sql.insert(transaction, clientId, userId, callId, text.strip());
  }

  /** As if it had never been; false when it was gone already. */
  public boolean remove(Db transaction, long id) {
    return sql.delete(transaction, id) > 0;
  }

  private static String written(String text) {
    if (text.isBlank()) {
      throw new Problem.Invalid("text", "required").asException();
    }
    return text.strip();
  }
}
