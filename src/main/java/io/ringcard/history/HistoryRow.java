package io.ringcard.history;

import io.ringcard.cel.CelRow;

/** What a source gives: one row, or what could not be read of one. */
sealed interface HistoryRow {

  /** An event. */
  record Event(CelRow row) implements HistoryRow {}

  /** A detail record. */
  record Detail(CdrRow row) implements HistoryRow {}

  /** A row that tells nothing; {@code reason} as in {@link Untold}. */
  record Broken(String reason, String text) implements HistoryRow {}
}
