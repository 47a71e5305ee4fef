package io.ringcard.missed;

import io.ringcard.calllog.CallMerged;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.missed.MarksSql.Stored;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people decide about a line: whose it is, and that nobody has to call back. */
public final class Acts implements CallMerged {

  /** How {@link #takeBack} is registered. */
  public static final String UNDO = "missed";

  private static final String OTHER = "other";

  private final Db db;
  private final Desk desk;
  private final Clock clock;
  private final MarksSql sql = new MarksSql();
  private final UndoOffers offers = new UndoOffers();

  Acts(Db db, Desk desk, Clock clock) {
    this.db = db;
    this.desk = desk;
    this.clock = clock;
  }

  /** The contract's {@code MissedPatch}; absent members are null. */
  record Body(int version, @Nullable String owner, @Nullable Reason closing) {

    record Reason(String reason, @Nullable String note) {}
  }

  /**
   * Changes what was given; the answer carries a token to take it back.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  MissedLine change(Principal by, long call, Body body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var bearer = desk.line(tx, by, call);
      var before = sql.lock(tx, given.test("closing") ? closingOf(bearer) : bearer.mark().call());
      var line = desk.line(tx, call);
      if (line.mark().version() != body.version()) {
        throw conflict(tx, line, "stale");
      }
      checkState(tx, line, body, given);
      var after = before;
      if (given.test("owner")) {
        after = after.ownedBy(owner(tx, by, line, body.owner()), clock.instant());
      }
      if (given.test("closing")) {
        after = closing(after, by, body.closing());
      }
      sql.keep(tx, after);
      var token = offers.offer(tx, by, UNDO, before.json());
      return desk.view(tx, desk.line(tx, call)).withUndo(token);
    });
  }

  /** A line is opened again where it was closed. */
  private static long closingOf(Line line) {
    var closing = line.closing();
    return closing == null ? line.mark().call() : closing.call();
  }

  /** What has ended by a talk has ended; what a person closed can be opened again. */
  private void checkState(Db tx, Line line, Body body, Predicate<String> given) {
    var opens = given.test("closing") && body.closing() == null;
    if (opens ? line.closing() == null : !line.isOpen()) {
      throw conflict(tx, line, opens ? "not-closed" : "over");
    }
  }

  private static Stored closing(
      Stored mark, Principal by, Body.@Nullable Reason closing, Clock clock) {
    return closing == null
        ? mark.open()
        : mark.closed(by.userId(), closing.reason(), closing.note(), clock.instant());
  }

  private Stored closing(Stored mark, Principal by, Body.@Nullable Reason closing) {
    if (closing != null && closing.reason().equals(OTHER) && isBlank(closing.note())) {
      throw new Problem.Invalid("closing.note", "required").asException();
    }
    return closing(mark, by, closing, clock);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /**
   * Whoever sees a line may take it over; only its owner, and whoever leads people, may give it to
   * somebody else or let it go.
   */
  private @Nullable Long owner(Db tx, Principal by, Line line, @Nullable String wanted) {
    var owner = wanted == null ? null : Long.valueOf(wanted);
    var takes = owner != null && owner == by.userId();
    var owns = Objects.equals(line.mark().owner(), by.userId());
    if (!takes && !owns && by.role() == Role.OPERATOR) {
      throw new Problem.Forbidden("not-owner").asException();
    }
    if (owner != null && !sql.isColleague(tx, owner)) {
      throw new Problem.Invalid("owner", "unknown").asException();
    }
    return owner;
  }

  private RuntimeException conflict(Db tx, Line line, String reason) {
    return new Problem.Conflict("version", reason, Map.of("current", desk.view(tx, line)))
        .asException();
  }

  /** How a decision is taken back; see {@link io.ringcard.undo.Undoing}. */
  void takeBack(Db tx, JsonObject kept) {
    var before = Stored.of(kept);
    if (sql.lock(tx, before.call()).version() != before.version() + 1) {
      throw new Problem.Conflict("token", "changed").asException();
    }
    sql.keep(tx, before);
  }

  @Override
  public void merged(Db transaction, long absorbedId, long intoId) {
    sql.move(transaction, absorbedId, intoId);
  }
}
