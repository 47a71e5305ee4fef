package io.ringcard.book;

import static io.ringcard.store.Columns.label;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Statements of the rooms that keep entries of books. */
public final class ChoicesSql {

  private static final String OFFERS =
      "select 1 from book_entry where id = $1 and book = $2 and active for share";

  /** Whether the book offers that entry; it stays so until the transaction ends. */
  boolean offers(Db transaction, String book, long id) {
    return transaction.find(OFFERS, row -> true, id, book).isPresent();
  }

  /** The {@code …_id} and {@code …_label} columns of one entry; null when there is none. */
  public static @Nullable Choice find(Row row, String prefix) {
    var id = row.getLong(prefix + "_id");
    return id == null
        ? null
        : new Choice(id.toString(), label(row.getJsonObject(prefix + "_label")));
  }
}
