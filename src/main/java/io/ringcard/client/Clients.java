package io.ringcard.client;

import io.ringcard.book.Choice;
import io.ringcard.book.Choices;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reading and writing one client. */
public final class Clients {

  private final Db db;
  private final Reaches reaches;
  private final CardWriter writer;
  private final Companies companies = new Companies();
  private final ClientsSql sql = new ClientsSql();
  private final Choices choices = new Choices();
  private final OnceSql once = new OnceSql();

  /**
   * @param region whose national forms people write, ISO 3166
   * @param ownNumbers numbers of the house as stored; no client has them
   */
  public Clients(Db db, String region, Set<String> ownNumbers, ClientNumbersChanged listener) {
    this.db = db;
    this.reaches = new Reaches(region, ownNumbers);
    this.writer = new CardWriter(listener);
  }

  /** Of a card that went into another one, that one. */
  public Client get(long id) {
    return get(db, id);
  }

  public Optional<Client> find(Db transaction, long id) {
    return sql.find(transaction, id);
  }

  /** A new client of this person; the same key again gives the same client. */
  Client create(Principal by, ClientBody body, Optional<String> key) {
    return once.create(db, by.userId(), "createClient", key, tx -> insert(tx, by, body), this::get);
  }

  private long insert(Db tx, Principal by, ClientBody body) {
    var kind = Objects.requireNonNullElse(body.kind(), "person");
    var data =
        new ClientData(
            kind,
            Objects.requireNonNullElse(body.name(), ""),
            isCompany(kind) ? Employer.NONE : companies.of(tx, body),
            body.position(),
            reaches.phones(body.phones()),
            reaches.emails(body.emails()),
            choices.chosen(tx, "source", "source", body.source(), null),
            choices.chosen(tx, "status", "client-status", body.status(), null),
            body.about(),
            by.userId());
    return writer.create(tx, data, by.userId());
  }

  /**
   * Changes what was given. Past calls of a new number join the client, those of a number that is
   * taken away leave; see {@link ClientNumbersChanged}.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Client change(long id, ClientBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      if (!sql.lock(tx, id)) {
        throw new Problem.NotFound("id").asException();
      }
      var current = get(tx, id);
      var isAnother = Long.parseLong(current.id()) != id;
      if (isAnother || !Objects.equals(body.version(), current.version())) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var data = merged(tx, current, body, given);
      writer.write(tx, id, current, data);
      return get(tx, id);
    });
  }

  private ClientData merged(Db tx, Client current, ClientBody body, Predicate<String> given) {
    var owner = current.owner() == null ? null : Long.valueOf(current.owner().id());
    var kind = Objects.requireNonNullElse(body.kind(), current.kind());
    return new ClientData(
        kind,
        Objects.requireNonNullElse(body.name(), current.name()),
        isCompany(kind) ? Employer.NONE : companies.of(tx, current, body, given),
        given.test("position") ? body.position() : current.position(),
        given.test("phones") ? reaches.phones(body.phones()) : current.phones(),
        given.test("emails") ? reaches.emails(body.emails()) : current.emails(),
        given.test("source")
            ? choices.chosen(tx, "source", "source", body.source(), current.source())
            : Choice.idOf(current.source()),
        given.test("status")
            ? choices.chosen(tx, "status", "client-status", body.status(), current.status())
            : Choice.idOf(current.status()),
        given.test("about") ? body.about() : current.about(),
        given.test("owner") ? user(tx, body.owner()) : owner);
  }

  CardWriter writer() {
    return writer;
  }

  private static boolean isCompany(String kind) {
    return kind.equals(ClientData.COMPANY);
  }

  private @Nullable Long user(Db tx, @Nullable String id) {
    if (id != null && !sql.isUser(tx, Long.parseLong(id))) {
      throw new Problem.Invalid("owner", "unknown").asException();
    }
    return id == null ? null : Long.valueOf(id);
  }

  Client get(Db at, long id) {
    return sql.find(at, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }
}
