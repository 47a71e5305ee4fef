package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog;
import io.ringcard.cel.CelClock;
import io.ringcard.history.Progress.State;
import io.ringcard.history.Source.Extent;
import io.ringcard.history.Source.Rows;
import io.ringcard.history.Source.Survey;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
  private static final int BATCH = 500;
  private static final int SETTLE_EVERY = 2_000;

  /** Farther from UTC no zone is: rows from that long before the mark are read again. */
  private static final int FARTHEST_ZONE_HOURS = 14;

  /**
   * What an import needs of the house.
   *
   * @param ordered see {@link CdrCalls#of}
   * @param completed adds what lies beside the rows: recordings found in their folder
   */
  record Kit(
      Db db, CallLog log, PbxProfile profile, String ordered, UnaryOperator<Call> completed) {}

  private final Kit kit;
  private final HistorySql sql = new HistorySql();
  private final Source source;
  private final Consumer<Progress> tell;
  private final Untold untold;
  private final Gathering gathering;
  private final List<Call> settled = new ArrayList<>();
  private Progress progress;
  private long read;
  private long taken;

  /** Begins, or goes on where a former run of that source broke off. */
  HistoryImport(Kit kit, long pbxId, String name, Source source, Consumer<Progress> tell) {
    this.kit = kit;
    this.source = source;
    this.tell = tell;
    this.progress = sql.begin(kit.db(), pbxId, name);
    this.untold = new Untold(progress.untold());
    var begin = progress.mark() == null ? Instant.EPOCH : progress.mark();
    this.gathering = new Gathering(kit.profile(), kit.ordered(), begin, untold);
  }

  /**
   * @param stop asked between rows; true pauses
   * @return how it ended: finished, paused, or failed with the reason
   */
  Progress run(BooleanSupplier stop) {
    try {
      var survey = source.survey();
      sql.extent(kit.db(), progress.id(), first(survey), last(survey));
      progress = sql.get(kit.db(), Long.parseLong(progress.id()));
      tell.accept(progress);
      end(readAll(stop) ? State.FINISHED : State.PAUSED, null);
    } catch (TakenOver e) {
      LOG.info("another run goes on with {}", progress.source());
      progress = sql.get(kit.db(), Long.parseLong(progress.id()));
    } catch (SourceFault e) {
      LOG.warn("the import of {} broke off", progress.source(), e);
      end(State.FAILED, e.reason());
    } catch (RuntimeException e) {
      LOG.error("the import of {} broke off", progress.source(), e);
      end(State.FAILED, "internal");
    }
    return progress;
  }

  private boolean readAll(BooleanSupplier stop) throws SourceFault {
    var from = from();
    try (var events = source.events(from);
        var details = source.details(from)) {
      var pair = new Pair(events, details);
      while (pair.step()) {
        read++;
        if (++taken % SETTLE_EVERY == 0) {
          settle(pair.now());
          if (stop.getAsBoolean()) {
            return false;
          }
        }
      }
    }
    settled.addAll(gathering.settleAll());
    write(last());
    return true;
  }

  private @Nullable LocalDateTime from() {
    var mark = progress.mark();
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
          take(row);
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

  private void take(HistoryRow row) {
    switch (row) {
      case HistoryRow.Event(var event) -> gathering.take(event);
      case HistoryRow.Detail(var detail) -> gathering.take(detail);
      case HistoryRow.Broken(var reason, var text) -> untold.add(reason, text);
    }
  }

  private void settle(Instant now) {
    if (now.equals(Instant.MIN) || now.equals(Instant.MAX)) {
      return;
    }
    settled.addAll(gathering.settle(now));
    if (settled.size() >= BATCH) {
      write(gathering.mark(now));
    }
  }

  /** In batches; one that the database refuses is written call by call, the bad one is counted. */
  private void write(@Nullable Instant mark) {
    for (var from = 0; from < settled.size(); from += BATCH) {
      var batch = settled.subList(from, Math.min(from + BATCH, settled.size()));
      var last = from + BATCH >= settled.size();
      var calls = batch.stream().map(kit.completed()).toList();
      put(calls, last ? mark : progress.mark());
    }
    if (settled.isEmpty()) {
      put(List.of(), mark);
    }
    settled.clear();
    tell.accept(progress);
  }

  private void put(List<Call> calls, @Nullable Instant mark) {
    try {
      add(calls, mark);
    } catch (DbException e) {
      if (calls.size() == 1) {
        LOG.warn("call {} is refused", calls.getFirst().linkedid(), e);
        untold.add("refused", calls.getFirst().linkedid());
      } else {
        calls.forEach(call -> put(List.of(call), progress.mark()));
      }
      add(List.of(), mark);
    }
  }

  private void add(List<Call> calls, @Nullable Instant mark) {
    var added =
        kit.log()
            .addPast(
                progress.pbxId(),
                calls,
                (tx, count) -> {
                  if (!sql.advance(tx, advanced(mark, calls.size(), count))) {
                    throw new TakenOver();
                  }
                });
    progress = advanced(mark, calls.size(), added);
    read = 0;
  }

  private Progress advanced(@Nullable Instant mark, int calls, int added) {
    return progress.advanced(mark, read, added, calls - added, untold.counts());
  }

  private void end(State state, @Nullable String reason) {
    sql.end(kit.db(), progress, state, reason);
    progress = sql.get(kit.db(), Long.parseLong(progress.id()));
    tell.accept(progress);
  }

  private static final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private @Nullable Instant last() {
    var one = gathering.eventsUntil();
    var other = gathering.detailsUntil();
    var last = one.isBefore(other) ? other : one;
    return last.equals(Instant.MIN) ? null : gathering.mark(last);
  }

  private static @Nullable Instant first(Survey survey) {
    return times(survey, Extent::first).min(Comparator.naturalOrder()).orElse(null);
  }

  private static @Nullable Instant last(Survey survey) {
    return times(survey, Extent::last).max(Comparator.naturalOrder()).orElse(null);
  }

  /** As if written in UTC: good enough for how far it is. */
  private static Stream<Instant> times(Survey survey, Function<Extent, @Nullable String> which) {
    return Stream.of(survey.details(), survey.events())
        .map(which)
        .filter(Objects::nonNull)
        .map(time -> new CelClock().read(time, ""))
        .filter(Objects::nonNull);
  }
}
