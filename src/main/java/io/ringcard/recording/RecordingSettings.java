package io.ringcard.recording;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param folder where the exchange's recordings can be read
 * @param ffmpeg the program, or null for the one on the PATH, or else the one that comes along
 * @param missingAfter how long a file is waited for after its call has ended
 * @param lookEvery how often the folder is looked at
 */
public record RecordingSettings(
    Path folder, @Nullable Path ffmpeg, Duration missingAfter, Duration lookEvery) {}
