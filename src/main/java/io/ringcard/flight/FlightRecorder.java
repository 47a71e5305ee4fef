package io.ringcard.flight;

import io.ringcard.ami.AmiStream;
import io.ringcard.ami.JournalPast;
import io.ringcard.call.Call;
import io.ringcard.cel.CelArchive;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds in an exchange's journal what was heard for one call. Reads files for a while; one search
 * at a time, so that those who look back leave the disk to those who write.
 */
public final class FlightRecorder {

  /** Around the call: the exchange's clock may differ from ours, which stamps the journal. */
  private static final List<Duration> MARGINS = List.of(Duration.ofMinutes(2), Duration.ofHours(2));

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final PbxProfile profile;
  private final JournalPast journal;
  private final Records records;

  /**
   * @param records what the exchange itself has recorded
   */
  FlightRecorder(PbxProfile profile, JournalPast journal, CelArchive records) {
    this.profile = profile;
    this.journal = journal;
    this.records = new Records(profile, records);
  }

  PbxProfile profile() {
    return profile;
  }

  /**
   * @param endedAt null while it lasts, and when nobody saw the end: then a day is read at most
   * @return empty when the journal does not reach back so far, or never heard of it
   */
  synchronized Optional<Trail> find(
      String linkedid, Instant startedAt, @Nullable Instant endedAt, Instant now)
      throws IOException {
    for (var margin : MARGINS) {
      var to = endedAt == null ? first(now, startedAt.plus(LONGEST)) : endedAt.plus(margin);
      var trails = new Trails(profile, call -> call.linkedid().equals(linkedid));
      var stream = new AmiStream(new Playback(profile, trails));
      journal.read(startedAt.minus(margin), to, stream);
      var found =
          trails.found().stream()
              .min(Comparator.comparing(trail -> distance(trail.call(), startedAt)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What the exchange's own records tell, of a call that nobody heard. */
  synchronized Optional<Trail> findRecorded(
      String linkedid, Instant startedAt, @Nullable Instant endedAt) throws IOException {
    return records.find(linkedid, startedAt, endedAt);
  }

  private static Instant first(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Duration distance(@Nullable Call call, Instant startedAt) {
    var began = call == null ? null : call.startedAt();
    return began == null ? FOREVER : Duration.between(began, startedAt).abs();
  }
}
