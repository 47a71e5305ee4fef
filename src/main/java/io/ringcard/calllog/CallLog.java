package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes conversations: rows, what follows from them, and the checkpoint, in one transaction. */
public final class CallLog {

  private final Db db;
  private final CallerLookup callers;
  private final List<CallWritten> listeners;
  private final CallLogSql sql = new CallLogSql();

  public CallLog(Db db, CallerLookup callers, List<CallWritten> listeners) {
    this.db = db;
    this.callers = callers;
    this.listeners = List.copyOf(listeners);
  }

  /** The exchange of that name; made when it is new. */
  public PbxRow pbx(String name) {
    return sql.pbx(db, name);
  }

  /** What one write changed. */
  public record Written(@Nullable CallRow before, CallRow after) {}

  /**
   * Writes a batch of one exchange. Only the last snapshot of each call is written; writing a batch
   * twice changes nothing.
   *
   * @param checkpoint journal offset that a restart has to begin with once this batch stands
   */
  public List<Written> write(long pbxId, List<CallEvent> batch, long checkpoint) {
    return db.inTransaction(tx -> {
      var written = new ArrayList<Written>();
      for (var call : lastSnapshots(batch)) {
        written.add(write(tx, pbxId, call));
      }
      absorb(tx, pbxId, batch);
      for (var change : written) {
        listeners.forEach(listener -> listener.written(tx, change.before(), change.after()));
      }
      sql.checkpoint(tx, pbxId, checkpoint);
      return written;
    });
  }

  /** The rows of these ids as they stand; in no order. */
  public List<CallRow> rows(List<Long> ids) {
    return sql.byIds(db, ids);
  }

  /** Keeps an event that could not be handled where a person can see it. */
  public void setAside(long pbxId, String reason, String body) {
    sql.setAside(db, pbxId, reason, body);
  }

  /** How many events lie aside. */
  public long countSetAside() {
    return sql.countSetAside(db);
  }

  /** Past calls of these numbers that belong to nobody join the client. */
  public int joinClient(Db transaction, long clientId, List<String> numbers) {
    return sql.joinClient(transaction, clientId, numbers);
  }

  private static Iterable<Call> lastSnapshots(List<CallEvent> batch) {
    var last = new LinkedHashMap<String, Call>();
    for (var event : batch) {
      last.put(event.call().linkedid() + "#" + event.call().generation(), event.call());
      if (event instanceof CallEvent.Absorbed(var linkedid, var generation, var into)) {
        last.remove(linkedid + "#" + generation);
      }
    }
    return last.values();
  }

  private Written write(Db tx, long pbxId, Call call) {
    var before = sql.lock(tx, pbxId, call.linkedid(), call.generation());
    var number = number(call);
    var client =
        before
            .map(CallRow::clientId)
            .or(() -> number.flatMap(known -> callers.clientOf(tx, known)));
    var startedAt = Optional.ofNullable(call.startedAt()).orElse(Instant.EPOCH);
    var row = sql.upsert(tx, pbxId, call, startedAt, number.orElse(null), client.orElse(null));
    var participants = call.legs().stream().map(leg -> participant(leg, startedAt)).toList();
    return new Written(
        before.orElse(null), sql.replaceParticipants(tx, row, call.legs(), participants));
  }

  private Optional<String> number(Call call) {
    var signalled = Optional.ofNullable(CallLogSql.clean(call.externalNumber()));
    return signalled.map(raw -> callers.normalised(raw).orElse(raw));
  }

  private Participant participant(Call.Leg leg, Instant startedAt) {
    var at = Optional.ofNullable(leg.ringStartedAt()).orElse(startedAt);
    return new Participant(
        leg.extension(),
        callers.userAt(leg.extension(), at).orElse(null),
        leg.result(),
        leg.ringStartedAt(),
        leg.answeredAt(),
        Optional.ofNullable(leg.talkTime()).map(Duration::toMillis).orElse(null));
  }

  private void absorb(Db tx, long pbxId, List<CallEvent> batch) {
    for (var event : batch) {
      if (event instanceof CallEvent.Absorbed(var linkedid, var generation, var into)) {
        sql.lock(tx, pbxId, into.linkedid(), into.generation())
            .ifPresent(row -> sql.merge(tx, pbxId, linkedid, generation, row.id()));
      }
    }
  }
}
