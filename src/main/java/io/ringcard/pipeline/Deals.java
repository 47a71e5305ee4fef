package io.ringcard.pipeline;

import io.ringcard.client.Belonging;
import io.ringcard.client.BelongingSql;
import io.ringcard.client.OnceSql;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.DealOrder.Sort;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deals as people see and write them. */
public final class Deals {

  /** Goes along when clients are merged. */
  public static final Belonging BELONGING = BelongingSql.of("deal");

  private static final int ALL = 1_000;

  private final Db db;
  private final NextContacts nextContacts;
  private final DealsSql sql = new DealsSql();
  private final BoardSql board = new BoardSql();
  private final StaysSql stays = new StaysSql();
  private final PipelinesSql pipelines = new PipelinesSql();
  private final DealChange changes = new DealChange();
  private final DealUndo undo = new DealUndo();
  private final OnceSql once = new OnceSql();

  public Deals(Db db, NextContacts nextContacts) {
    this.db = db;
    this.nextContacts = nextContacts;
  }

  /** A page; {@code next} is the id of its last deal. */
  public record Page(List<Deal> items, @Nullable String next) {}

  Page list(DealFilter filter, Sort sort, @Nullable Long after, int limit) {
    var found = sql.page(db, filter, sort, after, limit + 1);
    var more = found.size() > limit;
    var ids = more ? found.subList(0, limit) : found;
    return new Page(shown(db, ids), more ? ids.getLast().toString() : null);
  }

  /**
   * The board of one pipeline; of the first when none is named.
   *
   * @param ofEach how many deals of each open step are shown
   */
  Board board(DealFilter filter, int ofEach) {
    var known = pipelines.list(db);
    var wanted = filter.pipeline() == null ? null : filter.pipeline().toString();
    var pipeline =
        known.stream()
            .filter(one -> wanted == null || one.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new Problem.Invalid("pipeline", "unknown").asException());
    var within = filter.in(Long.parseLong(pipeline.id()));
    var totals =
        board.totals(db, within).stream().collect(Collectors.groupingBy(BoardSql.Total::step));
    var shown =
        shown(db, board.first(db, within, ofEach)).stream()
            .collect(Collectors.groupingBy(deal -> deal.step().id()));
    return new Board(
        pipeline.id(),
        pipeline.steps().stream()
            .map(step ->
                column(
                    step,
                    totals.getOrDefault(step.id(), List.of()),
                    shown.getOrDefault(step.id(), List.of())))
            .toList());
  }

  private static Board.Column column(Step step, List<BoardSql.Total> totals, List<Deal> deals) {
    return new Board.Column(
        step,
        totals.stream().mapToInt(BoardSql.Total::count).sum(),
        totals.stream().map(sum -> new Board.Sum(sum.currency(), sum.amount())).toList(),
        deals);
  }

  /** The client's deals that are neither won nor lost, newest first. */
  public List<Deal> openOf(Db at, long clientId) {
    return shown(at, sql.page(at, DealFilter.of(clientId, true), Sort.of(null), null, ALL));
  }

  /** Where a deal has been, newest first. */
  List<Stay> history(long id) {
    get(id);
    return stays.ofDeal(db, id);
  }

  public Deal get(long id) {
    return get(db, id);
  }

  /** As one transaction sees it. */
  public Deal get(Db at, long id) {
    return shown(at, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  /** A new deal of this person, or of the owner named; the same key again gives the same deal. */
  Deal create(Principal by, DealBody body, Optional<String> key, Predicate<String> given) {
    return once.create(
        db, by.userId(), "createDeal", key, tx -> changes.insert(tx, by, body, given), this::get);
  }

  /**
   * Changes what was given; the answer carries a token to take it back.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Deal change(Principal by, long id, DealBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var version = changes.lock(tx, id);
      var current = get(tx, id);
      if (body.version() == null || body.version() != version) {
        throw new Problem.Conflict("version", "stale", happened(current)).asException();
      }
      var move = changes.apply(tx, by, current, body, given);
      var changed = get(tx, id);
      return changed.withUndo(undo.offer(tx, by, current, changed.version(), move));
    });
  }

  /** Takes a change back, inside a transaction; the deal as it stands then. */
  Deal takeBack(Db tx, Principal by, JsonObject kept) {
    return get(tx, undo.takeBack(tx, by, kept));
  }

  /** What stands there now, and who wrote it where that is known. */
  private static Map<String, Object> happened(Deal current) {
    var happened = new LinkedHashMap<String, Object>();
    happened.put("current", current);
    if (current.changedBy() != null) {
      happened.put("by", current.changedBy());
    }
    return happened;
  }

  /** Each with its next contact. */
  private List<Deal> shown(Db at, List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var next = nextContacts.ofDeals(at, ids);
    return sql.byIds(at, ids).stream()
        .map(deal -> deal.withNext(next.get(Long.valueOf(deal.id()))))
        .toList();
  }
}
