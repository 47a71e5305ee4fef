package io.ringcard.pipeline;

import io.ringcard.client.OnceSql;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Deals as people see and write them. */
public final class Deals {

  private static final int ALL = 1_000;

  private final Db db;
  private final NextContacts nextContacts;
  private final DealsSql sql = new DealsSql();
  private final PipelinesSql pipelines = new PipelinesSql();
  private final Moves moves = new Moves();
  private final OnceSql once = new OnceSql();

  public Deals(Db db, NextContacts nextContacts) {
    this.db = db;
    this.nextContacts = nextContacts;
  }

  /** A page, newest first; {@code next} is the id of its last deal. */
  public record Page(List<Deal> items, @Nullable String next) {}

  public List<Pipeline> pipelines() {
    return pipelines.list(db);
  }

  public Page list(DealFilter filter) {
    var found = sql.page(db, filter, filter.limit() + 1);
    var more = found.size() > filter.limit();
    var items = more ? found.subList(0, filter.limit()) : found;
    return new Page(withNext(db, items), more ? items.getLast().id() : null);
  }

  /** The client's deals that are neither won nor lost, newest first. */
  public List<Deal> openOf(Db at, long clientId) {
    return of(at, clientId, true);
  }

  /** All deals of a client, newest first. */
  public List<Deal> of(Db at, long clientId) {
    return of(at, clientId, null);
  }

  private List<Deal> of(Db at, long clientId, @Nullable Boolean open) {
    var filter = new DealFilter(null, null, null, clientId, open, null, ALL);
    return withNext(at, sql.page(at, filter, ALL));
  }

  public Deal get(long id) {
    return get(db, id);
  }

  /** As one transaction sees it. */
  public Deal get(Db at, long id) {
    var deal = sql.find(at, id).orElseThrow(() -> new Problem.NotFound("id").asException());
    return withNext(at, List.of(deal)).getFirst();
  }

  /** A new deal of this person; the same key again gives the same deal. */
  Deal create(Principal by, DealBody body, Optional<String> key) {
    return get(once.create(db, by.userId(), "createDeal", key, tx -> insert(tx, by, body)));
  }

  private long insert(Db tx, Principal by, DealBody body) {
    var client = id(body.client());
    if (client == null || !sql.isClient(tx, client)) {
      throw new Problem.Invalid("client", "unknown").asException();
    }
    var step = body.step() == null ? firstStep(tx) : step(tx, body.step());
    var currency = Objects.requireNonNullElse(body.currency(), "RUB");
    var deal =
        sql.insert(tx, title(body.title()), client, step, by.userId(), body.amount(), currency);
    moves.remember(tx, deal, step, by.userId());
    return deal;
  }

  /**
   * Changes what was given.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Deal change(Principal by, long id, DealBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var standing = moves.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = get(tx, id);
      if (!Objects.equals(body.version(), standing.version())) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var owner = current.owner() == null ? null : current.owner().id();
      sql.update(
          tx,
          id,
          body.title() == null ? current.title() : title(body.title()),
          user(tx, given.test("owner") ? body.owner() : owner),
          given.test("amount") ? body.amount() : current.amount());
      if (body.step() != null) {
        moves.move(tx, id, step(tx, body.step()), by.userId(), null);
      }
      return get(tx, id);
    });
  }

  private List<Deal> withNext(Db at, List<Deal> deals) {
    if (deals.isEmpty()) {
      return List.of();
    }
    var ids = deals.stream().map(deal -> Long.valueOf(deal.id())).toList();
    var next = nextContacts.ofDeals(at, ids);
    return deals.stream().map(deal -> deal.withNext(next.get(Long.valueOf(deal.id())))).toList();
  }

  private long firstStep(Db tx) {
    return pipelines
        .firstStep(tx)
        .orElseThrow(() -> new Problem.Invalid("step", "required").asException());
  }

  private long step(Db tx, String step) {
    var id = Long.parseLong(step);
    if (pipelines.pipelineOfStep(tx, id).isEmpty()) {
      throw new Problem.Invalid("step", "unknown").asException();
    }
    return id;
  }

  private @Nullable Long user(Db tx, @Nullable String user) {
    var id = id(user);
    if (id != null && !sql.isUser(tx, id)) {
      throw new Problem.Invalid("owner", "unknown").asException();
    }
    return id;
  }

  private static String title(@Nullable String title) {
    if (title == null || title.isBlank()) {
      throw new Problem.Invalid("title", "required").asException();
    }
    return title.strip();
  }

  private static @Nullable Long id(@Nullable String text) {
    return text == null ? null : Long.valueOf(text);
  }
}
