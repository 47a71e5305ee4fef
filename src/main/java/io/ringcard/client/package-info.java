/**
 * People and companies, their numbers and the notes about them. Serves whoever has a person on the
 * line: finds by any part of a name or number, and tells which clients a number may be, best first.
 * A company may be a client itself or a word on a person's card; see {@code Companies}. Past calls
 * of a number that a client gets join it, unless another client has them; calls of a number that is
 * taken away stay. Must not know how calls are written; who needs to hear of a client's new numbers
 * implements {@link io.ringcard.client.ClientNumbersAdded}.
 */
@NullMarked
package io.ringcard.client;

import org.jspecify.annotations.NullMarked;
