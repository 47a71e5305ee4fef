/**
 * People and companies, their numbers and the notes about them. Serves whoever has a person on the
 * line: finds by any part of a name or number, and tells which clients a number may be, best first.
 * Must not know how calls are written; who needs to hear of a client's new numbers implements
 * {@link io.ringcard.client.ClientNumbersAdded}.
 */
@NullMarked
package io.ringcard.client;

import org.jspecify.annotations.NullMarked;
