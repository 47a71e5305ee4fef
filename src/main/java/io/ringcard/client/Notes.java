package io.ringcard.client;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
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

  /** Newest first. */
  public List<Note> list(long clientId) {
    return sql.list(db, clientId, ALL);
  }

  /** The newest few, newest first. */
  public List<Note> list(long clientId, int limit) {
    return sql.list(db, clientId, limit);
  }

  Note create(Principal by, long clientId, String text) {
    return db.inTransaction(tx -> {
      if (!clients.lock(tx, clientId)) {
        throw new Problem.NotFound("id").asException();
      }
      if (text.isBlank()) {
        throw new Problem.Invalid("text", "required").asException();
      }
      return sql.get(tx, add(tx, clientId, by.userId(), null, text));
    });
  }

  /**
   * @param callId the call that it was written about
   * @return the new note's id
   */
  public long add(Db transaction, long clientId, long userId, @Nullable Long callId, String text) {
    return sql.insert(transaction, clientId, userId, callId, text.strip());
  }

  /** False when it was gone already. */
  public boolean remove(Db transaction, long id) {
    return sql.delete(transaction, id) > 0;
  }
}
