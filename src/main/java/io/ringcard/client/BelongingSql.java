package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one table that name a client; each room has one for its table. */
public final class BelongingSql implements Belonging {

  private static final String MOVE =
      """
      update %1$s set %2$s = $2
      where %2$s = $1%3$s and ($3::bigint[] is null or id = any($3))
      returning id
      """;

  /**
   * A card never belongs to itself; the ids of other tables have nothing to do with those of cards.
   */
  private static final String NOT_ITSELF = " and id <> $2";

  private final String move;

  private BelongingSql(String table, String column) {
    move = MOVE.formatted(table, column, table.equals("client") ? NOT_ITSELF : "");
  }

  public static Belonging of(String table) {
    return of(table, "client_id");
  }

  static Belonging of(String table, String column) {
    return new BelongingSql(table, column);
  }

  @Override
  public List<Long> move(Db transaction, long from, long to, Long @Nullable [] only) {
    return transaction.list(move, row -> row.getLong("id"), from, to, only);
  }
}
