package io.ringcard.outcome;

import io.ringcard.client.Notes;
import io.ringcard.pipeline.Move;
import io.ringcard.pipeline.Moves;
import io.ringcard.planning.Effect;
import io.ringcard.planning.Effects;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effects of an outcome, as they are written down and taken back: the last one first, and none
 * that somebody has built upon since.
 */
final class Reversal {

  static final String DEAL_STEP = "deal-step";
  static final String REFUSAL = "refusal";
  static final String PLAN_ADDED = "plan-added";
  static final String NOTE = "note";

  private static final List<String> KINDS = List.of(DEAL_STEP, REFUSAL, PLAN_ADDED, NOTE);

  private final Effects effects = new Effects();
  private final Moves moves = new Moves();
  private final Plans plans;
  private final Notes notes;

  Reversal(Plans plans, Notes notes) {
    this.plans = plans;
    this.notes = notes;
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

  void noted(Db tx, long callId, long noteId) {
    effects.add(tx, callId, NOTE, noteId, new JsonObject());
  }

  /** Takes back what the outcomes of this call have set off; the kinds that had to be left. */
  List<String> takeBackAll(Db tx, long callId) {
    var left = new ArrayList<String>();
    for (var effect : effects.standing(tx, callId, KINDS)) {
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
      case NOTE -> notes.remove(tx, effect.target());
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
