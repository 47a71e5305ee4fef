package io.ringcard.flight;

import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSerial;
import io.ringcard.cel.CelStream;
import io.ringcard.cel.CsvLines;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's own records of a call (CEL), for one that nobody heard. Channels that were made
 * about the time of the call are played once more; a unique id tells when that was.
 */
final class Records {

  private static final int BUFFER = 64 * 1024;

  /** A call that this one took in may be that much older. */
  private static final Duration ELDER = Duration.ofHours(1);

  private static final Duration LONGEST = Duration.ofHours(24);

  private final PbxProfile profile;
  private final Path file;

  Records(PbxProfile profile, Path file) {
    this.profile = profile;
    this.file = file;
  }

  /**
   * @param endedAt null when nobody knows: then a day is read at most
   * @return empty when the file is gone, or tells nothing of that call
   */
  Optional<Trail> find(String linkedid, Instant startedAt, @Nullable Instant endedAt)
      throws IOException {
    var until = endedAt == null ? startedAt.plus(LONGEST) : endedAt;
    var reading =
        new Reading(startedAt.minus(ELDER).getEpochSecond(), until.getEpochSecond(), linkedid);
    try (var in = Files.newInputStream(file)) {
      var lines = new CsvLines(reading, 0);
      var buffer = new byte[BUFFER];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        lines.feed(buffer, n);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return reading.found();
  }

  private final class Reading implements CsvLines.Sink, CelStream.Sink {

    private final long from;
    private final long until;
    private final Trails trails;
    private final CelStream events = new CelStream(profile, this);
    private @Nullable CelRow row;

    Reading(long from, long until, String linkedid) {
      this.from = from;
      this.until = until;
      this.trails = new Trails(profile, call -> call.linkedid().equals(linkedid));
    }

    Optional<Trail> found() {
      events.flush();
      return trails.found().stream().findFirst();
    }

    @Override
    public void row(List<String> fields, long offset) {
      if (fields.size() == CelRow.FIELDS && isNear(CelRow.of(fields))) {
        events.take(CelRow.of(fields));
      }
    }

    private boolean isNear(CelRow row) {
      var born = CelSerial.of(row.uniqueid());
      return born == null || (born.second() >= from && born.second() <= until);
    }

    @Override
    public void now(CelRow row) {
      this.row = row;
    }

    @Override
    public void event(long order, PbxEvent event) {
      trails.hear(new Heard(order, 0, null, event, List.of(), row));
    }

    @Override
    public void broken(String reason, String line, long offset) {
      broken(reason, line);
    }

    /** The import and the feed count them; here it is only one row less. */
    @Override
    public void broken(String reason, String line) {}
  }
}
