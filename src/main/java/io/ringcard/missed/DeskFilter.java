package io.ringcard.missed;

import io.ringcard.calllog.CallFilter.Cursor;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a list shows; null leaves a question open.
 *
 * @param over those that have ended, latest first; else those that wait, longest first
 * @param from when a line ended at the earliest, this day when it is null; only for those over
 * @param to when it ended before
 * @param owner whose line it is; 0 for nobody's
 * @param text in a name, company or number
 * @param after where the page before ended
 */
record DeskFilter(
    Scope scope,
    boolean over,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long owner,
    @Nullable String queue,
    @Nullable String text,
    @Nullable Cursor after,
    int limit) {

  static final long NOBODY = 0;

  /** Whose lines: the reader's, those of the reader's team, all. */
  enum Scope {
    MINE,
    TEAM,
    ALL;

    static Scope ofSlug(Optional<String> slug) {
      return slug.map(name -> valueOf(name.toUpperCase(Locale.ROOT))).orElse(MINE);
    }
  }

  /** The same question with all its answers from there on. */
  DeskFilter page(@Nullable Cursor next, int size) {
    return new DeskFilter(scope, over, from, to, owner, queue, text, next, size);
  }
}
