/**
 * Where the exchange's own records of its calls (CEL) come from: a file on this machine, a table of
 * its database that is read as it grows, or, from an exchange on another machine, what {@code
 * asterisk-config/ringcard-upload.sh} sends, finished recordings too. Whoever sends has the token
 * of one exchange, of which only the SHA-256 is kept. An offset is acknowledged once all before it
 * is on the disk, and the sender goes on from there: a kill at any moment loses and doubles
 * nothing.
 */
@NullMarked
package io.ringcard.records;

import org.jspecify.annotations.NullMarked;
