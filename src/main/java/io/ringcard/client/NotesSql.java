package io.ringcard.client;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;

import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over notes. */
final class NotesSql {

  private static final String VIEW =
      """
      select n.id, n.text, n.at, n.edited_at, n.removed_at, n.version, n.user_id, u.name as user_name
      from note n join app_user u on u.id = n.user_id
      """;

  private static final String OF_CLIENT =
      VIEW
          + """
          where n.client_id = $1 and n.removed_at is null
          order by n.at desc, n.id desc
          limit $2
          """;

  List<Note> list(Db db, long clientId, int limit) {
    return db.list(OF_CLIENT, NotesSql::note, clientId, limit);
  }

  private static final String BY_IDS = VIEW + "where n.id = any($1) and n.removed_at is null";

  List<Note> byIds(Db db, List<Long> ids) {
    return db.list(BY_IDS, NotesSql::note, (Object) ids.toArray(Long[]::new));
  }

  private static final String BY_ID = VIEW + "where n.id = $1";

  Note get(Db db, long id) {
    return db.get(BY_ID, NotesSql::note, id);
  }

  private static final String LOCK = "select client_id from note where id = $1 for update";

  /** The client whom it is about. */
  Optional<Long> lock(Db db, long id) {
    return db.find(LOCK, row -> row.getLong("client_id"), id);
  }

  private static final String UPDATE =
      """
      update note set version = version + 1,
        edited_at = case when text = $2 then edited_at else now() end, text = $2,
        removed_at = case when $3 then coalesce(removed_at, now()) end
      where id = $1
      """;

  void update(Db db, long id, String text, boolean removed) {
    db.run(UPDATE, id, text, removed);
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
        instant(row, "at"),
        findInstant(row, "edited_at"),
        row.getOffsetDateTime("removed_at") != null,
        row.getInteger("version"));
  }
}
