package io.ringcard.staff;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The teams of the house. Two of one name are a conflict ({@code taken}). */
public final class Teams {

  private final Db db;
  private final TeamsSql sql = new TeamsSql();

  public Teams(Db db) {
    this.db = db;
  }

  public List<Team> list() {
    return sql.list(db);
  }

  public Team create(String name) {
    return named(() -> db.inTransaction(tx -> get(tx, sql.insert(tx, name.strip()))));
  }

  Team rename(long id, String name, int version) {
    return named(() ->
        db.inTransaction(tx -> {
          if (!sql.rename(tx, id, name.strip(), version)) {
            var current = Map.<String, Object>of("current", get(tx, id));
            throw new Problem.Conflict("version", "stale", current).asException();
          }
          return get(tx, id);
        }));
  }

  /** Refused while somebody is in it, be it only somebody who works here no longer. */
  void delete(long id) {
    try {
      if (!sql.delete(db, id)) {
        throw notFound();
      }
    } catch (DbException e) {
      if (e.isReferenced()) {
        throw new Problem.Conflict("id", "in-use", Map.of("names", sql.names(db, id)))
            .asException();
      }
      throw e;
    }
  }

  private static Team named(Supplier<Team> work) {
    try {
      return work.get();
    } catch (DbException e) {
      throw e.isDuplicate() ? new Problem.Conflict("name", "taken").asException() : e;
    }
  }

  private Team get(Db at, long id) {
    return sql.find(at, id).orElseThrow(Teams::notFound);
  }

  private static RuntimeException notFound() {
    return new Problem.NotFound("id").asException();
  }
}
