package io.ringcard.recording;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One sound file of one call.
 *
 * @param pbxId of the exchange that made it
 * @param file its name without folder
 * @param state pending, ready, missing or broken
 * @param duration null until it is ready
 */
public record Recording(
    long id, long callId, long pbxId, String file, String state, @Nullable Duration duration) {}
