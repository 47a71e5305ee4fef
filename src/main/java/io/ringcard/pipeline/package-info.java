/**
 * Deals on the steps of their pipeline, and the history of their steps. Serves the board and the
 * leads sheet; moves deals for whoever asks and can take a move back. Must not know outcomes or
 * plans: the next contact of a deal is handed in by {@link io.ringcard.pipeline.NextContacts}.
 */
@NullMarked
package io.ringcard.pipeline;

import org.jspecify.annotations.NullMarked;
