package io.ringcard.calllog;

import io.ringcard.calllog.TalliesSql.Month;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums over the calls that are over, by day and by month of the installation's zone: of whole
 * calls, by hour and by outcome, and of each operator's and team's part. Who changes what a call
 * counts for does it within a {@link Change}, in the same transaction; reports read the sums
 * instead of the log.
 *
 * <p>What a call counts for is told by the view {@code call_piece} alone: for writing, for {@link
 * #rebuild} and for {@link #differences}.
 */
public final class Tallies {

  private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);

  private final TalliesSql sql = new TalliesSql();

  /**
   * A sum that is not what the calls say.
   *
   * @param sum what is summed, by facet, unit, day, key, direction and queues
   * @param found calls counted
   * @param expected calls by the log; the same number where only durations differ
   */
  public record Difference(String sum, long found, long expected) {}

  /** Builds what was never built, or was built for another zone; to be run before calls come. */
  public void begin(Db db, ZoneId zone) {
    if (!sql.isBuilt(db, zone.getId())) {
      rebuild(db, zone);
    }
  }

  /** Whether there are sums of the whole log. */
  public boolean isBuilt(Db db) {
    return sql.isBuilt(db, null);
  }

  /** All sums anew, in that zone. */
  public void rebuild(Db db, ZoneId zone) {
    sql.clear(db, zone.getId());
    var months = sql.months(db);
    LOG.info("the reports' sums of {} months are made from the log", months.size());
    months.forEach(month -> remake(db, month));
    sql.built(db);
  }

  /** Every sum that is not what the calls say; none when all is well. */
  public List<Difference> differences(Db db) {
    return sql.months(db).stream().flatMap(month -> sql.differences(db, month).stream()).toList();
  }

  /** Makes the months anew in which something differs, and tells what did. Calls may come. */
  public List<Difference> repair(Db db) {
    var all = new ArrayList<Difference>();
    for (var month : sql.months(db)) {
      var found = sql.differences(db, month);
      if (!found.isEmpty()) {
        remake(db, month);
      }
      all.addAll(found);
    }
    return all;
  }

  /** Whoever writes calls waits meanwhile, for one month only. */
  private void remake(Db db, Month month) {
    db.inTransaction(tx -> {
      sql.hold(tx);
      sql.remove(tx, month);
      sql.count(tx, month);
      return month;
    });
  }

  /** Moves a person to another team: the past calls go along. */
  public void moveTeam(Db tx, long userId, Runnable move) {
    sql.hold(tx);
    sql.countTeam(tx, userId, -1);
    move.run();
    sql.countTeam(tx, userId, 1);
  }

  /** What a transaction is going to change; nothing is summed before {@link Change#apply}. */
  public Change change(Db tx) {
    return new Change(tx);
  }

  /** The calls that one transaction changes, with what they counted for before. */
  public final class Change {

    private final Db tx;
    private final Collection<Long> calls = new TreeSet<>();
    private final JsonArray before = new JsonArray();

    private Change(Db tx) {
      this.tx = tx;
    }

    /** Calls that may count already; told before they are changed, their rows locked. */
    public Change of(Collection<Long> ids) {
      var others = ids.stream().filter(calls::add).toList();
      if (!others.isEmpty()) {
        before.addAll(sql.pieces(tx, others));
      }
      return this;
    }

    /** Calls that did not count when this transaction began, and are over now. */
    public void over(Collection<Long> ids) {
      calls.addAll(ids);
    }

    /** The last thing of its transaction: sums are locked for others from here on. */
    public void apply() {
      if (!calls.isEmpty()) {
        sql.apply(tx, before, calls);
      }
    }
  }
}
