package io.ringcard.recording;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One sound file of one call.
 *
 * @param file its name without folder
 * @param state pending, ready, missing or broken
 * @param duration null until it is ready
 */
public record Recording(
    long id, long callId, String file, String state, @Nullable Duration duration) {}
