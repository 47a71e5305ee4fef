/**
 * People and companies, their numbers and the notes about them. Serves whoever has a person on the
 * line: finds by any part of a name or number, and tells which clients a number may be, best first.
 * A company may be a client itself or a word on a person's card; see {@code Companies}. Past calls
 * of a number that a client gets join it, unless another client has them; those of a number that is
 * taken away leave. Must not know how calls are written; who needs to hear of a client's numbers
 * implements {@link io.ringcard.client.ClientNumbersChanged}.
 *
 * <p>Two cards of one client are merged by {@link io.ringcard.client.ClientMerges}: the other card
 * keeps its row, which points at the client ({@code merged_into}), and the database turns to the
 * client whatever is written of it afterwards. A table that names clients registers with it as a
 * {@link io.ringcard.client.Belonging} and gets the trigger {@code client_lives}; who lists clients
 * leaves out the merged.
 */
@NullMarked
package io.ringcard.client;

import org.jspecify.annotations.NullMarked;
