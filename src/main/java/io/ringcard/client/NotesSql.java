package io.ringcard.client;

import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statements over notes. */
final class NotesSql {

  private static final String VIEW =
      """
      select n.id, n.text, n.at, n.user_id, u.name as user_name
      from note n join app_user u on u.id = n.user_id
      """;

  private static final String OF_CLIENT =
      VIEW + "where n.client_id = $1 order by n.at desc, n.id desc limit $2";

  List<Note> list(Db db, long clientId, int limit) {
    return db.list(OF_CLIENT, NotesSql::note, clientId, limit);
  }

  private static final String BY_ID = VIEW + "where n.id = $1";

  Note get(Db db, long id) {
    return db.get(BY_ID, NotesSql::note, id);
  }

  private static final String INSERT =
      "insert into note (client_id, user_id, call_id, text) values ($1, $2, $3, $4) returning id";

  long insert(Db db, long clientId, long userId, @Nullable Long callId, String text) {
    return db.get(INSERT, row -> row.getLong("id"), clientId, userId, callId, text);
  }

  private static final String DELETE = "delete from note where id = $1";

  int delete(Db db, long id) {
    return db.run(DELETE, id);
  }

  private static Note note(Row row) {
    return new Note(
        id(row, "id"),
        row.getString("text"),
        Objects.requireNonNull(findRef(row, "user")),
        instant(row, "at"));
  }
}
