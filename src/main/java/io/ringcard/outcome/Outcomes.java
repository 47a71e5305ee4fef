package io.ringcard.outcome;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.outcome.OutcomeBody.NextContact;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.Moves;
import io.ringcard.pipeline.Standing;
import io.ringcard.planning.NewContact;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes an outcome with its effects in one transaction. The call's row is locked for it, so of two
 * people the later one finds the effects of the earlier and takes them back.
 */
public final class Outcomes {

  private final Db db;
  private final CallViews calls;
  private final Deals deals;
  private final Plans plans;
  private final Notes notes;
  private final OutcomeRules rules;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Moves moves = new Moves();
  private final Reversal effects;
  private final OutcomesSql sql = new OutcomesSql();

  public Outcomes(
      Db db,
      CallViews calls,
      Deals deals,
      Plans plans,
      Notes notes,
      OutcomeRules rules,
      ZoneId zone,
      InstantSource clock) {
    this.db = db;
    this.calls = calls;
    this.deals = deals;
    this.plans = plans;
    this.notes = notes;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
    this.effects = new Reversal(plans, notes);
  }

  /** The catalogue in order of keys. */
  public List<Outcome> list() {
    return sql.list(db);
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
      checkMay(by, call);
      var outcome = outcome(tx, body.outcome());
      var left = effects.takeBackAll(tx, call.id());
      var deal = given.test("dealId") ? named(tx, call, body.dealId()) : onlyOpen(tx, call);
      sql.put(
          tx,
          call.id(),
          by.userId(),
          Long.parseLong(outcome.id()),
          body.note(),
          deal.map(Standing::dealId).orElse(null));
      var lost =
          deal.filter(Standing::open).isPresent() && moveDeal(tx, by, call, outcome, deal.get());
      var plan =
          lost && !given.test("nextContact")
              ? null
              : plan(tx, by, call, outcome, deal, body, given);
      note(tx, by, call, body.note());
      return new OutcomeWritten(
          view(tx, call.id()),
          deal.map(standing -> deals.get(tx, standing.dealId())).orElse(null),
          plan == null ? null : plans.get(tx, plan),
          left);
    });
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
    if (call.open() && !call.answered()) {
      throw new Problem.Conflict("id", "not-answered").asException();
    }
  }

  private Outcome outcome(Db tx, String id) {
    return sql.find(tx, Long.parseLong(id))
        .orElseThrow(() -> new Problem.Invalid("outcome", "unknown").asException());
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

  /** Counts a refusal and moves the deal within its pipeline; true when it is lost by that. */
  private boolean moveDeal(Db tx, Principal by, CallFacts call, Outcome outcome, Standing deal) {
    var lost = false;
    if (outcome.refusal()) {
      effects.refused(tx, call.id(), deal.dealId());
      lost = moves.refuse(tx, deal.dealId()) >= rules.refusalsUntilLost();
    }
    var step = lost ? moves.lostStep(tx, deal.pipelineId()) : step(tx, outcome, deal);
    step.flatMap(to -> moves.move(tx, deal.dealId(), to, by.userId(), call.id()))
        .ifPresent(move -> effects.moved(tx, call.id(), move));
    return lost;
  }

  private Optional<Long> step(Db tx, Outcome outcome, Standing deal) {
    return Optional.ofNullable(outcome.step())
        .map(Long::valueOf)
        .filter(step ->
            moves.pipelineOfStep(tx, step).filter(of -> of == deal.pipelineId()).isPresent());
  }

  private @Nullable Long plan(
      Db tx,
      Principal by,
      CallFacts call,
      Outcome outcome,
      Optional<Standing> deal,
      OutcomeBody body,
      Predicate<String> given) {
    var contact = given.test("nextContact") ? body.nextContact() : byRule(outcome);
    var client = call.clientId();
    if (contact == null || (client == null && !given.test("nextContact"))) {
      return null;
    }
    if (client == null) {
      throw new Problem.Invalid("nextContact", "no-client").asException();
    }
    var plan =
        plans.add(
            tx,
            new NewContact(
                client,
                deal.map(Standing::dealId).orElse(null),
                call.has(by.userId()) ? by.userId() : call.lastTalker().orElse(by.userId()),
                contact.at(),
                contact.topic(),
                Objects.requireNonNullElse(contact.kind(), "call"),
                call.id(),
                by.userId()));
    effects.planned(tx, call.id(), plan);
    return plan;
  }

  private @Nullable NextContact byRule(Outcome outcome) {
    var hours = outcome.nextContactHours();
    return hours == null
        ? null
        : new NextContact(NextContactRule.at(now(), hours, zone), null, null);
  }

  private Instant now() {
    return clock.instant();
  }

  private void note(Db tx, Principal by, CallFacts call, @Nullable String note) {
    var client = call.clientId();
    if (client != null && note != null) {
      effects.noted(tx, call.id(), notes.add(tx, client, by.userId(), call.id(), note));
    }
  }

  private CallView view(Db tx, long callId) {
    return calls.find(tx, callId).orElseThrow(() -> new Problem.NotFound("id").asException());
  }
}
