package io.ringcard.outcome;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.calllog.Tallies;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.outcome.OutcomeBody.NextContact;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.Moves;
import io.ringcard.pipeline.Standing;
import io.ringcard.planning.Contacts;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an outcome with its effects in one transaction, and takes it back. Everybody locks in one
 * order, the call, its deals by id, then contacts, so of two people the later one finds what the
 * earlier did, and two calls with the same deals do not stand in each other's way.
 */
public final class Outcomes {

  /** Kind of {@code undo}. */
  public static final String UNDO = "outcome";

  private final Db db;
  private final CallViews calls;
  private final Deals deals;
  private final Plans plans;
  private final Catalogue catalogue;
  private final Consequences consequences;
  private final Moves moves = new Moves();
  private final Contacts contacts = new Contacts();
  private final UndoOffers undo = new UndoOffers();
  private final Tallies tallies = new Tallies();
  private final OutcomesSql sql = new OutcomesSql();

  public Outcomes(
      Db db,
      CallViews calls,
      Deals deals,
      Plans plans,
      Catalogue catalogue,
      Consequences consequences) {
    this.db = db;
    this.calls = calls;
    this.deals = deals;
    this.plans = plans;
    this.catalogue = catalogue;
    this.consequences = consequences;
  }

  /**
   * Writes this person's outcome on the call. Without {@code dealId} it is about the client's only
   * open deal, without {@code nextContact} the outcome's rule plans the next contact; null in
   * either means none.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  OutcomeWritten write(Principal by, long callId, OutcomeBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var call = lock(tx, callId);
      var change = tallies.change(tx).of(List.of(call.id()));
      checkMay(by, call);
      var former = standing(tx, call.id());
      checkSeen(tx, call, body.version(), former);
      var outcome = catalogue.active(tx, body.outcome());
      lockDeals(tx, call, given.test("dealId") ? body.dealId() : null);
      var replanned = consequences.effects().isReplanned(tx, call.id());
      var left = consequences.effects().takeBackAll(tx, call.id());
      var deal = given.test("dealId") ? named(tx, call, body.dealId()) : onlyOpen(tx, call);
      var next =
          given.test("nextContact") ? Next.said(body.nextContact()) : unsaid(outcome, former);
      var dealId = deal.map(Standing::dealId).orElse(null);
      var id = Long.parseLong(outcome.id());
      var version = sql.put(tx, call.id(), by.userId(), id, body.note(), dealId, null);
      var plan = consequences.run(tx, by.userId(), call, outcome, deal, next, body.note());
      var before =
          new JsonObject()
              .put("call", call.id())
              .put("version", version)
              .put("replanned", replanned)
              .put("former", former.map(Written::json).orElse(null));
      change.apply();
      return new OutcomeWritten(
          view(tx, call.id()),
          dealId == null ? null : deals.get(tx, dealId),
          plan == null ? null : plans.get(tx, plan),
          left,
          undo.offer(tx, by, UNDO, before));
    });
  }

  /** The same outcome written again keeps the contact that it had. */
  private static Next unsaid(Outcome outcome, Optional<Written> former) {
    return former
        .filter(was -> Long.toString(was.outcomeId()).equals(outcome.id()) && !outcome.noAnswer())
        .map(was -> Next.said(was.next()))
        .orElse(Next.BY_RULE);
  }

  /** What came of taking an outcome back. */
  record TakenBack(long callId, List<String> left) {}

  /**
   * As if the outcome had not been written: its effects are taken back, and the one that it
   * replaced stands again with its own.
   */
  TakenBack takeBack(Db tx, Principal by, JsonObject before) {
    var call = lock(tx, before.getLong("call"));
    var stands = sql.shown(tx, call.id());
    if (stands.map(Written::version).filter(before.getInteger("version")::equals).isEmpty()) {
      throw new Problem.Conflict("version", "changed", Map.of("current", view(tx, call.id())))
          .asException();
    }
    var change = tallies.change(tx).of(List.of(call.id()));
    var former = Optional.ofNullable(before.getJsonObject("former")).map(Written::of);
    lockDeals(tx, call, former.map(Written::dealId).map(String::valueOf).orElse(null));
    var left = consequences.effects().takeBackAll(tx, call.id());
    sql.delete(tx, call.id(), by.userId());
    former.ifPresent(written -> restore(tx, call, written));
    if (former.isEmpty() && before.getBoolean("replanned")) {
      consequences.replan(tx, by.userId(), call, null);
    }
    change.apply();
    return new TakenBack(call.id(), left);
  }

  private void restore(Db tx, CallFacts call, Written was) {
    sql.put(tx, call.id(), was.userId(), was.outcomeId(), was.note(), was.dealId(), was.at());
    runAgain(tx, call, was);
  }

  private void runAgain(Db tx, CallFacts call, Written was) {
    var deal = Optional.ofNullable(was.dealId()).flatMap(id -> moves.lock(tx, id));
    var outcome = catalogue.get(tx, was.outcomeId());
    var next = outcome.noAnswer() && was.next() == null ? Next.BY_RULE : Next.said(was.next());
    consequences.run(tx, was.userId(), call, outcome, deal, next, was.note());
  }

  /**
   * Two calls are one conversation: the later outcome alone stands, with its effects, as if the
   * other had never been.
   */
  void merge(Db tx, long absorbed, long into) {
    var here = standing(tx, absorbed);
    var there = standing(tx, into);
    if (here.isEmpty() || there.isEmpty()) {
      sql.move(tx, absorbed, into);
      return;
    }
    var isHereLater = here.get().at().isAfter(there.get().at());
    var effects = consequences.effects();
    var call = sql.lock(tx, into).orElseThrow();
    effects.lockDeals(tx, List.of(absorbed, into), Stream.of());
    effects.takeBackAll(tx, isHereLater ? absorbed : into);
    effects.takeBackAll(tx, isHereLater ? into : absorbed);
    sql.move(tx, absorbed, into);
    runAgain(tx, call, isHereLater ? here.get() : there.get());
  }

  /**
   * The call is another client's now, or nobody's: its outcome goes along, about no deal until a
   * person says which.
   */
  void refile(Db tx, long by, long callId) {
    var stands = standing(tx, callId);
    var effects = consequences.effects();
    var call = sql.lock(tx, callId).orElseThrow();
    effects.lockDeals(tx, List.of(callId), Stream.of());
    var replanned = effects.isReplanned(tx, callId);
    effects.takeBackAll(tx, callId);
    stands.ifPresent(was -> restore(tx, call, was.refiled(call.clientId() != null)));
    if (stands.isEmpty() && replanned) {
      consequences.replan(tx, by, call, null);
    }
  }

  /** A call as people see it. */
  CallView view(long callId) {
    return view(db, callId);
  }

  private CallFacts lock(Db tx, long callId) {
    var alive = Long.parseLong(view(tx, callId).id());
    return sql.lock(tx, alive)
        .or(() -> sql.lock(tx, Long.parseLong(view(tx, callId).id())))
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private static void checkMay(Principal by, CallFacts call) {
    if (by.role() == Role.OPERATOR && !call.has(by.userId())) {
      throw new Problem.Forbidden("not-participant").asException();
    }
    if (call.open() && call.answeredAt() == null) {
      throw new Problem.Conflict("id", "not-answered").asException();
    }
  }

  private void checkSeen(
      Db tx, CallFacts call, @Nullable Integer seen, Optional<Written> standing) {
    if (seen != null && !seen.equals(standing.map(Written::version).orElse(0))) {
      throw new Problem.Conflict("version", "stale", Map.of("current", view(tx, call.id())))
          .asException();
    }
  }

  /** The shown outcome with the contact that it planned, as long as nobody has touched that. */
  private Optional<Written> standing(Db tx, long callId) {
    var planned =
        consequences.effects().plannedBy(tx, callId).stream()
            .flatMap(plan -> contacts.findUntouched(tx, plan).stream())
            .map(Outcomes::contact)
            .findFirst();
    return sql.shown(tx, callId).map(written -> written.with(planned.orElse(null)));
  }

  private static NextContact contact(Plan plan) {
    return new NextContact(plan.at(), plan.topic(), plan.kind());
  }

  private void lockDeals(Db tx, CallFacts call, @Nullable String named) {
    var client = call.clientId();
    var open = client == null ? List.<Long>of() : moves.openOf(tx, client);
    var others = Stream.concat(open.stream(), Stream.ofNullable(named).map(Long::valueOf));
    consequences.effects().lockDeals(tx, List.of(call.id()), others);
  }

  private Optional<Standing> onlyOpen(Db tx, CallFacts call) {
    var client = call.clientId();
    var open = client == null ? List.<Standing>of() : moves.lockOpenOf(tx, client);
    return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
  }

  private Optional<Standing> named(Db tx, CallFacts call, @Nullable String dealId) {
    if (dealId == null) {
      return Optional.empty();
    }
    var client = call.clientId();
    var deal =
        moves
            .lock(tx, Long.parseLong(dealId))
            .orElseThrow(() -> new Problem.Invalid("dealId", "unknown").asException());
    if (client == null || deal.clientId() != client) {
      throw new Problem.Invalid("dealId", client == null ? "no-client" : "other-client")
          .asException();
    }
    return Optional.of(deal);
  }

  private CallView view(Db tx, long callId) {
    return calls.find(tx, callId).orElseThrow(() -> new Problem.NotFound("id").asException());
  }
}
