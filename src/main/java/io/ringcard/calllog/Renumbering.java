package io.ringcard.calllog;

import static java.util.stream.Collectors.toSet;

import io.ringcard.calllog.RenumberingSql.Change;
import io.ringcard.store.Db;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers of past calls anew, from what the exchange signalled and by the rules that are
 * in force: a call whose number is another one then goes to whose that is, unless somebody has said
 * something of it. Doing it twice changes nothing, and other rules undo it.
 */
public final class Renumbering {

  private static final int BATCH = 500;

  private final Db db;
  private final CallerLookup callers;
  private final RenumberingSql sql = new RenumberingSql();

  public Renumbering(Db db, CallerLookup callers) {
    this.db = db;
    this.callers = callers;
  }

  /**
   * What some calls came to.
   *
   * @param last id of the last one, for what follows; null when there were no more
   */
  public record Batch(@Nullable Long last, int calls, int changed) {}

  /** The next few calls of that exchange behind this id that are over, in one transaction. */
  public Batch next(long pbxId, long after) {
    return db.inTransaction(tx -> {
      var calls = sql.lock(tx, pbxId, after, BATCH);
      var changes = new ArrayList<Change>();
      for (var call : calls) {
        var number = callers.number(pbxId, call.signalled()).orElse(null);
        if (!Objects.equals(number, call.number())) {
          changes.add(new Change(call.id(), number));
        }
      }
      if (!changes.isEmpty()) {
        sql.change(tx, changes, clientsOf(tx, changes));
      }
      var last = calls.isEmpty() ? null : calls.getLast().id();
      return new Batch(last, calls.size(), changes.size());
    });
  }

  private Map<String, Long> clientsOf(Db tx, List<Change> changes) {
    return callers.clientsOf(
        tx, changes.stream().map(Change::number).filter(Objects::nonNull).collect(toSet()));
  }
}
