package io.ringcard.client;

import io.ringcard.client.ClientFilter.Sort;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finding clients among a million. A text is taken to the letter first; when that finds nobody, as
 * typed on the other keyboard layout; then with typing mistakes.
 */
public final class ClientLists {

  private static final int SEARCH_LIMIT = 20;

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
    var query = Query.of(filter.text(), region).map(this::reading);
    var lines = sql.page(db, filter, query, filter.sort() == Sort.NAME ? nameAt(filter) : "");
    var more = lines.size() > filter.limit();
    var shown = more ? lines.subList(0, filter.limit()) : lines;
    return new Page(
        shown.stream().map(ClientListsSql.Line::client).toList(),
        more ? shown.getLast().cursor().text() : null);
  }

  /** The few that fit best, best first. */
  public List<Client> search(String text) {
    for (var query : Query.of(text, region).map(Query::readings).orElse(List.of())) {
      var found = sql.best(db, query, SEARCH_LIMIT);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** What clients came from, by the words that people have used, in order. */
  List<String> sources() {
    return sql.sources(db);
  }

  private Query reading(Query query) {
    Predicate<Query> finds = reading -> sql.findsAnybody(db, reading);
    return query.readings().stream().filter(finds).findFirst().orElse(query);
  }

  private String nameAt(ClientFilter filter) {
    return Optional.ofNullable(filter.after())
        .map(after ->
            clients
                .name(db, after.id())
                .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException()))
        .orElse("");
  }
}
