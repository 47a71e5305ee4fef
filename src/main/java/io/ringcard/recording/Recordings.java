package io.ringcard.recording;

import static java.util.stream.Collectors.partitioningBy;

import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallWritten;
import io.ringcard.recording.RecordingSql.Expected;
import io.ringcard.store.Db;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links sound files to calls. The row is written with the call that named the file; the file itself
 * is looked for when the call is over, and is ready when its size has not changed between two
 * looks, its head is that of a WAVE file and FFmpeg could read it.
 */
public final class Recordings implements CallWritten, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private final Db db;
  private final RecordingSettings settings;
  private final RecordingFolder folder;
  private final Waveform waveform;
  private final RecordingSql sql = new RecordingSql();
  private final LongConsumer changed;
  private final Map<Long, Long> sizes = new HashMap<>();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("recordings").daemon().factory());

  /**
   * @param changed told the call's id when a file of it became ready, missing or broken
   */
  public Recordings(Db db, RecordingSettings settings, LongConsumer changed) {
    this.db = db;
    this.settings = settings;
    this.folder = new RecordingFolder(settings.folder());
    this.waveform = new Waveform(settings.ffmpeg());
    this.changed = changed;
  }

  public Recordings start() {
    var every = settings.lookEvery().toMillis();
    looker.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public void written(Db transaction, @Nullable CallRow before, CallRow after) {
    written(transaction, List.of(new Written(before, after)));
  }

  @Override
  public void written(Db transaction, List<Written> changes) {
    var files =
        changes.stream()
            .map(Written::after)
            .flatMap(call -> named(call).map(file -> new Expected(call.id(), call.pbxId(), file)))
            .toList();
    if (!files.isEmpty()) {
      sql.expect(transaction, files);
    }
  }

  private static Stream<String> named(CallRow call) {
    var plain =
        Lanes.withoutLanes(call.recordings()).stream()
            .collect(partitioningBy(RecordingFolder::isName));
    if (!Objects.requireNonNull(plain.get(false)).isEmpty()) {
      LOG.warn("call {} names a recording that is no plain file name", call.id());
    }
    return Objects.requireNonNull(plain.get(true)).stream();
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }

  /** One look at every file that is waited for. */
  void look() {
    try {
      for (var recording : sql.pending(db)) {
        look(recording);
      }
    } catch (RuntimeException e) {
      LOG.warn("recordings are looked for again later: {}", e.toString());
    }
  }

  private void look(Recording recording) {
    var file = folder.find(recording.file());
    if (file.isEmpty()) {
      sql.looked(db, recording.id(), settings.missingAfter());
      sql.find(db, recording.id())
          .filter(now -> now.state().equals("missing"))
          .ifPresent(now -> changed.accept(now.callId()));
      return;
    }
    var size = folder.size(file.get());
    var before = sizes.put(recording.id(), size);
    if (before != null && before == size) {
      sizes.remove(recording.id());
      settle(recording, file.get());
      changed.accept(recording.callId());
    }
  }

  private void settle(Recording recording, Path file) {
    try {
      var header = WaveHeader.read(file);
      if (header.isEmpty()) {
        sql.broken(db, recording.id(), "header");
      } else if (header.get().dataBytes() == 0) {
        sql.broken(db, recording.id(), "empty");
      } else {
        var peaks = peaks(file, header.get().channels());
        sql.ready(db, recording.id(), header.get().durationMillis(), peaks);
      }
    } catch (IOException e) {
      LOG.warn("recording {} cannot be read: {}", recording.id(), e.toString());
      sql.broken(db, recording.id(), "unreadable");
    }
  }

  /**
   * Of the two lanes when the exchange wrote them beside the mixed file, else of the file's own
   * channels.
   */
  private List<List<Double>> peaks(Path file, int channels) throws IOException {
    var operator = folder.find(Lanes.operator(file.getFileName().toString()));
    var client = folder.find(Lanes.client(file.getFileName().toString()));
    if (channels > 1 || operator.isEmpty() || client.isEmpty()) {
      return waveform.peaks(file, channels);
    }
    return List.of(
        waveform.peaks(operator.get(), 1).getFirst(), waveform.peaks(client.get(), 1).getFirst());
  }
}
