package io.ringcard;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.calllog.CallFeed;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CelFeed;
import io.ringcard.recording.Recordings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Figures for those who watch the server, and the end of what has been kept for long enough. */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Journal journal;
  private final JournalSettings settings;
  private final CallLog log;
  private final String pbx;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  Housekeeping(Journal journal, JournalSettings settings, CallLog log, String pbx) {
    this.journal = journal;
    this.settings = settings;
    this.log = log;
    this.pbx = pbx;
    clock.scheduleWithFixedDelay(this::prune, 1, 60, TimeUnit.MINUTES);
  }

  static void measure(
      MeterRegistry metrics, CallFeed feed, Journal journal, Recordings recordings) {
    for (var state : List.of("pending", "missing", "broken")) {
      metrics.gauge("ringcard_recordings_" + state, recordings, counted -> counted.count(state));
    }
    metrics.gauge("ringcard_feed_lag_bytes", feed, CallFeed::lagBytes);
    metrics.gauge("ringcard_journal_refused", journal, Journal::failures);
  }

  static void measure(MeterRegistry metrics, CelFeed records) {
    metrics.gauge("ringcard_cel_rows", records, feed -> feed.figures().rows());
    metrics.gauge("ringcard_cel_recovered", records, feed -> feed.figures().recovered());
    metrics.gauge("ringcard_cel_disputed", records, feed -> feed.figures().disputed());
    metrics.gauge("ringcard_cel_lag_seconds", records, CelFeed::lagSeconds);
  }

  /** Old segments go, but never what a restart would read again. */
  private void prune() {
    try {
      var before = Instant.now().minus(Duration.ofDays(settings.retentionDays()));
      journal.prune(before, log.pbx(pbx).checkpoint());
    } catch (IOException | RuntimeException e) {
      LOG.warn("old parts of the journal are still there: {}", e.toString());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
