package io.ringcard.call;

import io.ringcard.call.Facts.Armed;
import io.ringcard.call.Facts.Line;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files with sound. A recording that was armed and never got a bridge (or, when it does not
 * wait for one, a channel that was up) is an empty file and not named.
 */
final class Recordings {

  private Recordings() {}

  static List<String> of(CallState state, @Nullable Line messageLine) {
    var armed =
        state.lines().stream()
            .flatMap(
                line -> line.recordings().stream().filter(recording -> hasSound(line, recording)))
            .sorted(Comparator.comparing(Armed::from))
            .map(Armed::file);
    var told = state.lines().stream().map(Recordings::fromRecord).flatMap(Stream::ofNullable);
    var file = messageLine == null ? null : messageLine.told().messageFile();
    var message = Stream.ofNullable(file);
    return Stream.of(armed, told, message).flatMap(files -> files).distinct().toList();
  }

  private static boolean hasSound(Line line, Armed recording) {
    return (!recording.onlyBridged() && line.isUp())
        || line.stays().stream()
            .anyMatch(stay ->
                !stay.waiting()
                    && (stay.left() == null || recording.from().before(stay.left()))
                    && (recording.to() == null || stay.entered().before(recording.to())));
  }

  /** The call detail record's name, when the application's own was not to be seen. */
  private static @Nullable String fromRecord(Line line) {
    var talked = line.stays().stream().anyMatch(stay -> !stay.waiting());
    return line.told().recordingStarted() && line.recordings().isEmpty() && talked
        ? line.told().recordedAs()
        : null;
  }
}
