package io.ringcard.planning;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.Map;

/** How long we go on with a client, as it is set in the page. */
public final class Persistences {

  private final Db db;
  private final PersistenceSql sql = new PersistenceSql();

  public Persistences(Db db) {
    this.db = db;
  }

  public Persistence get() {
    return sql.read(db);
  }

  /** Puts all of it; its version has to be the one that stands there. */
  Persistence put(Persistence to) {
    return db.inTransaction(tx -> {
      if (!sql.update(tx, to)) {
        throw new Problem.Conflict("version", "stale", Map.of("current", sql.read(tx)))
            .asException();
      }
      return sql.read(tx);
    });
  }
}
