package io.ringcard.book;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The reference books as people read and change them. Nothing is deleted, only no longer offered.
 */
public final class Books {

  /** In the order in which the settings show them. */
  private static final List<String> BOOKS =
      List.of("source", "client-status", "region", "contact-kind", "reason-won", "reason-lost");

  private final Db db;
  private final BooksSql sql = new BooksSql();

  public Books(Db db) {
    this.db = db;
  }

  public List<Book> list() {
    return list(db);
  }

  private List<Book> list(Db at) {
    var lines = sql.all(at);
    return BOOKS.stream().map(book -> new Book(book, entriesOf(book, lines))).toList();
  }

  private static List<Entry> entriesOf(String book, List<BooksSql.Line> lines) {
    return lines.stream()
        .filter(line -> line.book().equals(book))
        .map(BooksSql.Line::entry)
        .toList();
  }

  Entry create(String book, EntryBody body) {
    return sql.insert(db, book, Objects.requireNonNull(body.label()).filled("label"));
  }

  Entry change(long id, EntryBody body) {
    return db.inTransaction(tx -> {
      var current = sql.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      if (!Objects.equals(body.version(), current.version())) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var active = Objects.requireNonNullElse(body.active(), current.active());
      if (!active && current.code() != null) {
        throw new Problem.Invalid("active", "needed").asException();
      }
      var label = Objects.requireNonNullElse(body.label(), current.label()).filled("label");
      return sql.update(tx, id, label, active);
    });
  }

  /** Puts a book in this order; entries not named stay behind them. */
  Book order(String book, List<String> ids) {
    return db.inTransaction(tx -> {
      var known = of(tx, book).items().stream().map(Entry::id).toList();
      var distinct = new HashSet<>(ids);
      if (distinct.size() != ids.size() || !known.containsAll(ids)) {
        throw new Problem.Invalid("items", "unknown").asException();
      }
      var rest = known.stream().filter(id -> !distinct.contains(id));
      sql.order(tx, book, Stream.concat(ids.stream(), rest).map(Long::valueOf).toList());
      return of(tx, book);
    });
  }

  private Book of(Db at, String book) {
    return list(at).stream().filter(one -> one.id().equals(book)).findFirst().orElseThrow();
  }
}
