package io.ringcard.calllog;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What could not be handled, over HTTP: seen, and heard again. */
public final class SetAsideRoutes {

  private static final int MOST = 200;
  private static final int CHARACTERS = 2_000;

  private final Db db;
  private final Supplier<List<SecondHearing>> hearings;
  private final Supplier<Faults> faults;
  private final Runnable after;
  private final SetAsideSql sql = new SetAsideSql();

  /**
   * @param hearings one for each exchange that is heard now
   * @param faults what else went wrong at this server
   * @param after called when what lies aside may have become less
   */
  public SetAsideRoutes(
      Db db, Supplier<List<SecondHearing>> hearings, Supplier<Faults> faults, Runnable after) {
    this.db = db;
    this.hearings = hearings;
    this.faults = faults;
    this.after = after;
  }

  public void addTo(Routes routes) {
    routes.on("listSetAside", this::list).on("hearAgain", this::hearAgain);
  }

  record Item(String id, Instant at, String reason, String body) {

    static Item of(SetAside one) {
      return new Item(Long.toString(one.id()), one.at(), one.reason(), one.body());
    }
  }

  /**
   * What leaves nothing to hear again, counted since the start of this server.
   *
   * @param cards that could not be shown
   * @param overflows times that an exchange told more than could be heard at once; nothing is lost
   *     by it, the journal is read again
   */
  public record Faults(long cards, long overflows) {}

  /** {@code total} counts also those that are not shown. */
  record Items(List<Item> items, long total, Faults faults) {}

  private Items list(Request request) {
    var items = sql.latest(db, MOST, CHARACTERS).stream().map(Item::of).toList();
    return new Items(items, sql.count(db), faults.get());
  }

  /** One at a time. */
  private synchronized SecondHearing.Result hearAgain(Request request) throws IOException {
    var handled = 0;
    var calls = 0;
    for (var hearing : hearings.get()) {
      var result = hearing.run();
      handled += result.handled();
      calls += result.calls();
    }
    after.run();
    return new SecondHearing.Result(handled, calls, sql.count(db));
  }
}
