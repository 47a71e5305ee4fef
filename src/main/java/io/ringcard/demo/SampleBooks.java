package io.ringcard.demo;

import io.ringcard.book.Book;
import io.ringcard.book.Entry;
import java.util.List;
import java.util.Random;

/** The entries of the reference books that the sample data chooses from. */
record SampleBooks(List<Book> books) {

  /** The id of the entry that has this name in either language. */
  long named(String book, String name) {
    return offered(book).stream()
        .filter(entry -> name.equals(entry.label().ru()) || name.equals(entry.label().en()))
        .map(entry -> Long.valueOf(entry.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(book + " has no " + name));
  }

  /** The id of the entry that the program itself chooses. */
  long coded(String book, String code) {
    return offered(book).stream()
        .filter(entry -> code.equals(entry.code()))
        .map(entry -> Long.valueOf(entry.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(book + " has no " + code));
  }

  /** Any that only people choose. */
  long any(String book, Random random) {
    var entries = offered(book).stream().filter(entry -> entry.code() == null).toList();
    return Long.parseLong(entries.get(random.nextInt(entries.size())).id());
  }

  private List<Entry> offered(String book) {
    return books.stream()
        .filter(one -> one.id().equals(book))
        .flatMap(one -> one.items().stream())
        .filter(Entry::active)
        .toList();
  }
}
