package io.ringcard.outcome;

import io.ringcard.client.Notes;
import io.ringcard.kernel.Problem;
import io.ringcard.outcome.OutcomeBody.NextContact;
import io.ringcard.pipeline.Moves;
import io.ringcard.pipeline.Standing;
import io.ringcard.planning.ContactRule;
import io.ringcard.planning.Contacts;
import io.ringcard.planning.NewContact;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.store.Db;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an outcome sets off, each part an effect that can be taken back. */
public final class Consequences {

  private final Plans plans;
  private final Notes notes;
  private final Replanning replanning;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Reversal effects;
  private final Contacts contacts = new Contacts();
  private final Moves moves = new Moves();

  public Consequences(
      Plans plans, Notes notes, Replanning replanning, ZoneId zone, InstantSource clock) {
    this.plans = plans;
    this.notes = notes;
    this.replanning = replanning;
    this.zone = zone;
    this.clock = clock;
    this.effects = new Reversal(plans, notes, replanning);
  }

  Reversal effects() {
    return effects;
  }

  /** The contact that comes next, if one was planned. */
  @Nullable Long run(
      Db tx,
      long userId,
      CallFacts call,
      Outcome outcome,
      Optional<Standing> deal,
      Next next,
      @Nullable String note) {
    if (!outcome.noAnswer()) {
      closeDue(tx, call);
    }
    var open = deal.filter(Standing::open);
    var lost = open.isPresent() && moveDeal(tx, userId, call, outcome, open.get());
    note(tx, userId, call, note);
    var dealId = deal.map(Standing::dealId).orElse(null);
    if (next.byRule() && outcome.noAnswer()) {
      return replan(tx, userId, call, dealId).orElse(null);
    }
    if (next.byRule()) {
      var rule = outcome.next();
      var client = call.clientId();
      return lost || rule == null || client == null
          ? null
          : plan(tx, userId, call, dealId, byRule(tx, rule, client, dealId));
    }
    return next.contact() == null ? null : plan(tx, userId, call, dealId, next.contact());
  }

  /** By the rule of calls that nobody answered. */
  Optional<Long> replan(Db tx, long userId, CallFacts call, @Nullable Long dealId) {
    var client = call.clientId();
    return client == null
        ? Optional.empty()
        : replanning.replan(tx, call.id(), client, dealId, call.assignee(userId));
  }

  /** There was a conversation: the call that was due has been held, however short it was. */
  private void closeDue(Db tx, CallFacts call) {
    var client = call.clientId();
    var at = call.answeredAt();
    if (client != null && at != null) {
      contacts
          .holdDue(tx, call.id(), client, at, zone)
          .ifPresent(closed -> effects.closed(tx, call.id(), closed.id(), closed.version()));
    }
  }

  /** Counts a refusal and moves the deal within its pipeline; true when it is lost by that. */
  private boolean moveDeal(Db tx, long userId, CallFacts call, Outcome outcome, Standing deal) {
    var lost = false;
    if (outcome.refusal()) {
      effects.refused(tx, call.id(), deal.dealId());
      lost = moves.refuse(tx, deal.dealId()) >= replanning.rules(tx).refusalsUntilLost();
    }
    var move =
        lost
            ? moves
                .lostStep(tx, deal.pipelineId())
                .flatMap(to -> moves.lose(tx, deal.dealId(), to, userId, call.id()))
            : step(tx, outcome, deal)
                .flatMap(to -> moves.move(tx, deal.dealId(), to, userId, call.id()));
    move.ifPresent(made -> effects.moved(tx, call.id(), made));
    if (lost) {
      contacts
          .cancelOfDeal(tx, deal.dealId())
          .forEach(closed -> effects.closed(tx, call.id(), closed.id(), closed.version()));
    }
    return lost;
  }

  private Optional<Long> step(Db tx, Outcome outcome, Standing deal) {
    return outcome.steps().stream()
        .map(Long::valueOf)
        .filter(step ->
            moves.pipelineOfStep(tx, step).filter(of -> of == deal.pipelineId()).isPresent())
        .findFirst();
  }

  private NextContact byRule(Db tx, ContactRule rule, long clientId, @Nullable Long dealId) {
    var topic = rule.topic() == null ? null : contacts.topic(tx, rule.topic(), clientId, dealId);
    return new NextContact(rule.at(clock.instant(), zone), topic, rule.kind());
  }

  private long plan(
      Db tx, long userId, CallFacts call, @Nullable Long dealId, NextContact contact) {
    var client = call.clientId();
    if (client == null) {
      throw new Problem.Invalid("nextContact", "no-client").asException();
    }
    var plan =
        plans.add(
            tx,
            new NewContact(
                client,
                dealId,
                call.assignee(userId),
                contact.at(),
                contact.topic(),
                Objects.requireNonNullElse(contact.kind(), "call"),
                call.id(),
                userId));
    effects.planned(tx, call.id(), plan);
    return plan;
  }

  private void note(Db tx, long userId, CallFacts call, @Nullable String note) {
    var client = call.clientId();
    if (client != null && note != null) {
      effects.noted(tx, call.id(), notes.add(tx, client, userId, call.id(), note));
    }
  }
}
