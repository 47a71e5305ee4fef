package io.ringcard.calllog;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Optional;

/** The log as people read it. */
public final class CallViews {

  private final Db db;
  private final CallViewSql sql = new CallViewSql();
  private final RecordedCallSql records = new RecordedCallSql();
  private final CallTotalsSql counts = new CallTotalsSql();
  private final PbxSql exchanges = new PbxSql();

  public CallViews(Db db) {
    this.db = db;
  }

  /** The call of that id, or the one that it was merged into. */
  public Optional<CallView> find(long id) {
    return find(db, id);
  }

  /** As {@link #find(long)}, as one transaction sees it. */
  public Optional<CallView> find(Db transaction, long id) {
    return sql.one(transaction, id)
        .or(() -> sql.alive(transaction, List.of(id)).stream().findFirst());
  }

  /** The calls as which these live on, each once, in no order. */
  public List<CallView> alive(List<Long> ids) {
    return sql.alive(db, ids);
  }

  /** Newest first; ids that nobody has are left out. */
  public List<CallView> list(List<Long> ids) {
    return ids.isEmpty() ? List.of() : sql.byIds(db, ids);
  }

  /** The client's latest talk other than this call. */
  public Optional<CallView> lastTalk(long clientId, long exceptId) {
    return sql.lastTalk(db, clientId, exceptId);
  }

  /** The client's calls, newest first. */
  public List<CallView> ofClient(long clientId, int limit) {
    return page(CallFilter.ofClient(clientId, limit)).items();
  }

  /** What the exchange's own records tell differently of a call, or of what it was merged into. */
  public List<CallDifference> differences(long id) {
    return find(id)
        .map(call -> records.differences(db, Long.parseLong(call.id())))
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  CallTotals totals(CallFilter filter) {
    return counts.totals(db, filter);
  }

  /** Names of the queues that calls have come through, in order. */
  List<String> queues() {
    return counts.queues(db);
  }

  /** The exchanges of the house, also those whose past calls alone are here. */
  List<Ref> exchanges() {
    return exchanges.list(db);
  }

  CallViewSql.Page page(CallFilter filter) {
    return sql.page(db, filter);
  }
}
