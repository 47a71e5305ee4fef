package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.cel.CelFile;
import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSource;
import io.ringcard.cel.CelStream;
import io.ringcard.http.Status.Records;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second witness of one exchange. Each minute, and after each return of the link, it reads what
 * the exchange has recorded (CEL) and settles the log by it: calls that nobody heard are added,
 * ends that nobody saw are given, what differs is marked. Reading again changes nothing.
 *
 * <p>A call is settled once its live row is closed and {@link #PATIENCE} has gone by: the live
 * stream comes first. Until then the mark stays before it, so that a restart reads it again.
 */
public final class CelFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CelFeed.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int EVERY_SECONDS = 60;

  private record Due(Call call, long place) {}

  private final long pbxId;
  private final Function<CelSource.@Nullable Mark, CelSource> open;
  private final CallLog log;
  private final RecordMarks marks;
  private final Clock clock;
  private final Consumer<List<Written>> after;
  private final LiveCalls calls;
  private final CelStream stream;
  private final Map<String, Due> due = new LinkedHashMap<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cel").daemon().factory());
  private @Nullable CelSource source;
  private long place = -1;
  private long rowsBefore;
  private volatile Records figures = Records.NONE;

  /**
   * @param path the file that cel_custom writes
   * @param after told of the rows that were added or repaired, once they stand
   */
  public CelFeed(
      long pbxId,
      PbxProfile profile,
      Path path,
      CallLog log,
      Clock clock,
      Consumer<List<Written>> after) {
    this(pbxId, profile, mark -> new CelFile(path, mark), log, clock, after);
  }

  /**
   * @param open the source, from the mark on that a former life has left
   */
  public CelFeed(
      long pbxId,
      PbxProfile profile,
      Function<CelSource.@Nullable Mark, CelSource> open,
      CallLog log,
      Clock clock,
      Consumer<List<Written>> after) {
    this.pbxId = pbxId;
    this.open = open;
    this.log = log;
    this.marks = log.recordMarks();
    this.clock = clock;
    this.after = after;
    this.calls = new LiveCalls(profile);
    this.stream = new CelStream(profile, new Hearing());
  }

  public CelFeed start() {
    worker.scheduleWithFixedDelay(this::attempt, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** The link to the exchange is back: what happened meanwhile is wanted soon. */
  public void linkReturned() {
    worker.schedule(this::attempt, PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
  }

  /** What the records did since the start. */
  public Records figures() {
    return figures;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    closeFile();
  }

  private synchronized void closeFile() {
    try {
      if (source != null) {
        source.close();
      }
    } catch (IOException e) {
      LOG.warn("the exchange's records were not closed: {}", e.toString());
    }
  }

  private void attempt() {
    try {
      round();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the exchange's records are read again later: {}", e.toString());
      figures =
          new Records(
              Witness.EVENTS.slug(),
              false,
              figures.rows(),
              figures.recovered(),
              figures.disputed(),
              figures.lost(),
              figures.readAt());
    }
  }

  /** Reads what is new and settles what is due. */
  synchronized void round() throws IOException {
    var from = source == null ? open.apply(marks.events(pbxId)) : source;
    source = from;
    var knownUntil = from.knownUntil(clock.instant());
    from.read(new Reading());
    if (stream.rows() == rowsBefore) {
      stream.flush();
    }
    rowsBefore = stream.rows();
    var settled = settle(from);
    if (knownUntil != null) {
      marks.read(pbxId, Witness.EVENTS, knownUntil, from.lost() > figures.lost());
    }
    figures =
        new Records(
            Witness.EVENTS.slug(),
            knownUntil != null,
            stream.rows(),
            figures.recovered() + settled.written().size(),
            figures.disputed() + settled.disputed(),
            from.lost(),
            knownUntil);
    after.accept(settled.written());
  }

  private Settled settle(CelSource from) throws IOException {
    var before = clock.instant().minus(PATIENCE);
    var ripe = due.values().stream().map(Due::call).filter(call -> isOver(call, before)).toList();
    var settled =
        log.settle(
            pbxId,
            Witness.EVENTS,
            ripe,
            (tx, done) -> RecordMarks.put(tx, pbxId, from.markOf(placeWithout(done))));
    settled.done().forEach(due::remove);
    place = placeWithout(List.of());
    from.forget(place);
    return settled;
  }

  private static boolean isOver(Call call, Instant before) {
    return call.endedAt() == null || call.endedAt().isBefore(before);
  }

  /** Where a restart begins when these calls are settled. */
  private long placeWithout(List<String> done) {
    var needed = stream.oldestOffset(calls.oldestNeeded());
    return due.entrySet().stream()
        .filter(entry -> !done.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().place())
        .reduce(needed, Math::min);
  }

  private void keep(CallEvent event) {
    var call = event.call().fromRecords();
    if (event instanceof CallEvent.Absorbed absorbed) {
      due.remove(absorbed.linkedid());
    }
    if (!call.open()) {
      var former = due.get(call.linkedid());
      due.put(call.linkedid(), new Due(call, former == null ? place : former.place()));
    }
  }

  private final class Reading implements CelSource.Sink {

    @Override
    public void bytes(byte[] bytes, int count) {
      stream.feed(bytes, count);
    }

    @Override
    public void nextFile(long first) {
      stream.nextFile(first);
      place = place < 0 ? first : place;
    }

    @Override
    public void row(CelRow row, long at) {
      stream.take(row, at);
      place = place < 0 ? at : place;
    }
  }

  private final class Hearing implements CelStream.Sink {

    @Override
    public void event(long order, PbxEvent event) {
      calls.hear(order, event).forEach(CelFeed.this::keep);
    }

    @Override
    public void broken(String reason, String line) {
      log.setAside(pbxId, SetAside.reasonOfRecord(reason), line);
    }
  }
}
