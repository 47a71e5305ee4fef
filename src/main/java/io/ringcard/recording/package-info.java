/**
 * The audio of calls: which files belong to which call, whether they are there and whole, their
 * waveform, who listened. A file's name comes from the exchange and is never trusted; FFmpeg runs
 * as a process of its own.
 */
@NullMarked
package io.ringcard.recording;

import org.jspecify.annotations.NullMarked;
