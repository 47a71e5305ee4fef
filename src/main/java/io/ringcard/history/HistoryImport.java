package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog;
import io.ringcard.cel.CelClock;
import io.ringcard.history.Gathering.Told;
import io.ringcard.history.PastWriter.Batch;
import io.ringcard.history.PastWriter.TakenOver;
import io.ringcard.history.Progress.State;
import io.ringcard.history.Source.Rows;
import io.ringcard.kernel.ProblemException;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over one source: reads from the mark on, writes settled calls batch by batch, each with
 * the mark behind it in one transaction. Killed anywhere and run again, it loses and doubles
 * nothing.
 */
final class HistoryImport {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryImport.class);

  /** Held for no longer than a person waits, and enough that a day's sums are touched once. */
  private static final int BATCH = 2_000;

  private static final int SETTLE_EVERY = 2_000;

  /** Farther from UTC no zone is: rows from that long before the mark are read again. */
  private static final int FARTHEST_ZONE_HOURS = 14;

  /**
   * What an import needs of the house.
   *
   * @param ordered see {@link CdrCalls#of}
   */
  record Kit(Db db, CallLog log, PbxProfile profile, String ordered, PastRecordings recordings) {}

  private final Kit kit;
  private final HistorySql sql = new HistorySql();
  private final Source source;
  private final Untold untold;
  private final Gathering gathering;
  private final List<Told> settled = new ArrayList<>();
  private final RowsRead rows;
  private Progress progress;
  private @Nullable Instant mark;
  private long taken;

  /** Begins, or goes on where a former run of that source broke off. */
  HistoryImport(Kit kit, long pbxId, String name, Source source, @Nullable Long startedBy) {
    this.kit = kit;
    this.source = source;
    this.progress = sql.begin(kit.db(), pbxId, name, startedBy);
    this.mark = progress.mark();
    this.untold = new Untold(progress.untold(), mark);
    this.rows = new RowsRead(mark);
    var begin = mark == null ? Instant.EPOCH : mark;
    this.gathering = new Gathering(kit.profile(), kit.ordered(), begin, untold);
  }

  long id() {
    return Long.parseLong(progress.id());
  }

  /** How far it is at its beginning. */
  Progress progress() {
    return progress;
  }

  /**
   * @param stop asked between rows; true pauses
   * @param tell told how far it is after each batch, on another thread
   * @return how it ended: finished, paused, or failed with the reason
   */
  Progress run(BooleanSupplier stop, Consumer<Progress> tell) {
    try {
      var ends = ends();
      sql.extent(kit.db(), progress.id(), ends.pollFirst(), ends.pollLast());
      progress = sql.get(kit.db(), id());
      tell.accept(progress);
      var writer = new PastWriter(kit, progress, stop, tell);
      end(readWith(writer, stop) ? State.FINISHED : State.PAUSED, null);
    } catch (TakenOver e) {
      LOG.info("the import of {} was taken out of this run's hands", progress.source());
      progress = sql.get(kit.db(), id());
    } catch (SourceFault e) {
      LOG.warn("the import of {} broke off", progress.source(), e);
      end(State.FAILED, e.reason());
    } catch (ProblemException e) {
      LOG.warn("the import of {} has no database any more", progress.source(), e);
      end(State.FAILED, "ownDatabase");
    } catch (RuntimeException e) {
      LOG.error("the import of {} broke off", progress.source(), e);
      end(State.FAILED, "internal");
    }
    tell.accept(progress);
    return progress;
  }

  private boolean readWith(PastWriter writer, BooleanSupplier stop) throws SourceFault {
    try {
      return readAll(writer, stop);
    } finally {
      writer.finish();
    }
  }

  private boolean readAll(PastWriter writer, BooleanSupplier stop) throws SourceFault {
    var from = from();
    try (var events = source.events(from);
        var details = source.details(from)) {
      var pair = new Pair(events, details);
      while (pair.step()) {
        if (++taken % SETTLE_EVERY == 0) {
          settle(writer, pair.now());
          if (stop.getAsBoolean()) {
            return false;
          }
        }
      }
    }
    settled.addAll(gathering.settleAll(Instant.now()));
    write(writer, last(), Instant.MAX);
    return true;
  }

  private @Nullable LocalDateTime from() {
    return mark == null
        ? null
        : LocalDateTime.ofInstant(mark, ZoneOffset.UTC).minusHours(FARTHEST_ZONE_HOURS);
  }

  /** Both logs side by side: the one that is behind goes on. */
  private final class Pair {
    private final Rows events;
    private final Rows details;
    private boolean eventsOver;
    private boolean detailsOver;

    Pair(Rows events, Rows details) {
      this.events = events;
      this.details = details;
    }

    boolean step() throws SourceFault {
      while (!eventsOver || !detailsOver) {
        var wantsEvent =
            !eventsOver
                && (detailsOver || !gathering.eventsUntil().isAfter(gathering.detailsUntil()));
        var row = wantsEvent ? events.next() : details.next();
        if (row != null) {
          take(row, wantsEvent ? gathering.eventsUntil() : gathering.detailsUntil());
          return true;
        }
        eventsOver = eventsOver || wantsEvent;
        detailsOver = detailsOver || !wantsEvent;
      }
      return false;
    }

    /** Nothing from before then comes any more. */
    Instant now() {
      var one = eventsOver ? Instant.MAX : gathering.eventsUntil();
      var other = detailsOver ? Instant.MAX : gathering.detailsUntil();
      return one.isBefore(other) ? one : other;
    }
  }

  /**
   * @param at of the rows before it
   */
  private void take(HistoryRow row, Instant at) {
    rows.add(at);
    untold.at(at);
    switch (row) {
      case HistoryRow.Event(var event) -> gathering.take(event);
      case HistoryRow.Detail(var detail) -> gathering.take(detail);
      case HistoryRow.Broken(var reason, var text) -> untold.addRow(reason, text);
    }
  }

  private void settle(PastWriter writer, Instant now) {
    if (now.equals(Instant.MIN) || now.equals(Instant.MAX)) {
      return;
    }
    settled.addAll(gathering.settle(now));
    if (settled.size() >= BATCH) {
      var to = gathering.mark(now);
      write(writer, to, to);
    }
  }

  /** So many that no other call began in the second of the last one. */
  private static List<Call> next(Deque<Told> left) {
    var calls = new ArrayList<Call>();
    Instant last = null;
    while (!left.isEmpty() && (calls.size() < BATCH || left.getFirst().first().equals(last))) {
      var one = left.removeFirst();
      last = one.first();
      calls.add(one.call());
    }
    return calls;
  }

  /**
   * Batch by batch, each with the mark behind it.
   *
   * @param to behind the last of them
   * @param rowsBefore rows from before then are done with the last of them
   */
  private void write(PastWriter writer, @Nullable Instant to, Instant rowsBefore) {
    var left = new ArrayDeque<>(settled);
    settled.clear();
    do {
      var calls = next(left);
      var isLast = left.isEmpty();
      mark = isLast ? to : left.getFirst().first();
      var done = isLast ? rowsBefore : left.getFirst().first();
      untold.settle(done);
      writer.write(new Batch(calls, rows.before(done), mark, untold.counts()));
    } while (!left.isEmpty());
  }

  private void end(State state, @Nullable String reason) {
    sql.end(kit.db(), progress, state, reason);
    progress = sql.get(kit.db(), id());
  }

  private @Nullable Instant last() {
    var one = gathering.eventsUntil();
    var other = gathering.detailsUntil();
    var last = one.isBefore(other) ? other : one;
    return last.equals(Instant.MIN) ? null : gathering.mark(last);
  }

  /** As if written in UTC: good enough for how far it is. */
  private TreeSet<Instant> ends() throws SourceFault {
    return source.ends().stream()
        .map(time -> new CelClock().read(time, ""))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
