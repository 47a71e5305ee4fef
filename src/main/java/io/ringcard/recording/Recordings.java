package io.ringcard.recording;

import static java.util.stream.Collectors.partitioningBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallWritten;
import io.ringcard.recording.RecordingSql.Expected;
import io.ringcard.store.Db;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links sound files to calls. The row is written with the call that named the file; the file itself
 * is looked for when the call is over, when the folder stirs, and from time to time. Once it is
 * whole it can be heard; its waveform follows.
 */
public final class Recordings implements CallWritten, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  /** How long the file of a call in which nobody talked is waited for. */
  private static final Duration SILENT_AFTER = Duration.ofMinutes(1);

  /** Looks that a file without a filled-in head has to stay the same for. */
  private static final int STILL_LOOKS = 6;

  private final Db db;
  private final RecordingSettings settings;
  private final RecordingFolders folders = new RecordingFolders(this::stirred);
  private final AwayFolders away;
  private final Verdicts verdicts;
  private final Drawings drawings;
  private final RecordingSql sql = new RecordingSql();
  private final LongConsumer changed;

  /**
   * Files of calls that are over, not linked yet: only these are worth a look when the folder
   * stirs, and not every write of every talk that goes on.
   */
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("recordings").daemon().factory());

  /**
   * @param changed told the call's id when a file of it became ready, missing or broken
   */
  public Recordings(Db db, RecordingSettings settings, LongConsumer changed) {
    this.db = db;
    this.settings = settings;
    this.verdicts = new Verdicts(settings.lookEvery().multipliedBy(STILL_LOOKS));
    this.away = new AwayFolders(db, folders);
    this.drawings = new Drawings(db, folders, away, new Waveform(settings.ffmpeg()), changed);
    this.changed = changed;
  }

  public Recordings start() {
    var every = settings.lookEvery().toMillis();
    drawings.start(settings.lookEvery());
    looker.scheduleWithFixedDelay(
        () -> look(() -> sql.pending(db)), every, every, TimeUnit.MILLISECONDS);
    looker.scheduleWithFixedDelay(() -> look(() -> sql.givenUp(db)), 1, 1, TimeUnit.MINUTES);
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

  @Override
  public void recovered(Db transaction, List<Written> changes) {
    written(transaction, changes);
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

  /** Rows that stand: the files of calls that are over are looked for at once. */
  public void committed(List<Written> changes) {
    for (var change : changes) {
      if (!change.after().open()) {
        soon(() -> sql.pendingOf(db, change.after().id()));
      }
    }
  }

  /** Where they lie. */
  public RecordingFolders folders() {
    return folders;
  }

  double count(String state) {
    return sql.count(db, state);
  }

  /** Shows those who watch the server how many recordings are in each state that needs a look. */
  public void measure(MeterRegistry metrics) {
    for (var state : List.of("pending", "missing", "broken")) {
      metrics.gauge("ringcard_recordings_" + state, this, one -> one.count(state));
    }
  }

  @Override
  public void close() {
    folders.close();
    looker.shutdownNow();
    drawings.close();
  }

  private void stirred(String file) {
    var mixed = Lanes.mixed(file);
    if (awaited.contains(mixed)) {
      soon(() -> sql.unsettled(db, mixed));
    }
  }

  private void soon(Supplier<List<Recording>> whose) {
    try {
      looker.execute(() -> look(whose));
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped", e);
    }
  }

  private void look(Supplier<List<Recording>> whose) {
    try {
      var absent = whose.get().stream().filter(recording -> !isThere(recording)).toList();
      if (!absent.isEmpty()) {
        noteAbsent(absent);
      }
    } catch (RuntimeException e) {
      LOG.warn("recordings are looked for again later: {}", e.toString());
    }
  }

  private void noteAbsent(List<Recording> absent) {
    var states = sql.looked(db, absent, settings.missingAfter(), SILENT_AFTER, away.now());
    absent.stream()
        .filter(one -> !states.getOrDefault(one.id(), one.state()).equals(one.state()))
        .forEach(one -> changed.accept(one.callId()));
  }

  /** Whether its file is there, whole or not; what that means is noted. */
  private boolean isThere(Recording recording) {
    awaited.add(recording.file());
    var file = folders.find(recording);
    file.ifPresent(found -> take(recording, found));
    return file.isPresent();
  }

  private void take(Recording recording, Path file) {
    switch (verdicts.of(recording.id(), file)) {
      case Verdicts.Growing() -> {}
      case Verdicts.Broken(var reason) -> {
        if (!recording.state().equals("broken")) {
          sql.broken(db, recording.id(), reason);
          changed.accept(recording.callId());
        }
      }
      case Verdicts.Whole(var header) -> {
        sql.ready(db, recording.id(), header.durationMillis());
        awaited.remove(recording.file());
        changed.accept(recording.callId());
        drawings.soon();
      }
    }
  }
}
