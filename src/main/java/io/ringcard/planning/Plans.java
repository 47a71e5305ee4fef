package io.ringcard.planning;

import io.ringcard.client.Belonging;
import io.ringcard.client.BelongingSql;
import io.ringcard.client.OnceSql;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contact plan as people see and write it. */
public final class Plans {

  /** Goes along when clients are merged. */
  public static final Belonging BELONGING = BelongingSql.of("plan");

  static final String HELD_BY_TALK = "plan-held";

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final Db db;
  private final Effects effects = new Effects();
  private final PlansSql sql = new PlansSql();
  private final PlanUndo undo = new PlanUndo();
  private final OnceSql once = new OnceSql();

  public Plans(Db db) {
    this.db = db;
  }

  /** A page by time. */
  public record Page(List<Plan> items, @Nullable String next) {}

  public Page list(PlanFilter filter) {
    var lines = sql.page(db, filter, filter.limit() + 1);
    var more = lines.size() > filter.limit();
    var shown = more ? lines.subList(0, filter.limit()) : lines;
    return new Page(
        shown.stream().map(PlansSql.Line::plan).toList(),
        more ? shown.getLast().cursor().text() : null);
  }

  /** All contacts of a client, whatever their status, latest first. */
  public List<Plan> of(Db at, long clientId) {
    return sql.ofClient(at, clientId);
  }

  /** Contacts that are still planned with a client, earliest first. */
  public List<Plan> aheadOf(Db at, long clientId) {
    return sql.aheadOfClient(at, clientId);
  }

  /** By time; ids that nobody has are left out. */
  public List<Plan> list(Db at, List<Long> ids) {
    return sql.byIds(at, ids);
  }

  /** The earliest contact that is still planned. */
  public Optional<Plan> nextOf(Db at, long clientId) {
    return sql.nextOfClient(at, clientId);
  }

  /** The earliest planned contact of each deal that has one; see {@code pipeline.NextContacts}. */
  public Map<Long, Plan> nextOfDeals(Db at, List<Long> dealIds) {
    var next = sql.nextOfDeals(at, dealIds);
    var plans =
        sql.byIds(at, List.copyOf(next.values())).stream()
            .collect(Collectors.toMap(plan -> Long.valueOf(plan.id()), Function.identity()));
    var result = new LinkedHashMap<Long, Plan>();
    next.forEach((deal, plan) -> result.put(deal, Objects.requireNonNull(plans.get(plan))));
    return result;
  }

  Plan get(long id) {
    return get(db, id);
  }

  public Plan get(Db at, long id) {
    return sql.byIds(at, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  /** The contact that the talk of this call has held, unless somebody took that back. */
  public Optional<Plan> heldBy(Db at, long callId) {
    return effects.standing(at, callId, List.of(HELD_BY_TALK)).stream()
        .findFirst()
        .map(effect -> get(at, effect.target()));
  }

  /** Plans a contact in somebody's transaction; its id. */
  public long add(Db transaction, NewContact contact) {
    return sql.insert(transaction, contact);
  }

  /** Takes a contact away again; false when somebody has changed, held or cancelled it since. */
  public boolean remove(Db transaction, long id) {
    return sql.deleteUntouched(transaction, id);
  }

  /** A new contact by this person; the same key again gives the same contact. */
  Plan create(Principal by, PlanBody body, Optional<String> key) {
    return once.create(
        db,
        by.userId(),
        "createPlan",
        key,
        tx -> insert(tx, by, body),
        (tx, id) -> {
          var created = get(tx, id);
          return created.withUndo(undo.offer(tx, by, created));
        });
  }

  private long insert(Db tx, Principal by, PlanBody body) {
    var client = id(body.client());
    if (client == null || !sql.isClient(tx, client)) {
      throw new Problem.Invalid("client", "unknown").asException();
    }
    var deal = id(body.deal());
    if (deal != null) {
      checkDeal(tx, deal, client);
    }
    var at = body.at();
    if (at == null) {
      throw new Problem.Invalid("at", "required").asException();
    }
    var assignee = body.assignee() == null ? by.userId() : user(tx, body.assignee());
    var kind = Objects.requireNonNullElse(body.kind(), "call");
    return add(
        tx,
        new NewContact(
            client, deal, assignee, reachable(at), body.topic(), kind, null, by.userId()));
  }

  /**
   * Changes what was given; the answer carries a token to take it back. Planning anew what a talk
   * had held undoes that effect for good.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Plan change(Principal by, long id, PlanBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var version = sql.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = get(tx, id);
      if (!Objects.equals(body.version(), version)) {
        throw new Problem.Conflict("version", "stale", PlanUndo.happened(current)).asException();
      }
      sql.update(tx, id, values(tx, current, body, given), by.userId());
      var changed = get(tx, id);
      if ("held".equals(current.status()) && !"held".equals(changed.status())) {
        effects.undone(tx, HELD_BY_TALK, id);
      }
      return get(tx, id).withUndo(undo.offer(tx, by, current, changed));
    });
  }

  private PlanValues values(Db tx, Plan current, PlanBody body, Predicate<String> given) {
    var before = PlanValues.of(current);
    var deal = given.test("deal") ? id(body.deal()) : before.dealId();
    if (deal != null && !deal.equals(before.dealId())) {
      checkDeal(tx, deal, Long.parseLong(current.client().id()));
    }
    return new PlanValues(
        body.at() == null ? before.at() : reachable(body.at()),
        given.test("topic") ? body.topic() : before.topic(),
        Objects.requireNonNullElse(body.kind(), before.kind()),
        Objects.requireNonNullElse(body.status(), before.status()),
        body.assignee() == null ? before.assigneeId() : user(tx, body.assignee()),
        deal);
  }

  /** Takes a creation or a change back, inside a transaction. */
  void takeBack(Db tx, Principal by, JsonObject kept) {
    undo.takeBack(tx, by, kept);
  }

  /** A time that people can mean: a slip of the keyboard would never come up in a list. */
  private static Instant reachable(Instant at) {
    if (at.isBefore(EARLIEST)) {
      throw new Problem.Invalid("at", "minimum").asException();
    }
    if (at.isAfter(LATEST)) {
      throw new Problem.Invalid("at", "maximum").asException();
    }
    return at;
  }

  private void checkDeal(Db tx, long deal, long client) {
    var owner = sql.clientOfDeal(tx, deal);
    if (owner.isEmpty() || owner.get() != client) {
      var reason = owner.isEmpty() ? "unknown" : "other-client";
      throw new Problem.Invalid("deal", reason).asException();
    }
  }

  private long user(Db tx, String user) {
    var id = Long.parseLong(user);
    if (!sql.isUser(tx, id)) {
      throw new Problem.Invalid("assignee", "unknown").asException();
    }
    return id;
  }

  private static @Nullable Long id(@Nullable String text) {
    return text == null ? null : Long.valueOf(text);
  }
}
