/**
 * The audio of calls: which files belong to which call, whether they are there and whole, their
 * waveform, who listened. A file's name comes from the exchange and is never trusted; FFmpeg runs
 * as a process of its own. A file is linked when it is whole, by the folder's own word or by
 * looking; its waveform is made after that, so that listening waits for nothing.
 */
@NullMarked
package io.ringcard.recording;

import org.jspecify.annotations.NullMarked;
