/**
 * How an exchange writes numbers, where its dialplan does it in a way of its own: rules by exchange
 * in the terms of Asterisk's dial patterns, tried on the last calls before they are kept, and
 * applied to past calls on demand. Without rules a number is read in the national form of the
 * exchange's country.
 */
@NullMarked
package io.ringcard.numbering;

import org.jspecify.annotations.NullMarked;
