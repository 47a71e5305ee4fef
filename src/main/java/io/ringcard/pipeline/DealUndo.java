package io.ringcard.pipeline;

import io.ringcard.book.Choice;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.DealWritesSql.Values;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change of a deal leaves behind so that it can be taken back. */
final class DealUndo {

  static final String KIND = "deal";

  private final UndoOffers offers = new UndoOffers();
  private final Moves moves = new Moves();
  private final DealWritesSql sql = new DealWritesSql();

  /**
   * The token that takes the change back.
   *
   * @param version that the change left behind
   */
  String offer(Db tx, Principal by, Deal before, int version, Optional<Move> move) {
    var owner = before.owner();
    var expectedOn = before.expectedOn();
    var kept =
        new JsonObject()
            .put("deal", Long.valueOf(before.id()))
            .put("version", version)
            .put("title", before.title())
            .put("owner", owner == null ? null : Long.valueOf(owner.id()))
            .put("amount", before.amount())
            .put("currency", before.currency())
            .put("source", Choice.idOf(before.source()))
            .put("reason", Choice.idOf(before.reason()))
            .put("expectedOn", expectedOn == null ? null : expectedOn.toString())
            .put("description", before.description())
            .put("archived", before.archivedAt() != null)
            .put("refusals", before.refusals());
    move.ifPresent(made -> kept.put("move", json(made)));
    return offers.offer(tx, by, KIND, kept);
  }

  /** Puts the deal back as it was; fails when somebody has changed it since. Its id. */
  long takeBack(Db tx, Principal by, JsonObject kept) {
    var id = kept.getLong("deal");
    var standing = moves.lock(tx, id);
    var untouched = standing.filter(now -> now.version() == kept.getInteger("version")).isPresent();
    var move = kept.getJsonObject("move");
    if (!untouched || (move != null && !moves.takeBack(tx, move(id, move)))) {
      throw new Problem.Conflict("token", "changed", Map.of("deal", id.toString())).asException();
    }
    sql.restoreRefusals(tx, id, kept.getInteger("refusals"));
    sql.update(tx, id, values(kept), by.userId());
    return id;
  }

  private static Values values(JsonObject kept) {
    var expectedOn = kept.getString("expectedOn");
    return new Values(
        kept.getString("title"),
        kept.getLong("owner"),
        kept.getString("amount"),
        kept.getString("currency"),
        kept.getLong("source"),
        kept.getLong("reason"),
        expectedOn == null ? null : LocalDate.parse(expectedOn),
        kept.getString("description"),
        kept.getBoolean("archived"));
  }

  private static JsonObject json(Move move) {
    var closedAt = move.fromClosedAt();
    return new JsonObject()
        .put("from", move.fromStepId())
        .put("to", move.toStepId())
        .put("since", move.fromSince().toString())
        .put("closedAt", closedAt == null ? null : closedAt.toString())
        .put("line", move.historyId());
  }

  private static Move move(long dealId, JsonObject kept) {
    return new Move(
        dealId,
        kept.getLong("from"),
        kept.getLong("to"),
        Instant.parse(kept.getString("since")),
        instant(kept.getString("closedAt")),
        kept.getLong("line"));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
