package io.ringcard.history;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an exchange keeps what it recorded. Only ever read. */
interface Source {

  /** What one kind of rows amounts to; first and last as written, null when there is none. */
  record Extent(long rows, @Nullable String first, @Nullable String last) {

    static final Extent NONE = new Extent(0, null, null);
  }

  /** Looks what is there, without keeping anything open. */
  record Survey(Extent details, Extent events) {}

  Survey survey() throws SourceFault;

  /**
   * Times of its rows as written, about the first and the last of each kind among them; files are
   * not read for it from their beginning to their end.
   */
  List<String> ends() throws SourceFault;

  /**
   * Rows of one kind, one after the other, in the order of their times, some seconds of disorder
   * allowed.
   */
  interface Rows extends AutoCloseable {

    /** The next one; null when there is none left. */
    @Nullable HistoryRow next() throws SourceFault;

    @Override
    void close();
  }

  /**
   * @param from rows from before then, in the exchange's own zone, need not be given; null for all
   */
  Rows details(@Nullable LocalDateTime from) throws SourceFault;

  Rows events(@Nullable LocalDateTime from) throws SourceFault;
}
