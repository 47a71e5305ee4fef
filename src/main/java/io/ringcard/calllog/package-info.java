/**
 * The call log: one row per conversation, its participants, and the feed that turns what assembly
 * says into rows. What could not be handled lies aside and is heard again by {@link
 * io.ringcard.calllog.SecondHearing}. Rows, their effects and the journal's checkpoint go in one
 * transaction. Who needs to know of a written row implements {@link
 * io.ringcard.calllog.CallWritten}; this room never learns who that is. Lists, sums and exported
 * files ask by one {@code CallWhere}; what it asks by stands on the row (the outcome shown, each
 * part's start) and is kept there by the database. What reports read is summed in {@link
 * io.ringcard.calllog.Tallies}: who changes what a closed call counts for says so to a {@code
 * Change} of the same transaction.
 */
@NullMarked
package io.ringcard.calllog;

import org.jspecify.annotations.NullMarked;
