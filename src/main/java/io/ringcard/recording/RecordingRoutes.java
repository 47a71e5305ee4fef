package io.ringcard.recording;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.staff.Hearing;
import io.ringcard.store.Db;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listening over HTTP. {@link Hearing} says who may hear a talk; where nobody talked, the message
 * is also for those who are to call back. Each listening is a row, each refusal looks as if there
 * were nothing.
 */
public final class RecordingRoutes {

  private final Db db;
  private final RecordingFolders folders;
  private final Hearing hearing;
  private final CallBacks callBacks;
  private final Clock clock;
  private final RecordingSql sql = new RecordingSql();

  public RecordingRoutes(
      Db db, RecordingFolders folders, Hearing hearing, CallBacks callBacks, Clock clock) {
    this.db = db;
    this.folders = folders;
    this.hearing = hearing;
    this.callBacks = callBacks;
    this.clock = clock;
  }

  public void addTo(Routes routes) {
    routes.on("getAudio", this::audio).on("getPeaks", this::peaks);
  }

  private @Nullable Object audio(Request request) {
    var recording = allowed(request);
    var download = request.findBoolean("download").orElse(false);
    if (download && request.principal().role() == Role.OPERATOR) {
      throw new Problem.Forbidden("role").asException();
    }
    var file = folders.find(recording).orElseThrow(RecordingRoutes::notFound);
    var size = RecordingFolder.size(file);
    var http = request.raw();
    var range = http.request().getHeader("Range");
    var part = range == null ? new ByteRange(0, size - 1) : ByteRange.of(range, size).orElse(null);
    http.response().putHeader("Accept-Ranges", "bytes").putHeader("Cache-Control", "no-store");
    if (part == null) {
      http.response().setStatusCode(416).putHeader("Content-Range", "bytes */" + size);
      request.socket().execute(http.response()::end);
      return null;
    }
    sql.listened(
        db, recording.id(), request.principal().userId(), clock.instant(), part.first(), download);
    if (download) {
      http.response()
          .putHeader("Content-Disposition", "attachment; filename=\"" + recording.file() + "\"");
    }
    if (range != null) {
      http.response().setStatusCode(206).putHeader("Content-Range", part.contentRange(size));
    }
    send(request, file, part);
    return null;
  }

  private static void send(Request request, Path file, ByteRange part) {
    var response = request.raw().response().putHeader("Content-Type", "audio/wav");
    request
        .socket()
        .execute(() -> {
          if (!response.closed()) {
            response
                .sendFile(file.toString(), part.first(), part.length())
                .onFailure(gone -> response.reset());
          }
        });
  }

  record Drawing(double seconds, boolean pending, List<List<Double>> lanes) {}

  private Drawing peaks(Request request) {
    var recording = allowed(request);
    var duration = Optional.ofNullable(recording.duration()).orElseThrow(RecordingRoutes::notFound);
    var kept = sql.waveform(db, recording.id());
    return new Drawing(
        duration.toMillis() / 1000.0,
        kept.isEmpty(),
        kept.map(bytes -> Peaks.of(bytes).amplitudes()).orElse(List.of()));
  }

  /**
   * The recording, when it is there and this person may hear it; a stranger learns nothing of it.
   */
  private Recording allowed(Request request) {
    return sql.find(db, request.id())
        .filter(recording -> recording.state().equals("ready"))
        .filter(recording -> mayHear(request.principal(), recording))
        .orElseThrow(RecordingRoutes::notFound);
  }

  private boolean mayHear(Principal listener, Recording recording) {
    var talkers = sql.talkers(db, recording.id());
    return hearing.mayHear(listener, talkers)
        || talkers.isEmpty() && callBacks.answers(listener, recording.callId());
  }

  private static RuntimeException notFound() {
    return new Problem.NotFound("id").asException();
  }
}
