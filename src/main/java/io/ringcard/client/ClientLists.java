package io.ringcard.client;

import io.ringcard.client.ClientFilter.Sort;
import io.ringcard.client.ClientListsSql.Hits;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finding clients among a million. A text is taken to the letter first; when that finds nobody, as
 * typed on the other keyboard layout; then with typing mistakes.
 */
public final class ClientLists {

  private static final int SEARCH_LIMIT = 20;
  private static final int MANY = 5_000;

  private final Db db;
  private final String region;
  private final ClientsSql clients = new ClientsSql();
  private final ClientListsSql sql = new ClientListsSql();

  /**
   * @param region whose national forms people write, ISO 3166
   */
  public ClientLists(Db db, String region) {
    this.db = db;
    this.region = region;
  }

  /** A page and where the next one begins. */
  public record Page(List<Client> items, @Nullable String next) {}

  Page list(ClientFilter filter) {
    return db.inTransaction(tx -> {
      sql.planForValues(tx);
      var hits = Query.of(filter.text(), region).map(typed -> hits(tx, typed)).orElse(null);
      var lines = sql.page(tx, filter, hits, filter.sort() == Sort.NAME ? nameAt(tx, filter) : "");
      var more = lines.size() > filter.limit();
      var shown = more ? lines.subList(0, filter.limit()) : lines;
      return new Page(
          shown.stream().map(ClientListsSql.Line::client).toList(),
          more ? shown.getLast().cursor().text() : null);
    });
  }

  /** The few that fit best, best first. */
  public List<Client> search(String text) {
    var readings = Query.of(text, region).map(Query::readings).orElse(List.of());
    return db.inTransaction(tx -> {
      sql.planForValues(tx);
      return readings.stream()
          .map(query -> sql.best(tx, query, SEARCH_LIMIT))
          .filter(found -> !found.isEmpty())
          .findFirst()
          .orElse(List.of());
    });
  }

  private Hits hits(Db tx, Query query) {
    return query.readings().stream()
        .map(reading -> sql.hits(tx, reading, MANY))
        .filter(hits -> !hits.ids().isEmpty())
        .findFirst()
        .orElse(new Hits(query, List.of(), false));
  }

  private String nameAt(Db tx, ClientFilter filter) {
    return Optional.ofNullable(filter.after())
        .map(after ->
            clients
                .name(tx, after.id())
                .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException()))
        .orElse("");
  }
}
