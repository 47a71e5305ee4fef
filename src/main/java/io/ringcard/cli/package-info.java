/**
 * Commands of the launcher that are not the server: they serve whoever sits at a shell. Each reads
 * its arguments, calls the rooms above and prints; none holds rules of its own.
 */
@NullMarked
package io.ringcard.cli;

import org.jspecify.annotations.NullMarked;
