package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * Creations that came with an {@code Idempotency-Key} run once for each person, operation and key;
 * the repeat gets the id of the first. Serves all rooms below.
 */
public final class OnceSql {

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3, 0))";

  private static final String CREATED =
      "select created_id from idempotency where user_id = $1 and operation = $2 and key = $3";

  private static final String REMEMBER =
      "insert into idempotency (user_id, operation, key, created_id) values ($1, $2, $3, $4)";

  /**
   * Runs the creation and reads what it made, in one transaction with its key: whoever gets no
   * answer has made nothing. Two at once wait for each other.
   */
  public <T> T create(
      Db db,
      long userId,
      String operation,
      Optional<String> key,
      ToLongFunction<Db> creation,
      BiFunction<Db, Long, T> read) {
    return db.inTransaction(tx -> {
      if (key.isEmpty()) {
        return read.apply(tx, creation.applyAsLong(tx));
      }
      tx.find(LOCK, row -> true, Long.toString(userId), operation, key.get());
      var created =
          tx.find(CREATED, row -> row.getLong("created_id"), userId, operation, key.get())
              .orElseGet(() -> {
                var id = creation.applyAsLong(tx);
                tx.run(REMEMBER, userId, operation, key.get(), id);
                return id;
              });
      return read.apply(tx, created);
    });
  }
}
