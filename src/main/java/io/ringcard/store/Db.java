package io.ringcard.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where statements run: the pool, or one transaction. Straight lines for virtual threads: every
 * method waits for its answer, and must not be called on an event loop. Parameters stand as {@code
 * $1, $2 …} and are never pasted into the text.
 *
 * <p>A database that is away gives {@link io.ringcard.kernel.ProblemException} with {@code
 * Unavailable("database")}, one that did not come to it in time {@code Unavailable("busy")}; a
 * statement that the database refuses gives {@link DbException} with its SQLSTATE.
 */
public interface Db {

  /** All rows. */
  <T> List<T> list(String sql, Function<Row, T> read, @Nullable Object... values);

  /** The first row, if there is one. */
  <T> Optional<T> find(String sql, Function<Row, T> read, @Nullable Object... values);

  /** The first row; fails when there is none. */
  <T> T get(String sql, Function<Row, T> read, @Nullable Object... values);

  /** Runs a statement and tells how many rows it touched. */
  int run(String sql, @Nullable Object... values);

  /**
   * Runs the work in one transaction: committed when it returns, rolled back when it throws. Inside
   * a transaction it joins the one that runs. Work that the database breaks off (a deadlock) is run
   * again from its beginning, so it touches nothing but the {@code Db} that it is given.
   */
  <T> T inTransaction(Function<Db, T> work);
}
