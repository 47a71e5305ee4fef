/**
 * The call log: one row per conversation, its participants, and the feed that turns what assembly
 * says into rows. Rows, their effects and the journal's checkpoint go in one transaction. Who needs
 * to know of a written row implements {@link io.ringcard.calllog.CallWritten}; this room never
 * learns who that is.
 */
@NullMarked
package io.ringcard.calllog;

import org.jspecify.annotations.NullMarked;
