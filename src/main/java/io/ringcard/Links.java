package io.ringcard;

import io.ringcard.ami.LinkStatus;
import io.ringcard.http.Push;
import io.ringcard.http.Status;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Database;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What this server is connected to, and the way in which people hear of a change. */
final class Links {

  private final Supplier<Status.Link> database;
  private final Supplier<Status.Link> pbx;
  private final Supplier<Long> countSetAside;
  private final BooleanSupplier dialIsStopped;
  private final Supplier<Status.Records> records;
  private volatile long setAside;
  private volatile boolean dialStopped;

  Links(
      Supplier<Status.Link> database,
      Supplier<Status.Link> pbx,
      Supplier<Long> countSetAside,
      BooleanSupplier dialIsStopped,
      Supplier<Status.Records> records) {
    this.database = database;
    this.pbx = pbx;
    this.countSetAside = countSetAside;
    this.dialIsStopped = dialIsStopped;
    this.records = records;
  }

  /** As it is now; with the database away, what only that knows is as it was last. */
  Status status() {
    var db = database.get();
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

  /** Tells every page. */
  void tell(Push push) {
    push.sendToAll("status", status());
  }

  private Status status(Status.Link db) {
    return new Status(
        db, List.of(pbx.get()), Math.toIntExact(setAside), dialStopped, records.get());
  }

  static Status.Link of(Database db) {
    return new Status.Link("PostgreSQL", db.up(), db.since(), null);
  }

  /**
   * @param name of the exchange
   */
  static Status.Link of(String name, LinkStatus status) {
    var reason = status.up() ? null : status.reason().slug();
    return new Status.Link(name, status.up(), status.since(), reason);
  }
}
