package io.ringcard.bench;

import io.ringcard.calllog.Tallies;
import io.ringcard.store.Db;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * Fills a database with so many clients, deals and calls that it looks like that of an office of
 * many years, for measuring: most calls belong to few clients, they come in the hours and on the
 * days of an office, a little more from month to month, talks are lognormal, deals have come their
 * way step by step and hold their next contact.
 *
 * <p>Batch by batch, each in one transaction: what was broken off is gone on with by another run,
 * which adds only what is missing. Everything stands as the product itself would have written it,
 * except that calls have neither recordings nor effects.
 */
public final class Generator {

  private static final int PEOPLE = 40;
  private static final int BATCH = 20_000;

  private final Db db;
  private final GeneratorSql sql;
  private final ZoneId zone;
  private final Consumer<String> progress;

  /**
   * @param zone in which the office has its hours
   * @param progress takes a line now and then
   */
  public Generator(Db db, GeneratorWords words, ZoneId zone, Consumer<String> progress) {
    this.db = db;
    this.sql = new GeneratorSql(words, zone.getId());
    this.zone = zone;
    this.progress = progress;
  }

  public void fill(GeneratedSize size) {
    db.inTransaction(transaction -> sql.people(transaction, PEOPLE));
    batches("clients", sql.count(db, "client"), size.clients(), sql::clients);
    sql.analyze(db);
    batches(
        "deals", sql.count(db, "deal"), size.deals(), (at, few) -> sql.deals(at, few, size.days()));
    batches(
        "calls", sql.count(db, "call"), size.calls(), (at, few) -> sql.calls(at, few, size.days()));
    db.inTransaction(sql::settle);
    new Tallies().rebuild(db, zone);
    sql.analyze(db);
  }

  private interface Batch {
    int add(Db db, int rows);
  }

  private void batches(String what, long there, long wanted, Batch batch) {
    var begun = System.nanoTime();
    var now = there;
    while (now < wanted) {
      var rows = (int) Math.min(BATCH, wanted - now);
      now += db.inTransaction(transaction -> batch.add(transaction, rows));
      progress.accept(
          "%s: %,d of %,d, %,d a second"
              .formatted(what, now, wanted, perSecond(now - there, begun)));
    }
  }

  private static long perSecond(long rows, long begun) {
    return Math.round(rows / ((System.nanoTime() - begun) / 1e9));
  }
}
