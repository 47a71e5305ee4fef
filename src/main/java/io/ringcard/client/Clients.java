package io.ringcard.client;

import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finding and writing clients. */
public final class Clients {

  private static final int SEARCH_LIMIT = 20;

  private final Db db;
  private final String region;
  private final Set<String> ownNumbers;
  private final ClientNumbersAdded listener;
  private final ClientsSql sql = new ClientsSql();
  private final OnceSql once = new OnceSql();

  /**
   * @param region whose national forms people write, ISO 3166
   * @param ownNumbers numbers of the house as stored; calls of theirs join nobody
   */
  public Clients(Db db, String region, Set<String> ownNumbers, ClientNumbersAdded listener) {
    this.db = db;
    this.region = region;
    this.ownNumbers = Set.copyOf(ownNumbers);
    this.listener = listener;
  }

  /** A page by name; {@code next} is the id of its last client. */
  public record Page(List<Client> items, @Nullable String next) {}

  public Client get(long id) {
    return get(db, id);
  }

  public Optional<Client> find(Db transaction, long id) {
    return sql.find(transaction, id);
  }

  /**
   * Clients by name whom the text finds, all when it is blank.
   *
   * @param cursor id of the last client seen; the page goes on behind its name
   */
  public Page list(String text, @Nullable Long cursor, int limit) {
    var afterName = cursor == null ? "" : nameOf(cursor);
    var afterId = cursor == null ? 0 : cursor;
    var found =
        Query.of(text, region)
            .map(query -> sql.page(db, query, afterName, afterId, limit + 1))
            .orElseGet(() -> sql.page(db, afterName, afterId, limit + 1));
    var more = found.size() > limit;
    var items = more ? List.copyOf(found.subList(0, limit)) : found;
    return new Page(items, more ? items.getLast().id() : null);
  }

  /** The few that fit best, best first. */
  public List<Client> search(String text) {
    return Query.of(text, region).map(query -> sql.best(db, query, SEARCH_LIMIT)).orElse(List.of());
  }

  /** A new client of this person; the same key again gives the same client. */
  Client create(Principal by, ClientBody body, Optional<String> key) {
    var data =
        new ClientData(
            Objects.requireNonNullElse(body.kind(), "person"),
            Objects.requireNonNullElse(body.name(), ""),
            body.company(),
            body.position(),
            body.email(),
            stored(body.phones()),
            body.source(),
            by.userId());
    return get(once.create(db, by.userId(), "createClient", key, tx -> insert(tx, data)));
  }

  /**
   * Changes what was given.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Client change(long id, ClientBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      if (!sql.lock(tx, id)) {
        throw new Problem.NotFound("id").asException();
      }
      var current = get(tx, id);
      if (!Objects.equals(body.version(), current.version())) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var data = merged(tx, current, body, given);
      sql.update(tx, id, data);
      if (!data.phones().equals(current.phones())) {
        sql.replacePhones(tx, id, data.phones());
        tellOfNew(tx, id, current.numbers(), data);
      }
      return get(tx, id);
    });
  }

  private long insert(Db tx, ClientData data) {
    var id = sql.insert(tx, data);
    sql.replacePhones(tx, id, data.phones());
    tellOfNew(tx, id, List.of(), data);
    return id;
  }

  private void tellOfNew(Db tx, long id, List<String> before, ClientData data) {
    var numbers = new ArrayList<>(data.phones().stream().map(Phone::number).toList());
    numbers.removeAll(before);
    numbers.removeAll(ownNumbers);
    if (!numbers.isEmpty()) {
      listener.added(tx, id, numbers);
    }
  }

  private ClientData merged(Db tx, Client current, ClientBody body, Predicate<String> given) {
    var owner = current.owner() == null ? null : Long.valueOf(current.owner().id());
    return new ClientData(
        Objects.requireNonNullElse(body.kind(), current.kind()),
        Objects.requireNonNullElse(body.name(), current.name()),
        given.test("company") ? body.company() : current.company(),
        given.test("position") ? body.position() : current.position(),
        given.test("email") ? body.email() : current.email(),
        given.test("phones") ? stored(body.phones()) : current.phones(),
        given.test("source") ? body.source() : current.source(),
        given.test("owner") ? user(tx, body.owner()) : owner);
  }

  private @Nullable Long user(Db tx, @Nullable String id) {
    if (id != null && !sql.isUser(tx, Long.parseLong(id))) {
      throw new Problem.Invalid("owner", "unknown").asException();
    }
    return id == null ? null : Long.valueOf(id);
  }

  private List<Phone> stored(@Nullable List<Phone> written) {
    var phones = new LinkedHashMap<String, Phone>();
    var all = Objects.requireNonNullElse(written, List.<Phone>of());
    for (var i = 0; i < all.size(); i++) {
      var field = "phones[" + i + "].number";
      var number =
          PhoneNumber.parse(all.get(i).number(), region)
              .orElseThrow(() -> new Problem.Invalid(field, "number").asException());
      phones.putIfAbsent(number.text(), new Phone(number.text(), all.get(i).label()));
    }
    return List.copyOf(phones.values());
  }

  private Client get(Db at, long id) {
    return sql.find(at, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private String nameOf(long cursor) {
    return sql.name(db, cursor)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }
}
