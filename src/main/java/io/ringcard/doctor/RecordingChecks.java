package io.ringcard.doctor;

import io.ringcard.doctor.Check.Paste;
import io.ringcard.recording.FfmpegProgram;
import io.ringcard.recording.FolderState;
import io.ringcard.recording.RecordingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The folder of recordings and the program that reads them. */
final class RecordingChecks {

  private static final Duration FRESH = Duration.ofDays(7);

  private final RecordingSettings settings;
  private final Instant now;

  RecordingChecks(RecordingSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /** One exchange's folder. */
  List<Check> folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of(
          Check.fail("recordings", "recordings.missing", folder)
              .paste(
                  Paste.into("ringcard.yaml, recordings", "folder: /var/spool/asterisk/monitor")));
    }
    try {
      return judge(folder, FolderState.of(folder));
    } catch (IOException e) {
      return List.of(
          Check.fail("recordings", "recordings.unreadable", folder)
              .paste(
                  Paste.into("shell", "usermod -aG asterisk ringcard\nchmod -R g+rX " + folder)));
    }
  }

  private List<Check> judge(Path folder, FolderState state) {
    var checks = new ArrayList<Check>();
    checks.add(
        state
            .newest()
            .map(newest -> newest.truncatedTo(ChronoUnit.SECONDS))
            .map(newest ->
                newest.isBefore(now.minus(FRESH))
                    ? Check.warn("recordings", "recordings.old", folder, newest)
                    : Check.ok("recordings", folder, state.files(), newest))
            .orElseGet(() -> Check.warn("recordings", "recordings.none", folder)));
    state
        .unusable()
        .ifPresent(name ->
            checks.add(
                Check.warn("recordings.names", "recordings.names.unusable", name)
                    .paste(
                        new Paste(
                            "extensions.conf",
                            "Settings, Advanced Settings, Call Recording Format",
                            "wav"))));
    return checks;
  }

  Check ffmpeg() throws InterruptedException {
    var program = FfmpegProgram.find(settings.ffmpeg());
    try {
      return Check.ok("ffmpeg", program, FfmpegProgram.version(program));
    } catch (IOException e) {
      return Check.fail("ffmpeg", "ffmpeg.dead", program, String.valueOf(e.getMessage()))
          .paste(
              Paste.into("shell", "apt-get install ffmpeg"),
              Paste.into("ringcard.yaml, recordings", "ffmpeg: /usr/bin/ffmpeg"));
    }
  }
}
