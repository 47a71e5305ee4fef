/**
 * Reference books: the words that people choose from, filled in Russian and English from the start
 * and changed in the settings. Rooms that keep a choice keep the entry's id, or the code of one
 * that the program itself knows. Must not know who uses a book.
 */
@NullMarked
package io.ringcard.book;

import org.jspecify.annotations.NullMarked;
