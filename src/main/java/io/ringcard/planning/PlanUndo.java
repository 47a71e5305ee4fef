package io.ringcard.planning;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a planned contact's creation or change leaves behind so that it can be taken back. */
final class PlanUndo {

  static final String KIND = "plan";

  private final UndoOffers offers = new UndoOffers();
  private final PlansSql sql = new PlansSql();

  /** The token that takes a new contact away again. */
  String offer(Db tx, Principal by, Plan created) {
    return offers.offer(tx, by, KIND, kept(created));
  }

  /** The token that puts a changed contact back as it was. */
  String offer(Db tx, Principal by, Plan before, Plan changed) {
    return offers.offer(tx, by, KIND, kept(changed).put("before", PlanValues.of(before).json()));
  }

  /** Puts the contact back, or takes it away; fails when somebody has changed it since. */
  void takeBack(Db tx, Principal by, JsonObject kept) {
    var id = kept.getLong("plan");
    if (!sql.lock(tx, id)
        .filter(version -> version.equals(kept.getInteger("version")))
        .isPresent()) {
      throw new Problem.Conflict("token", "changed", happened(tx, id)).asException();
    }
    var before = kept.getJsonObject("before");
    if (before == null) {
      sql.deleteUntouched(tx, id);
    } else {
      sql.update(tx, id, PlanValues.of(before), by.userId());
    }
  }

  /** What stands there now; nothing when it was taken away. */
  private Map<String, Object> happened(Db tx, long id) {
    return sql.byIds(tx, List.of(id)).stream().findFirst().map(PlanUndo::happened).orElse(Map.of());
  }

  /** What stands there now, and who wrote it where that is known. */
  static Map<String, Object> happened(Plan current) {
    var happened = new LinkedHashMap<String, Object>();
    happened.put("current", current);
    if (current.changedBy() != null) {
      happened.put("by", Objects.requireNonNull(current.changedBy()));
    }
    return happened;
  }

  private static JsonObject kept(Plan plan) {
    return new JsonObject()
        .put("plan", Long.valueOf(plan.id()))
        .put("client", plan.client().id())
        .put("version", plan.version());
  }
}
