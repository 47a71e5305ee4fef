package io.ringcard.flight;

import io.ringcard.cel.CelArchive;
import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSerial;
import io.ringcard.cel.CelStream;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
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

  /** A call that this one took in may be that much older. */
  private static final Duration ELDER = Duration.ofHours(1);

  private static final Duration LONGEST = Duration.ofHours(24);

  private final PbxProfile profile;
  private final CelArchive archive;

  Records(PbxProfile profile, CelArchive archive) {
    this.profile = profile;
    this.archive = archive;
  }

  /**
   * @param endedAt null when nobody knows: then a day is read at most
   * @return empty when nothing of that time is kept, or tells nothing of that call
   */
  Optional<Trail> find(String linkedid, Instant startedAt, @Nullable Instant endedAt)
      throws IOException {
    var until = endedAt == null ? startedAt.plus(LONGEST) : endedAt;
    var reading =
        new Reading(startedAt.minus(ELDER).getEpochSecond(), until.getEpochSecond(), linkedid);
    archive.read(startedAt.minus(ELDER), until, reading);
    return reading.found();
  }

  private final class Reading implements CelArchive.Sink, CelStream.Sink {

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
    public void row(CelRow row) {
      if (isNear(row)) {
        events.take(row);
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

    /** The import and the feed count them; here it is only one row less. */
    @Override
    public void broken(String reason, String line) {}
  }
}
