/**
 * The flight recorder: how a row of the log came to be. The journal is played once more through the
 * translator and the assembler, what was heard for the one call is kept with what it changed, and
 * told as a story ({@code Story}) or written as a file with all numbers and names masked ({@code
 * MaskedCall}) that {@code ringcard calls} assembles to the same call. Nothing here writes a call.
 *
 * <p>The mask is a list of what may leave: a header that is not on it stays at home, so that a new
 * one of Asterisk's cannot carry a secret out.
 */
@NullMarked
package io.ringcard.flight;

import org.jspecify.annotations.NullMarked;
