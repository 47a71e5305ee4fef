package io.ringcard.client;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import io.ringcard.undo.Undone;
import io.ringcard.undo.Undos;
import io.vertx.core.json.JsonObject;
import java.util.function.LongConsumer;

/** Merging cards, and what looks as if it should be merged, over HTTP. */
public final class ClientMergeRoutes {

  private final ClientMerges merges;
  private final Duplicates duplicates;
  private final LongConsumer changed;

  /**
   * @param changed told the id of each client that was merged or parted, once it stands
   */
  public ClientMergeRoutes(ClientMerges merges, Duplicates duplicates, LongConsumer changed) {
    this.merges = merges;
    this.duplicates = duplicates;
    this.changed = changed;
  }

  public void addTo(Routes routes, Undos undos) {
    undos.on(ClientMerges.UNDO, this::part).on(Duplicates.UNDO, duplicates::askAgain);
    routes
        .on("mergeClients", this::merge)
        .on("listDuplicates", this::duplicates)
        .on("keepApart", this::keepApart);
  }

  private ClientMerges.Merged merge(Request request) {
    var merged =
        merges.merge(request.principal(), request.id(), request.body(ClientMerges.Body.class));
    changed.accept(request.id());
    return merged;
  }

  private Duplicates.Page duplicates(Request request) {
    return duplicates.page(request.find("cursor").orElse(""), request.findInt("limit").orElse(50));
  }

  record Apart(String undo) {}

  private Apart keepApart(Request request) {
    var body = request.body(Duplicates.Body.class);
    return new Apart(duplicates.keepApart(request.principal(), body));
  }

  private Undone part(Db transaction, Principal by, JsonObject before) {
    var parted = merges.part(transaction, before);
    return Undone.whole(() -> {
      changed.accept(parted.client());
      changed.accept(parted.other());
    });
  }
}
