/**
 * Taking back: an action's answer carries a token, and {@code POST /api/undo/{token}} makes it as
 * if it had not been. Knows no feature; each registers its kind.
 *
 * <p>In use, three lines in a room below: in the action's transaction {@code new
 * UndoOffers().offer(tx, by, "plan", before)} gives the token for the member {@code undo} of the
 * answer (an optional string of the contract; {@code before} is what the room needs to put things
 * back, the version that it left behind included); {@code Undone undo(Db tx, Principal by,
 * JsonObject before)} puts them back, or throws {@code Problem.Conflict} with reason {@code
 * changed} and what stands there now; {@code Main}'s house adds {@code .on("plan", plans::undo)}.
 * The page shows the toast by {@code useUndoToast()} of {@code web/src/undo}.
 */
@NullMarked
package io.ringcard.undo;

import org.jspecify.annotations.NullMarked;
