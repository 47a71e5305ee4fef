package io.ringcard;

import io.ringcard.http.Push;
import io.ringcard.http.Status;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Database;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What this server is connected to, and the way in which people hear of a change. */
final class Links {

  private final Database database;
  private final Supplier<List<Status.Link>> pbx;
  private final Supplier<Long> countSetAside;
  private final BooleanSupplier dialIsStopped;
  private volatile long setAside;
  private volatile boolean dialStopped;

  Links(
      Database database,
      Supplier<List<Status.Link>> pbx,
      Supplier<Long> countSetAside,
      BooleanSupplier dialIsStopped) {
    this.database = database;
    this.pbx = pbx;
    this.countSetAside = countSetAside;
    this.dialIsStopped = dialIsStopped;
  }

  /** As it is now; with the database away, what only that knows is as it was last. */
  Status status() {
    var db = new Status.Link("PostgreSQL", database.up(), database.since(), null);
    if (db.up()) {
      try {
        setAside = countSetAside.get();
        dialStopped = dialIsStopped.getAsBoolean();
      } catch (ProblemException away) {
        return status(db);
      }
    }
    return status(db);
  }

  /** Tells every page; one after the other, so that what is told last is the newest. */
  synchronized void tell(Push push) {
    push.sendToAll("status", status());
  }

  private Status status(Status.Link db) {
    return new Status(db, pbx.get(), Math.toIntExact(setAside), dialStopped);
  }
}
