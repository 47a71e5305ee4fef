package io.ringcard.book;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference books over HTTP. */
public final class BookRoutes {

  private final Books books;
  private final Runnable changed;

  /**
   * @param changed told of each change, for the screens
   */
  public BookRoutes(Books books, Runnable changed) {
    this.books = books;
    this.changed = changed;
  }

  public void addTo(Routes routes) {
    routes
        .on("listBooks", this::list)
        .on("createBookEntry", this::create)
        .on("patchBookEntry", this::patch)
        .on("orderBook", this::order);
  }

  record BookList(List<Book> items, @Nullable String next) {}

  private BookList list(Request request) {
    return new BookList(books.list(), null);
  }

  private Entry create(Request request) {
    return told(books.create(book(request), request.body(EntryBody.class)));
  }

  private Entry patch(Request request) {
    return told(books.change(request.id(), request.body(EntryBody.class)));
  }

  record Order(List<String> items) {}

  private Book order(Request request) {
    return told(books.order(book(request), request.body(Order.class).items()));
  }

  private static String book(Request request) {
    return request.find("book").orElseThrow();
  }

  private <T> T told(T thing) {
    changed.run();
    return thing;
  }
}
