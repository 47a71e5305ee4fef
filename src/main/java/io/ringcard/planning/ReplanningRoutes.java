package io.ringcard.planning;

import io.ringcard.http.Push;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long we go on with a client, and the contacts that moved by it, over HTTP. */
public final class ReplanningRoutes {

  private final Db db;
  private final Persistences persistences;
  private final Replanning replanning;
  private final Push push;

  public ReplanningRoutes(Db db, Persistences persistences, Replanning replanning, Push push) {
    this.db = db;
    this.persistences = persistences;
    this.replanning = replanning;
    this.push = push;
  }

  public void addTo(Routes routes) {
    routes
        .on("getPersistence", this::get)
        .on("putPersistence", this::put)
        .on("putBackPlan", this::putBack);
  }

  private Persistence get(Request request) {
    return persistences.get();
  }

  private Persistence put(Request request) {
    var stands = persistences.put(request.body(Persistence.class));
    push.sendToAll("settings", Map.of("changed", "persistence"));
    return stands;
  }

  record Seen(int version) {}

  private @Nullable Object putBack(Request request) {
    var client = replanning.putBack(db, request.id(), request.body(Seen.class).version());
    push.sendToAll("plan", Map.of("client", Long.toString(client)));
    return null;
  }
}
