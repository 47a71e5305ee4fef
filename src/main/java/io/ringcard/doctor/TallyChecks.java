package io.ringcard.doctor;

import io.ringcard.calllog.Tallies;
import io.ringcard.doctor.Check.Paste;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Database;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import io.vertx.core.Vertx;
import java.util.List;

/** The sums that reports read, against the calls themselves. */
final class TallyChecks {

  private static final String KEY = "tallies";

  private final Tallies tallies = new Tallies();
  private final boolean repair;

  /**
   * @param repair whether months that differ are made anew
   */
  TallyChecks(boolean repair) {
    this.repair = repair;
  }

  Check of(DatabaseSettings settings) {
    var vertx = Vertx.vertx();
    try (var db = Database.open(vertx, settings)) {
      return of(db);
    } catch (ProblemException | DbException e) {
      return Check.fail(KEY, "tallies.unread", String.valueOf(e.getMessage()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private Check of(Db db) {
    if (!tallies.isBuilt(db)) {
      return new Check(KEY, Check.Mark.OK, "tallies.unbuilt", List.of(), List.of());
    }
    var found = repair ? tallies.repair(db) : tallies.differences(db);
    if (found.isEmpty()) {
      return Check.ok(KEY);
    }
    var first = found.getFirst();
    return repair
        ? Check.warn(KEY, "tallies.repaired", found.size(), first.sum())
        : Check.fail(
                KEY, "tallies.differ", found.size(), first.sum(), first.found(), first.expected())
            .paste(Paste.into("shell", "./ringcard doctor --repair"));
  }
}
