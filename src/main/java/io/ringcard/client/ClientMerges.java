package io.ringcard.client;

import io.ringcard.client.ClientMergesSql.Standing;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one client of two cards: numbers, addresses and all that belongs to the other card go to
 * the client, whose history tells what both said; the other card's address leads there from then
 * on. Whatever belongs to clients is registered here, so that nothing is left behind.
 */
public final class ClientMerges {

  static final String UNDO = "client-merge";

  private static final int MOST_REACHES = 50;

  private final Db db;
  private final Clients clients;
  private final CardWriter writer;
  private final Map<String, Belonging> belongings = new LinkedHashMap<>();
  private final UndoOffers offers = new UndoOffers();
  private final ClientsSql cards = new ClientsSql();
  private final ClientMergesSql sql = new ClientMergesSql();

  public ClientMerges(Db db, Clients clients) {
    this.db = db;
    this.clients = clients;
    this.writer = clients.writer();
    on("note", BelongingSql.of("note"));
    on("person", BelongingSql.of("client", "company_id"));
    on("card", BelongingSql.of("client", "merged_into"));
    on("merge", BelongingSql.of("client_merge"));
  }

  /** Registers what belongs to clients; before the doors open. */
  public ClientMerges on(String kind, Belonging belonging) {
    belongings.put(kind, belonging);
    return this;
  }

  /**
   * The contract's {@code MergeClients}.
   *
   * @param take members for which the other card's word stands
   */
  record Body(int version, String other, int otherVersion, Set<String> take) {}

  /** The contract's {@code MergedClients}. */
  record Merged(Client client, String undo) {}

  /** Those of these merges that stand, in no order. */
  public List<ClientMerge> byIds(List<Long> ids) {
    return sql.byIds(db, ids);
  }

  Merged merge(Principal by, long id, Body body) {
    var other = Long.parseLong(body.other());
    if (other == id) {
      throw new Problem.Invalid("other", "self").asException();
    }
    return db.inTransaction(tx -> {
      sql.lock(tx, id, other);
      var client = standing(tx, id, body.version(), "version");
      var absorbed = standing(tx, other, body.otherVersion(), "otherVersion");
      var kept = CardThen.of(client);
      var gone = CardThen.of(absorbed);
      var data = kept.with(gone, body.take());
      check(kept, gone, data);
      sql.absorb(tx, other, id);
      var moved = move(tx, other, id);
      cards.replacePhones(tx, other, List.of());
      cards.replaceEmails(tx, other, List.of());
      writer.write(tx, id, client, data);
      var merge = sql.insert(tx, id, other, by.userId(), kept, gone, moved);
      var now = clients.get(tx, id);
      return new Merged(now, offers.offer(tx, by, UNDO, offer(merge, now)));
    });
  }

  private static JsonObject offer(long merge, Client now) {
    return new JsonObject().put("merge", merge).put("version", now.version());
  }

  private Client standing(Db tx, long id, int version, String field) {
    var client =
        clients
            .find(tx, id)
            .orElseThrow(() ->
                field.equals("version")
                    ? new Problem.NotFound("id").asException()
                    : new Problem.Invalid("other", "unknown").asException());
    if (Long.parseLong(client.id()) != id || client.version() != version) {
      throw new Problem.Conflict(field, "stale", Map.of("current", client)).asException();
    }
    return client;
  }

  private static void check(CardThen kept, CardThen gone, ClientData data) {
    if (!kept.kind().equals(gone.kind())) {
      throw new Problem.Invalid("other", "kind").asException();
    }
    if (data.phones().size() > MOST_REACHES || data.emails().size() > MOST_REACHES) {
      throw new Problem.Invalid("other", "too-many", Map.of("limit", MOST_REACHES)).asException();
    }
  }

  private JsonObject move(Db tx, long from, long to) {
    var moved = new JsonObject();
    belongings.forEach(
        (kind, belonging) -> moved.put(kind, new JsonArray(belonging.move(tx, from, to, null))));
    return moved;
  }

  /** Both cards after they were parted. */
  record Parted(long client, long other) {}

  /**
   * Parts the cards again: what went along goes back, and with it the calls that came since under
   * the other card's numbers. Fails when somebody has changed the client since.
   */
  Parted part(Db tx, JsonObject offered) {
    var merge = sql.lock(tx, offered.getLong("merge")).orElseThrow(() -> changed(Map.of()));
    sql.lock(tx, merge.client(), merge.absorbed());
    var client = clients.get(tx, merge.client());
    if (client.version() != offered.getInteger("version")
        || !sql.release(tx, merge.absorbed(), merge.client())) {
      throw changed(Map.of("current", client));
    }
    giveBack(tx, merge);
    writer.write(tx, merge.client(), client, merge.keptCard().data());
    sql.delete(tx, offered.getLong("merge"));
    return new Parted(merge.client(), merge.absorbed());
  }

  private void giveBack(Db tx, Standing merge) {
    cards.replacePhones(tx, merge.absorbed(), merge.absorbedCard().phones());
    cards.replaceEmails(tx, merge.absorbed(), merge.absorbedCard().emails());
    belongings.forEach(
        (kind, belonging) -> belonging.move(tx, merge.client(), merge.absorbed(), merge.ids(kind)));
  }

  private static RuntimeException changed(Map<String, Object> current) {
    return new Problem.Conflict("token", "changed", current).asException();
  }
}
