package io.ringcard.search;

import io.ringcard.client.Client;
import io.ringcard.client.ClientLists;
import io.ringcard.client.Query;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one search box, over HTTP. */
public final class Search {

  private static final int DEALS = 5;

  private final Db db;
  private final String region;
  private final ClientLists clients;
  private final DealHitsSql deals = new DealHitsSql();

  /**
   * @param region whose national forms of numbers people write, ISO 3166
   */
  public Search(Db db, String region, ClientLists clients) {
    this.db = db;
    this.region = region;
    this.clients = clients;
  }

  public void addTo(Routes routes) {
    routes.on("search", request -> hits(request));
  }

  /** The contract's {@code SearchHits}. */
  record Hits(List<Client> items, List<DealHit> deals, @Nullable String next) {}

  private Hits hits(Request request) {
    var typed = request.find("q").orElse("");
    return Query.of(typed, region)
        .map(query -> new Hits(clients.search(typed), deals.best(db, query, DEALS), null))
        .orElse(new Hits(List.of(), List.of(), null));
  }
}
