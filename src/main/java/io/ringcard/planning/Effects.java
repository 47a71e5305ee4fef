package io.ringcard.planning;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What calls have set off, each once: written in the transaction that does it, with what stood
 * there before, so that it can be undone and a replay does nothing.
 */
public final class Effects {

  private final EffectsSql sql = new EffectsSql();

  /** True when this call has had such an effect, even one that was undone. */
  public boolean everRan(Db transaction, long callId, String kind) {
    return sql.everRan(transaction, callId, kind);
  }

  public void add(Db transaction, long callId, String kind, long target, JsonObject before) {
    sql.add(transaction, callId, kind, target, before);
  }

  /** Effects of these kinds that are not undone, the last one first: the order of undoing. */
  public List<Effect> standing(Db transaction, long callId, List<String> kinds) {
    return sql.standing(transaction, callId, kinds);
  }

  /** The last effect of that kind on a thing that still stands. */
  public Optional<Effect> lastOn(Db transaction, String kind, long target) {
    return sql.lastOn(transaction, kind, target);
  }

  public void undone(Db transaction, Effect effect) {
    sql.undone(transaction, effect.id());
  }

  /** It was never this call's to have: as though it had not run. */
  void forget(Db transaction, Effect effect) {
    sql.forget(transaction, effect.id());
  }

  /** Was to be undone, but somebody has built upon it; nobody will try again. */
  public void left(Db transaction, Effect effect) {
    sql.left(transaction, effect.id());
  }

  /** It stands for another reason now. */
  void become(Db transaction, Effect effect, String kind) {
    sql.become(transaction, effect.id(), kind);
  }

  void undone(Db transaction, String kind, long target) {
    sql.undone(transaction, kind, target);
  }
}
