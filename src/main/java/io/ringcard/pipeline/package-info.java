/**
 * Deals on the steps of their pipeline, and the history of their steps. Serves the board and the
 * list; moves deals for whoever asks and can take a move or a change back. Must not know outcomes
 * or plans: the next contact of a deal is handed in by {@link io.ringcard.pipeline.NextContacts},
 * and only the order of the board reads the view {@code planned_contact}.
 *
 * <p>A column stands in the order of contacts (who is due first, then who was talked to last;
 * closed deals by the day they closed), never by hand: {@link io.ringcard.pipeline.DealOrder} has
 * it for the server, {@code web/src/pipeline/board-fold.ts} for what happens between two readings.
 */
@NullMarked
package io.ringcard.pipeline;

import org.jspecify.annotations.NullMarked;
