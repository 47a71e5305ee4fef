package io.ringcard.testkit;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database that has no connection left as soon as something was written: whatever is asked after
 * that finds it away, until {@link #refill}.
 */
public final class SpentDatabase implements Db {

  private final Db db;
  private volatile boolean spent;

  public SpentDatabase(Db db) {
    this.db = db;
  }

  public void refill() {
    spent = false;
  }

  @Override
  public <T> List<T> list(String sql, Function<Row, T> read, @Nullable Object... values) {
    borrow();
    var rows = db.list(sql, read, values);
    spendFor(sql);
    return rows;
  }

  @Override
  public <T> Optional<T> find(String sql, Function<Row, T> read, @Nullable Object... values) {
    borrow();
    var row = db.find(sql, read, values);
    spendFor(sql);
    return row;
  }

  @Override
  public <T> T get(String sql, Function<Row, T> read, @Nullable Object... values) {
    borrow();
    var row = db.get(sql, read, values);
    spendFor(sql);
    return row;
  }

  @Override
  public int run(String sql, @Nullable Object... values) {
    borrow();
    spent = true;
    return db.run(sql, values);
  }

  @Override
  public <T> T inTransaction(Function<Db, T> work) {
    borrow();
    var result = db.inTransaction(work);
    spent = true;
    return result;
  }

  private void borrow() {
    if (spent) {
      throw new Problem.Unavailable("database").asException();
    }
  }

  private void spendFor(String sql) {
    if (!sql.strip().toLowerCase(Locale.ROOT).startsWith("select")) {
      spent = true;
    }
  }
}
