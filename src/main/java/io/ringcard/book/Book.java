package io.ringcard.book;

import java.util.List;

/**
 * The contract's {@code Book}.
 *
 * @param id its slug, such as {@code reason-lost}
 * @param items in their order
 */
public record Book(String id, List<Entry> items) {

  public Book {
    items = List.copyOf(items);
  }
}
