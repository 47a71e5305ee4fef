package io.ringcard.book;

import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.json;
import static io.ringcard.store.Columns.label;

import io.ringcard.kernel.Label;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Statements over reference books. */
final class BooksSql {

  /** An entry and the book that it stands in. */
  record Line(String book, Entry entry) {}

  private static final String VIEW =
      "select id, book, code, label, active, version from book_entry ";

  private static final String ALL = VIEW + "order by book, position, id";

  List<Line> all(Db db) {
    return db.list(ALL, BooksSql::line);
  }

  private static final String LOCK = VIEW + "where id = $1 for update";

  Optional<Entry> lock(Db db, long id) {
    return db.find(LOCK, BooksSql::line, id).map(Line::entry);
  }

  private static final String INSERT =
      """
      insert into book_entry (book, label, position)
      select $1, $2, coalesce(max(position), 0) + 1 from book_entry where book = $1
      returning id, book, code, label, active, version
      """;

  Entry insert(Db db, String book, Label label) {
    return db.get(INSERT, BooksSql::line, book, json(label)).entry();
  }

  private static final String UPDATE =
      """
      update book_entry set label = $2, active = $3, version = version + 1 where id = $1
      returning id, book, code, label, active, version
      """;

  Entry update(Db db, long id, Label label, boolean active) {
    return db.get(UPDATE, BooksSql::line, id, json(label), active).entry();
  }

  private static final String ORDER =
      """
      update book_entry e set position = p.n
      from unnest($2::bigint[]) with ordinality as p(id, n)
      where e.id = p.id and e.book = $1
      """;

  void order(Db db, String book, List<Long> ids) {
    db.run(ORDER, book, ids.toArray(Long[]::new));
  }

  private static Line line(Row row) {
    return new Line(
        row.getString("book"),
        new Entry(
            id(row, "id"),
            row.getString("code"),
            label(row.getJsonObject("label")),
            row.getBoolean("active"),
            row.getInteger("version")));
  }
}
