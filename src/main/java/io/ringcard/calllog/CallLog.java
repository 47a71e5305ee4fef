package io.ringcard.calllog;

import static io.ringcard.call.Call.Result.VOICEMAIL;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLogSql.Line;
import io.ringcard.calllog.Settlement.Standing;
import io.ringcard.client.Belonging;
import io.ringcard.client.BelongingSql;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes conversations: rows, what follows from them, and the checkpoint, in one transaction. */
public final class CallLog {

  /** Goes along when clients are merged. */
  public static final Belonging BELONGING = BelongingSql.of("call");

  private final Db db;
  private final CallerLookup callers;
  private final CallLines toLines;
  private final List<CallWritten> listeners;
  private final List<CallMerged> mergers;
  private final @Nullable UUID server;
  private final CallLogSql sql = new CallLogSql();
  private final PbxSql exchanges = new PbxSql();
  private final Generations generations = new Generations();
  private final CallIdsSql ids = new CallIdsSql();
  private final SettlementSql settlements = new SettlementSql();
  private final RecordedCallSql records = new RecordedCallSql();
  private final HeardCallSql heardCalls = new HeardCallSql();
  private final SetAsideSql aside = new SetAsideSql();
  private final Tallies tallies = new Tallies();

  /** Of the only server. */
  public CallLog(
      Db db, CallerLookup callers, List<CallWritten> listeners, List<CallMerged> mergers) {
    this(db, callers, listeners, mergers, null);
  }

  /**
   * @param server who writes: refused for an exchange that another server hears
   */
  public CallLog(
      Db db,
      CallerLookup callers,
      List<CallWritten> listeners,
      List<CallMerged> mergers,
      @Nullable UUID server) {
    this.server = server;
    this.db = db;
    this.callers = callers;
    this.toLines = new CallLines(callers);
    this.listeners = List.copyOf(listeners);
    this.mergers = List.copyOf(mergers);
  }

  /** The exchange of that name; made when it is new. */
  public PbxRow pbx(String name) {
    return exchanges.pbx(db, name);
  }

  /**
   * What one write changed.
   *
   * @param call what was heard and written; null when the row rests on something else
   */
  public record Written(@Nullable CallRow before, CallRow after, @Nullable Call call) {

    public Written(@Nullable CallRow before, CallRow after) {
      this(before, after, null);
    }
  }

  /**
   * Writes a batch of one exchange. Only the last snapshot of each call is written; writing a batch
   * twice changes nothing.
   *
   * @param checkpoint journal offset that a restart has to begin with once this batch stands
   */
  public List<Written> write(long pbxId, List<CallEvent> batch, long checkpoint) {
    return write(pbxId, batch, checkpoint, Map.of());
  }

  /**
   * @param reserved ids for those calls of the batch that have no row yet, by their {@link
   *     Line#key}; a call that has a row keeps its own
   */
  List<Written> write(
      long pbxId, List<CallEvent> batch, long checkpoint, Map<String, Long> reserved) {
    return db.inTransaction(tx -> {
      var change = tallies.change(tx);
      var written = write(tx, pbxId, CallLines.latest(batch), reserved, change);
      absorb(tx, pbxId, batch, change);
      listeners.forEach(listener -> listener.written(tx, written));
      change.apply();
      var early = batch.stream().allMatch(CallLog::isUnderWay);
      allow(exchanges.checkpoint(tx, pbxId, checkpoint, early, server));
      return written;
    });
  }

  /** Whoever has lost the exchange waits, like without a database, until it is told to stop. */
  private static void allow(boolean ours) {
    if (!ours) {
      throw new Problem.Unavailable("standby").asException();
    }
  }

  /**
   * Closes what another server left open when this one took the exchange over: the end is not known
   * until the exchange's records tell it, or the list of its channels shows that the call goes on.
   */
  public void endUnheard(Db transaction, long pbxId) {
    var before = sql.open(transaction, pbxId);
    var ids = before.stream().map(CallRow::id).toList();
    var change = tallies.change(transaction);
    sql.endUnheard(transaction, ids);
    change.over(ids);
    var after =
        sql.byIds(transaction, ids).stream().collect(toMap(CallRow::id, Function.identity()));
    var written =
        before.stream()
            .map(row -> new Written(row, Objects.requireNonNull(after.get(row.id()))))
            .toList();
    listeners.forEach(listener -> listener.recovered(transaction, written));
    change.apply();
  }

  /** Nobody waits for the disk while a phone rings; what is over stands for good. */
  private static boolean isUnderWay(CallEvent event) {
    return event instanceof CallEvent.Changed(var call) && call.open();
  }

  /**
   * Settles rows by the exchange's own records: what is missing is added, what lacks a part is
   * mended, what differs is marked. Nothing is set off by it; doing it twice changes nothing.
   *
   * @param also runs in the same transaction, told the linked ids that are done; keeps there how
   *     far the records have been read
   */
  public Settled settle(
      long pbxId, Witness by, List<Call> recorded, BiConsumer<Db, List<String>> also) {
    return db.inTransaction(tx -> settle(tx, pbxId, by, recorded, also));
  }

  private Settled settle(
      Db tx, long pbxId, Witness by, List<Call> recorded, BiConsumer<Db, List<String>> also) {
    allow(exchanges.isOurs(tx, pbxId, server));
    var change = tallies.change(tx);
    var standing = Standing.byLinkedid(settlements.standing(tx, pbxId, linkedids(recorded)));
    var judged =
        recorded.stream()
            .collect(groupingBy(call -> Settlement.of(by, call, standing.get(call.linkedid()))));
    var written = mend(tx, pbxId, by, judged, standing, change);
    var disputed = linkedids(judged.getOrDefault(Settlement.DISPUTE, List.of()));
    settlements.dispute(tx, pbxId, disputed);
    judged.remove(Settlement.WAIT);
    var settled = judged.values().stream().flatMap(List::stream).toList();
    records.keep(tx, pbxId, by, settled, standing);
    var done = linkedids(settled);
    also.accept(tx, done);
    change.apply();
    return new Settled(written, disputed.size(), done);
  }

  /** Settles a call anew, also one that events had told of before. Empty while it goes on here. */
  Optional<List<Written>> settleAgain(long pbxId, Call recorded) {
    return db.inTransaction(tx -> {
      settlements.reopen(tx, pbxId, recorded.linkedid());
      var settled = settle(tx, pbxId, Witness.EVENTS, List.of(recorded), (_, done) -> {});
      settlements.closeAgain(tx, pbxId, recorded.linkedid());
      return settled.done().isEmpty() ? Optional.empty() : Optional.of(settled.written());
    });
  }

  /** Up to where the exchange's own records have been read. */
  public RecordMarks recordMarks() {
    return new RecordMarks(db);
  }

  /**
   * Adds calls from before this house that no row tells of yet. Nothing is set off by it; what is
   * known already stays as it is, whoever told it.
   *
   * @param also runs in the same transaction, told how many were added; keeps there how far it is,
   *     since a crash of the database may take both back
   */
  public int addPast(long pbxId, List<Call> past, ObjIntConsumer<Db> also) {
    return db.inTransaction(tx -> {
      var change = tallies.change(tx);
      sql.early(tx);
      var known = settlements.known(tx, pbxId, linkedids(past));
      var missing = past.stream().filter(call -> !known.contains(call.linkedid())).toList();
      var written = add(tx, pbxId, missing, change);
      listeners.forEach(listener -> listener.recovered(tx, written));
      change.apply();
      also.accept(tx, written.size());
      return written.size();
    });
  }

  /**
   * To be asked for whenever the log has become twice as large in a short time: statements that
   * were planned for a small log would look through all of the large one.
   */
  public void grown() {
    sql.analyze(db);
  }

  /** Writes a call that is over as it is told now. Nothing is set off by it. */
  List<Written> writeAgain(long pbxId, Call call) {
    return db.inTransaction(tx -> {
      var change = tallies.change(tx);
      var written = writePast(tx, pbxId, List.of(call), change);
      written.forEach(row -> takeIn(tx, pbxId, row.after(), List.of(call), change));
      change.apply();
      return written;
    });
  }

  private List<Written> writePast(Db tx, long pbxId, List<Call> calls, Tallies.Change change) {
    var written =
        write(tx, pbxId, calls, Map.of(), change).stream()
            .map(row -> new Written(row.before(), row.after()))
            .toList();
    listeners.forEach(listener -> listener.recovered(tx, written));
    return written;
  }

  private List<Written> mend(
      Db tx,
      long pbxId,
      Witness by,
      Map<Settlement, List<Call>> judged,
      Map<String, Standing> standing,
      Tallies.Change change) {
    var missing = judged.getOrDefault(Settlement.ADD, List.of());
    var known = settlements.takenIn(tx, pbxId, linkedids(missing));
    var repaired = judged.getOrDefault(Settlement.REPAIR, List.of());
    var calls =
        Stream.concat(
                missing.stream().filter(call -> !known.contains(call.linkedid())),
                by == Witness.EVENTS ? repaired.stream() : filled(tx, pbxId, repaired))
            .toList();
    var written = writePast(tx, pbxId, calls, change);
    written.forEach(row -> takeIn(tx, pbxId, row.after(), calls, change));
    settlements.settle(tx, pbxId, by, linkedids(calls));
    var messages =
        linkedids(calls).stream()
            .filter(id -> standing.get(id) instanceof Standing row && row.result() == VOICEMAIL)
            .toList();
    settlements.keepVoicemail(tx, pbxId, messages);
    return written;
  }

  /** What was heard of these calls, filled in; without those to which nothing is added. */
  private Stream<Call> filled(Db tx, long pbxId, List<Call> told) {
    var heard = heardCalls.of(tx, pbxId, linkedids(told));
    return told.stream()
        .flatMap(
            call -> Filling.of(Objects.requireNonNull(heard.get(call.linkedid())), call).stream());
  }

  /** Rows of which the live stream could not know that they are parts of this call. */
  private void takeIn(Db tx, long pbxId, CallRow row, List<Call> calls, Tallies.Change change) {
    var parts =
        calls.stream()
            .filter(call -> call.linkedid().equals(row.linkedid()))
            .flatMap(call -> call.otherLinkedids().stream())
            .toList();
    settlements.standing(tx, pbxId, parts).stream()
        .filter(part -> !part.open() && !part.merged() && !part.whole())
        .forEach(part -> merge(tx, pbxId, part.linkedid(), 0, row.id(), change));
  }

  private static List<String> linkedids(List<Call> calls) {
    return calls.stream().map(Call::linkedid).toList();
  }

  /** The rows of these ids as they stand; in no order. */
  public List<CallRow> rows(List<Long> ids) {
    return sql.byIds(db, ids);
  }

  /** New ids for rows that will be written later. */
  List<Long> reserve(int count) {
    return ids.reserve(db, count);
  }

  /** Keeps an event that could not be handled where a person can see it. */
  public void setAside(long pbxId, String reason, String body) {
    aside.put(db, pbxId, reason, body);
  }

  /** How many events lie aside. */
  public long countSetAside() {
    return aside.count(db);
  }

  /**
   * A client's numbers have changed: past calls of new ones that belong to nobody join the client.
   * Those of numbers that were taken away go to whoever else has the number, or to nobody, unless a
   * person has said something of them (whose they are, an outcome) or they held a planned contact.
   */
  public void numbersChanged(Db tx, long clientId, List<String> added, List<String> removed) {
    if (!added.isEmpty()) {
      sql.joinClient(tx, clientId, added);
    }
    if (!removed.isEmpty()) {
      var others = callers.clientsOf(tx, Set.copyOf(removed));
      sql.leaveClient(tx, clientId, removed, others);
    }
  }

  /** A handful of statements, however many calls there are. */
  private List<Written> write(
      Db tx, long pbxId, Collection<Call> told, Map<String, Long> reserved, Tallies.Change change) {
    if (told.isEmpty()) {
      return List.of();
    }
    var standing = sql.lock(tx, pbxId, told);
    var again = Generations.suspects(told, standing);
    var calls = again.isEmpty() ? told : generations.place(tx, pbxId, told, again);
    var before = again.isEmpty() ? standing : sql.lock(tx, pbxId, calls);
    change.of(CallRow.closed(before.values().stream()));
    var lines = toLines.of(tx, pbxId, calls, before, reserved);
    return finish(tx, lines, sql.upsert(tx, pbxId, lines), before, change);
  }

  /** Calls that have no row, in as many statements; one that has got a row meanwhile keeps it. */
  private List<Written> add(Db tx, long pbxId, List<Call> calls, Tallies.Change change) {
    if (calls.isEmpty()) {
      return List.of();
    }
    var lines = toLines.of(tx, pbxId, calls, Map.of(), Map.of());
    return finish(tx, lines, sql.insert(tx, pbxId, lines), Map.of(), change);
  }

  /** The legs of those lines that became rows, and what changed by all of it. */
  private List<Written> finish(
      Db tx,
      List<Line> told,
      Map<String, CallRow> rows,
      Map<String, CallRow> before,
      Tallies.Change change) {
    var lines = told.stream().filter(line -> rows.containsKey(line.key())).toList();
    sql.writeParticipants(tx, lines, rows);
    var written = new ArrayList<Written>();
    for (var line : lines) {
      var former = before.get(line.key());
      var row = Objects.requireNonNull(rows.get(line.key()));
      if (former != null && former.participants().size() > line.participants().size()) {
        sql.cutParticipants(tx, row.id(), line.participants().size());
      }
      var after = row.with(line.participants(), line.call().recordings());
      written.add(new Written(former, after, line.call()));
    }
    change.over(CallRow.closed(written.stream().map(Written::after)));
    return written;
  }

  private void absorb(Db tx, long pbxId, List<CallEvent> batch, Tallies.Change change) {
    for (var event : batch) {
      if (event instanceof CallEvent.Absorbed(var linkedid, var generation, var into)) {
        for (var row : sql.lock(tx, pbxId, List.of(into)).values()) {
          merge(tx, pbxId, linkedid, generation, row.id(), change);
        }
      }
    }
  }

  private void merge(
      Db tx, long pbxId, String linkedid, int generation, long into, Tallies.Change change) {
    sql.lockUnmerged(tx, pbxId, linkedid, generation)
        .filter(absorbed -> absorbed != into)
        .ifPresent(absorbed -> {
          change.of(List.of(absorbed, into));
          mergers.forEach(merger -> merger.merged(tx, absorbed, into));
          sql.merge(tx, absorbed, into);
        });
  }
}
