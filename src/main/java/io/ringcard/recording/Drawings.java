package io.ringcard.recording;

import io.ringcard.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the waveforms of recordings that can be heard already, one after the other on a thread of
 * its own, so that a huge or hostile file keeps nobody from listening.
 */
final class Drawings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Drawings.class);
  private static final int ATTEMPTS = 3;

  /**
   * What a RIFF file can hold is no measure of a talk: beyond this it is played without a waveform.
   */
  private static final long LARGEST_BYTES = 1L << 30;

  private final Db db;
  private final RecordingFolders folders;
  private final AwayFolders away;
  private final Waveform waveform;
  private final LongConsumer changed;
  private final RecordingSql sql = new RecordingSql();
  private final ScheduledExecutorService drawer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("recordings-draw").daemon().factory());

  Drawings(
      Db db, RecordingFolders folders, AwayFolders away, Waveform waveform, LongConsumer changed) {
    this.db = db;
    this.folders = folders;
    this.away = away;
    this.waveform = waveform;
    this.changed = changed;
  }

  void start(Duration every) {
    drawer.scheduleWithFixedDelay(
        this::draw, every.toMillis(), every.toMillis() * 4, TimeUnit.MILLISECONDS);
  }

  void soon() {
    try {
      drawer.execute(this::draw);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped", e);
    }
  }

  @Override
  public void close() {
    drawer.shutdownNow();
  }

  private void draw() {
    try {
      for (var next = undrawn(); !next.isEmpty(); next = undrawn()) {
        next.forEach(this::draw);
      }
    } catch (RuntimeException e) {
      LOG.warn("waveforms are made later: {}", e.toString());
    }
  }

  private List<Recording> undrawn() {
    return sql.undrawn(db, away.now());
  }

  private void draw(Recording recording) {
    var file = folders.find(recording);
    try {
      sql.drawn(db, recording.id(), peaks(file).kept());
    } catch (IOException e) {
      if (file.isPresent()) {
        check();
      }
      if (away.now().contains(recording.pbxId())) {
        return;
      }
      LOG.warn("recording {} has no waveform: {}", recording.id(), e.toString());
      if (sql.undrawable(db, recording.id(), ATTEMPTS).equals("broken")) {
        changed.accept(recording.callId());
      }
    }
  }

  /** A program that does not run says nothing of the file; then all are drawn later. */
  private void check() {
    try {
      waveform.check();
    } catch (IOException e) {
      throw new UncheckedIOException("FFmpeg does not run", e);
    }
  }

  private Peaks peaks(Optional<Path> found) throws IOException {
    var file = found.orElseThrow(() -> new IOException("it has gone"));
    return RecordingFolder.size(file) > LARGEST_BYTES ? Peaks.NONE : peaks(file);
  }

  /**
   * Of the two lanes when the exchange left them beside the mixed file, else of the file's own
   * channels.
   */
  private Peaks peaks(Path file) throws IOException {
    var channels = WaveHeader.read(file).map(WaveHeader::channels).orElse(1);
    var name = file.getFileName().toString();
    var operator = RecordingFolder.beside(file, Lanes.operator(name));
    var client = RecordingFolder.beside(file, Lanes.client(name));
    if (channels > 1 || operator.isEmpty() || client.isEmpty()) {
      return waveform.peaks(file, channels);
    }
    return new Peaks(
        List.of(
            waveform.peaks(operator.get(), 1).lanes().getFirst(),
            waveform.peaks(client.get(), 1).lanes().getFirst()));
  }
}
