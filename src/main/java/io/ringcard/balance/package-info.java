/**
 * The day's balance: what the log counts against what each exchange's own records (CEL) count, day
 * by day, with the calls in which the two differ. It only reads: {@code calllog} keeps both sides
 * when it settles the log by the records. Every figure comes from the rows themselves.
 */
@NullMarked
package io.ringcard.balance;

import org.jspecify.annotations.NullMarked;
