package io.ringcard.outcome;

import io.ringcard.client.Notes;
import io.ringcard.pipeline.Move;
import io.ringcard.pipeline.Moves;
import io.ringcard.planning.Contacts;
import io.ringcard.planning.Effect;
import io.ringcard.planning.Effects;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The effects of an outcome, as they are written down and taken back: the last one first, and none
 * that somebody has built upon since.
 */
final class Reversal {

  static final String DEAL_STEP = "deal-step";
  static final String REFUSAL = "refusal";
  static final String PLAN_ADDED = "plan-added";
  static final String PLAN_CLOSED = Contacts.CLOSED_BY_OUTCOME;
  static final String NOTE = "note";

  private static final List<String> OF_DEALS = List.of(DEAL_STEP, REFUSAL);
  private static final List<String> KINDS =
      List.of(DEAL_STEP, REFUSAL, PLAN_ADDED, PLAN_CLOSED, NOTE, Replanning.KIND);

  private final Effects effects = new Effects();
  private final Moves moves = new Moves();
  private final Contacts contacts = new Contacts();
  private final Plans plans;
  private final Notes notes;
  private final Replanning replanning;

  Reversal(Plans plans, Notes notes, Replanning replanning) {
    this.plans = plans;
    this.notes = notes;
    this.replanning = replanning;
  }

  void moved(Db tx, long callId, Move move) {
    effects.add(tx, callId, DEAL_STEP, move.dealId(), json(move));
  }

  void refused(Db tx, long callId, long dealId) {
    effects.add(tx, callId, REFUSAL, dealId, new JsonObject());
  }

  void planned(Db tx, long callId, long planId) {
    effects.add(tx, callId, PLAN_ADDED, planId, new JsonObject());
  }

  /**
   * @param version that closing left behind
   */
  void closed(Db tx, long callId, long planId, int version) {
    effects.add(tx, callId, PLAN_CLOSED, planId, new JsonObject().put("version", version));
  }

  void noted(Db tx, long callId, long noteId) {
    effects.add(tx, callId, NOTE, noteId, new JsonObject());
  }

  /** The deals that taking back will touch, with these others: locked in one order by everybody. */
  void lockDeals(Db tx, List<Long> callIds, Stream<Long> others) {
    var touched =
        callIds.stream()
            .flatMap(call -> effects.standing(tx, call, OF_DEALS).stream())
            .map(Effect::target);
    moves.lockAll(tx, Stream.concat(touched, others).distinct().toList());
  }

  /** Of two calls that are one only one is planned anew: what the absorbed one set off goes. */
  void replannedOnce(Db tx, long absorbed, long into) {
    if (isReplanned(tx, into)) {
      takeBack(tx, effects.standing(tx, absorbed, List.of(Replanning.KIND)));
    }
  }

  /** Whether the call has been planned anew by itself, and that stands. */
  boolean isReplanned(Db tx, long callId) {
    return !effects.standing(tx, callId, List.of(Replanning.KIND)).isEmpty();
  }

  /** The contacts that the outcome of this call has planned. */
  List<Long> plannedBy(Db tx, long callId) {
    return effects.standing(tx, callId, List.of(PLAN_ADDED)).stream().map(Effect::target).toList();
  }

  /** Takes back what the outcomes of this call have set off; the kinds that had to be left. */
  List<String> takeBackAll(Db tx, long callId) {
    return takeBack(tx, effects.standing(tx, callId, KINDS));
  }

  private List<String> takeBack(Db tx, List<Effect> standing) {
    var left = new ArrayList<String>();
    for (var effect : standing) {
      if (takeBack(tx, effect)) {
        effects.undone(tx, effect);
      } else {
        effects.left(tx, effect);
        left.add(effect.kind());
      }
    }
    return left;
  }

  private boolean takeBack(Db tx, Effect effect) {
    return switch (effect.kind()) {
      case DEAL_STEP -> moves.takeBack(tx, move(effect));
      case REFUSAL -> moves.takeBackRefusal(tx, effect.target());
      case PLAN_ADDED -> plans.remove(tx, effect.target());
      case PLAN_CLOSED ->
          contacts.reopen(tx, effect.target(), effect.before().getInteger("version"));
      case NOTE -> notes.remove(tx, effect.target());
      case Replanning.KIND -> replanning.takeBack(tx, effect);
      default -> throw new IllegalStateException(effect.kind());
    };
  }

  private static JsonObject json(Move move) {
    return new JsonObject()
        .put("from", move.fromStepId())
        .put("to", move.toStepId())
        .put("since", move.fromSince().toString())
        .put("closedAt", move.fromClosedAt() == null ? null : move.fromClosedAt().toString())
        .put("line", move.historyId());
  }

  private static Move move(Effect effect) {
    var before = effect.before();
    return new Move(
        effect.target(),
        before.getLong("from"),
        before.getLong("to"),
        Instant.parse(before.getString("since")),
        instant(before.getString("closedAt")),
        before.getLong("line"));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
