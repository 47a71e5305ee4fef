package io.ringcard.client;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.ringcard.undo.UndoOffers;
import io.ringcard.undo.Undone;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that several clients of one kind have: perhaps one client with several cards, perhaps an
 * office that shares a line, which somebody says once.
 */
public final class Duplicates {

  static final String UNDO = "clients-apart";

  private final Db db;
  private final UndoOffers offers = new UndoOffers();
  private final ClientsSql clients = new ClientsSql();
  private final DuplicatesSql sql = new DuplicatesSql();

  public Duplicates(Db db) {
    this.db = db;
  }

  /**
   * The contract's {@code Duplicate}.
   *
   * @param clients the first few of them by age
   */
  record Item(String number, List<Client> clients) {}

  record Page(List<Item> items, @Nullable String next) {}

  Page page(String after, int limit) {
    var found = sql.page(db, after, limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var all = shown.stream().flatMap(shared -> shared.clients().stream()).toList();
    var byId =
        clients.byIds(db, all).stream()
            .collect(Collectors.toMap(client -> Long.valueOf(client.id()), client -> client));
    var items =
        shown.stream()
            .map(shared ->
                new Item(
                    shared.number(),
                    shared.clients().stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Client::createdAt))
                        .toList()))
            .toList();
    return new Page(items, found.size() > limit ? shown.getLast().number() : null);
  }

  /** The contract's {@code KeepApart}. */
  record Body(String number, List<String> clients) {}

  /** These are different clients with one number: it is not asked again until another joins. */
  String keepApart(Principal by, Body body) {
    var ids = body.clients().stream().map(Long::valueOf).toArray(Long[]::new);
    return db.inTransaction(tx -> {
      if (sql.have(tx, body.number(), ids) < ids.length) {
        throw new Problem.Invalid("clients", "unknown").asException();
      }
      sql.keepApart(tx, body.number(), ids, by.userId());
      return offers.offer(tx, by, UNDO, new JsonObject().put("number", body.number()));
    });
  }

  /** How that is taken back; see {@link io.ringcard.undo.Undoing}. */
  Undone askAgain(Db tx, Principal by, JsonObject before) {
    sql.askAgain(tx, before.getString("number"));
    return Undone.whole(() -> {});
  }
}
