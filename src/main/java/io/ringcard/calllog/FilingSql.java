package io.ringcard.calllog;

import io.ringcard.store.Db;
import org.jspecify.annotations.Nullable;

/** Statements of filing a call. */
final class FilingSql {

  private static final String LOCK =
      "select id from call where id = $1 and merged_into is null for update";

  boolean lock(Db db, long id) {
    return db.find(LOCK, row -> true, id).isPresent();
  }

  private static final String IS_CLIENT = "select id from client where id = $1 for key share";

  boolean isClient(Db db, long id) {
    return db.find(IS_CLIENT, row -> true, id).isPresent();
  }

  private static final String FILE =
      "update call set client_id = $2, version = version + 1 where id = $1";

  void file(Db db, long id, @Nullable Long clientId) {
    db.run(FILE, id, clientId);
  }
}
