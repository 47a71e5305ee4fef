package io.ringcard.doctor;

import io.ringcard.ami.AmiSettings;
import io.ringcard.http.HttpSettings;
import io.ringcard.recording.RecordingSettings;
import io.ringcard.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is examined: the settings of one installation.
 *
 * @param context of the dialplan for click-to-call
 * @param records the file in which the exchange records its calls; empty when none is named
 * @param database empty for the embedded one in {@code data}
 * @param repair whether sums that differ from the log are made anew
 */
public record Subject(
    AmiSettings ami,
    String context,
    Optional<Path> records,
    Optional<DatabaseSettings> database,
    HttpSettings http,
    RecordingSettings recordings,
    Path data,
    boolean repair) {}
