package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.RecordMarks;
import io.ringcard.calllog.Witness;
import io.ringcard.history.DetailTable.Ended;
import io.ringcard.http.Status.Records;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second witness of an exchange that keeps no events: the table of its detail records, read
 * each minute. Calls that nobody heard are added, and what nobody heard of a call is filled in by
 * what {@link CdrCalls} can honestly tell; what was heard stands, and nothing is disputed. Once the
 * exchange writes events, they tell, also what details told first.
 *
 * <p>A call is told when two readings a minute apart found the same records of it; more that come
 * later are added. A restart, and the first reading of all, begin {@link #OVERLAP} before the mark:
 * records come late, and a clock is set back by an hour. Reading again changes nothing.
 */
public final class DetailFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DetailFeed.class);
  private static final int EVERY_SECONDS = 60;
  private static final int PIECE = 500;
  private static final Duration OVERLAP = Duration.ofHours(2);

  private final Db db;
  private final long pbxId;
  private final String from;
  private final Supplier<String> password;
  private final CallLog log;
  private final RecordMarks marks;
  private final Clock clock;
  private final Consumer<List<Written>> after;
  private final Gathering gathering;
  private final Untold untold = new Untold();
  private final DetailMarkSql sql = new DetailMarkSql();
  private final Map<String, Ended> done = new HashMap<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cdr").daemon().factory());
  private Map<String, Ended> seen = Map.of();
  private @Nullable LocalDateTime mark;
  private volatile @Nullable Records figures;

  /**
   * How an exchange is understood.
   *
   * @param ordered see {@link CdrCalls#of}
   */
  public record Of(long pbxId, PbxProfile profile, String ordered) {}

  /**
   * @param from {@code mariadb://user@host/asteriskcdrdb} or {@code postgresql://…}; without
   *     password
   * @param after told of the rows that were added or repaired, once they stand
   */
  public DetailFeed(
      Db db,
      Of exchange,
      String from,
      Supplier<String> password,
      CallLog log,
      Clock clock,
      Consumer<List<Written>> after) {
    this.db = db;
    this.pbxId = exchange.pbxId();
    this.from = from;
    this.password = password;
    this.log = log;
    this.marks = log.recordMarks();
    this.clock = clock;
    this.after = after;
    this.gathering = new Gathering(exchange.profile(), exchange.ordered(), Instant.EPOCH, untold);
  }

  public DetailFeed start() {
    worker.scheduleWithFixedDelay(this::attempt, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** What the records did since the start; null while the exchange keeps events. */
  public @Nullable Records figures() {
    return figures;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private void attempt() {
    try {
      round();
    } catch (SourceFault | RuntimeException e) {
      LOG.warn("the exchange's detail records are read again later: {}", e.toString());
      var now = figures;
      figures = now == null ? null : figures(false, now.rows(), now.recovered(), now.readAt());
    }
  }

  /** Reads what is new and settles what is told. */
  synchronized void round() throws SourceFault {
    var now = clock.instant();
    var source = new DatabaseSource(URI.create(from), password.get());
    var table = new DetailTable(source);
    if (table.witness() == Witness.EVENTS) {
      figures = null;
      return;
    }
    var begin = mark == null ? sql.find(db, pbxId).orElse(table.last()) : mark;
    var before = figures == null ? figures(true, 0, 0, now) : figures;
    var sum = begin == null ? new Sum(0, 0) : read(table, begin);
    marks.read(pbxId, Witness.DETAILS, now, false);
    figures = figures(true, before.rows() + sum.rows(), before.recovered() + sum.calls(), now);
  }

  private record Sum(long rows, long calls) {}

  private Sum read(DetailTable table, LocalDateTime begin) throws SourceFault {
    var since = begin.minus(OVERLAP);
    var ended = new HashMap<String, Ended>();
    table.endedSince(since).forEach(one -> ended.put(one.linkedid(), one));
    done.keySet().retainAll(ended.keySet());
    var ripe =
        ended.values().stream()
            .filter(one -> one.equals(seen.get(one.linkedid())))
            .filter(one -> !isDone(one))
            .sorted(Comparator.comparing(Ended::end))
            .toList();
    seen = ended;
    var sum = new Sum(0, 0);
    for (var at = 0; at < ripe.size(); at += PIECE) {
      var piece = ripe.subList(at, Math.min(at + PIECE, ripe.size()));
      var more = settle(table, piece, since);
      sum = new Sum(sum.rows() + more.rows(), sum.calls() + more.calls());
    }
    advance(ended, begin);
    return sum;
  }

  /** Rows that have left the window are no news. */
  private boolean isDone(Ended one) {
    var before = done.get(one.linkedid());
    return before != null && !one.end().isAfter(before.end()) && one.rows() <= before.rows();
  }

  private Sum settle(DetailTable table, List<Ended> piece, LocalDateTime since) throws SourceFault {
    var rows = table.of(piece.stream().map(Ended::linkedid).toList(), since);
    rows.forEach(this::take);
    var before = untold.counts();
    untold.settle(Instant.MAX);
    if (!untold.counts().equals(before)) {
      LOG.warn("detail records that tell nothing, since the start: {}", untold.counts());
    }
    var calls = gathering.settleAll(clock.instant()).stream().map(Gathering.Told::call).toList();
    var settled = log.settle(pbxId, Witness.DETAILS, calls, (tx, ids) -> {});
    after.accept(settled.written());
    var waiting = new HashSet<>(calls.stream().map(Call::linkedid).toList());
    settled.done().forEach(waiting::remove);
    piece.stream()
        .filter(one -> !waiting.contains(one.linkedid()))
        .forEach(one -> done.put(one.linkedid(), one));
    return new Sum(rows.size(), settled.written().size());
  }

  private void take(HistoryRow row) {
    switch (row) {
      case HistoryRow.Detail(var detail) -> gathering.take(detail);
      case HistoryRow.Broken(var reason, _) ->
          LOG.warn("a detail record cannot be read: {}", reason);
      case HistoryRow.Event(var event) ->
          throw new IllegalStateException("an event among details: " + event.event());
    }
  }

  /** To the first call that is not done, or to the last of all; never back. */
  private void advance(Map<String, Ended> ended, LocalDateTime begin) {
    var ends = new ArrayList<LocalDateTime>();
    ended.values().stream().filter(one -> !isDone(one)).map(Ended::end).forEach(ends::add);
    var to =
        ends.isEmpty()
            ? ended.values().stream().map(Ended::end).max(Comparator.naturalOrder()).orElse(begin)
            : ends.stream().min(Comparator.naturalOrder()).orElseThrow();
    var next = to.isBefore(begin) ? begin : to;
    if (!next.equals(mark)) {
      sql.put(db, pbxId, next);
      mark = next;
    }
  }

  private static Records figures(
      boolean readable, long rows, long recovered, @Nullable Instant readAt) {
    return new Records(Witness.DETAILS.slug(), readable, rows, recovered, 0, 0, readAt);
  }
}
