package io.ringcard.exchange;

import io.ringcard.doctor.Subject;
import io.ringcard.exchange.ExchangeSql.WithSecret;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Problem;
import io.ringcard.records.RecordsRoom;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges as they stand in the database. One that the settings file names is laid over its
 * row at each start and is shown only; one that the file no longer names stays as it was and is the
 * page's from then on.
 */
public final class ExchangeBook {

  private final Db db;
  private final ExchangeSql sql = new ExchangeSql();
  private final Map<Long, Exchange> known = new ConcurrentHashMap<>();
  private final Set<String> ownNumbers = ConcurrentHashMap.newKeySet();

  public ExchangeBook(Db db) {
    this.db = db;
    read();
  }

  /** The file's exchange takes its row; gives its id. */
  public long layDown(Exchange file, String secret) {
    var id =
        db.inTransaction(tx -> {
          var named = sql.named(tx, file.name());
          var before = sql.find(tx, named).orElseThrow();
          var after = withId(file, named, before.exchange().version());
          if (!after.equals(before.exchange()) || !secret.equals(before.secret())) {
            sql.update(tx, after);
            sql.setSecret(tx, named, secret);
            sql.pinPhones(tx, named);
          }
          sql.fromFile(tx, named);
          return named;
        });
    read();
    return id;
  }

  /** No file speaks of exchanges: all are the page's. Gives 0, which is the id of none. */
  public long layDownNothing() {
    sql.fromFile(db, 0);
    read();
    return 0;
  }

  /** All of them with their secrets; what is remembered of them is as of the latest reading. */
  synchronized List<WithSecret> read() {
    return remembered(sql.list(db));
  }

  private List<WithSecret> remembered(List<WithSecret> all) {
    all.forEach(one -> known.put(one.exchange().id(), one.exchange()));
    var numbers =
        all.stream()
            .flatMap(one -> one.exchange().ownNumbers().stream().map(number -> stored(one, number)))
            .toList();
    ownNumbers.addAll(numbers);
    ownNumbers.retainAll(Set.copyOf(numbers));
    return all;
  }

  private static String stored(WithSecret one, String number) {
    return PhoneNumber.parse(number, one.exchange().region()).map(PhoneNumber::text).orElse(number);
  }

  /** The house's own numbers in the form in which numbers are stored; follows each change. */
  public Set<String> ownNumbers() {
    return Collections.unmodifiableSet(ownNumbers);
  }

  /** As it was last read. */
  public Optional<Exchange> find(long id) {
    return Optional.ofNullable(known.get(id));
  }

  /** The country of an exchange; fails when there is no such exchange. */
  public String regionOf(long id) {
    return find(id)
        .map(Exchange::region)
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  /** The eldest that is switched on: what names no exchange is of this one. */
  public Exchange first() {
    return list().stream()
        .filter(Exchange::isWanted)
        .findFirst()
        .orElseThrow(() -> new Problem.Unavailable("pbx").asException());
  }

  /**
   * Where recordings lie, by exchange; also of those that are switched off, for what was recorded
   * is still heard.
   */
  public Map<Long, Path> folders() {
    var folders = new HashMap<Long, Path>();
    for (var exchange : known.values()) {
      if (exchange.recordings() != null) {
        folders.put(exchange.id(), Path.of(exchange.recordings()));
      }
    }
    return folders;
  }

  /** As they were last read, by id. */
  public List<Exchange> list() {
    return known.values().stream().sorted(Comparator.comparingLong(Exchange::id)).toList();
  }

  /** Those that are switched on, to be examined. */
  public List<Subject.Exchange> subjects() {
    return read().stream().filter(one -> one.exchange().isWanted()).map(this::subject).toList();
  }

  private Subject.Exchange subject(WithSecret one) {
    var exchange = one.exchange();
    var folder = exchange.recordings();
    return new Subject.Exchange(
        exchange.id(),
        exchange.name(),
        exchange.ami(one.secret()),
        exchange.context(),
        folder == null ? null : Path.of(folder),
        Optional.ofNullable(exchange.cel()),
        RecordsRoom.password(db, exchange.id()),
        true);
  }

  WithSecret get(long id) {
    return sql.find(db, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  /** A second exchange gives the phones that there are to the first. */
  WithSecret add(Exchange exchange, String secret) {
    return stands(tx -> {
      var added = sql.insert(tx, exchange.name());
      sql.update(tx, withId(exchange, added, 0));
      sql.setSecret(tx, added, secret);
      sql.pinPhones(tx, added);
      return added;
    });
  }

  /**
   * @param secret null leaves the one that is there, which goes to no other place than before
   */
  WithSecret change(long id, int version, UnaryOperator<Exchange> change, @Nullable String secret) {
    return stands(tx -> {
      sql.lock(tx, id);
      var standing = sql.find(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var before = standing.exchange();
      if (before.version() != version) {
        var current = Map.<String, Object>of("current", ExchangeView.of(standing, null));
        throw new Problem.Conflict("version", "stale", current).asException();
      }
      if (before.fromFile()) {
        throw new Problem.Conflict("id", "from-file").asException();
      }
      var after = change.apply(before);
      if (secret == null && !after.isSamePlaceAs(before)) {
        throw new Problem.Invalid("secret", "required").asException();
      }
      sql.update(tx, after);
      sql.setSecret(tx, id, secret);
      if (!Objects.equals(before.cel(), after.cel())) {
        RecordsRoom.forgetPassword(tx, id);
      }
      return id;
    });
  }

  /** What was written of an exchange, read in the same transaction. */
  private synchronized WithSecret stands(ToLongFunction<Db> work) {
    record Stands(long id, List<WithSecret> all) {}
    try {
      var now = db.inTransaction(tx -> new Stands(work.applyAsLong(tx), sql.list(tx)));
      return remembered(now.all()).stream()
          .filter(one -> one.exchange().id() == now.id())
          .findFirst()
          .orElseThrow();
    } catch (DbException e) {
      throw e.isDuplicate() ? new Problem.Conflict("name", "taken").asException() : e;
    }
  }

  private static Exchange withId(Exchange of, long id, int version) {
    return new Exchange(
        id,
        of.name(),
        of.host(),
        of.port(),
        of.tls(),
        of.certificate(),
        of.user(),
        of.channel(),
        of.context(),
        of.recordings(),
        of.cel(),
        of.phones(),
        of.trunks(),
        of.ownNumbers(),
        of.region(),
        of.language(),
        of.enabled(),
        of.fromFile(),
        version);
  }
}
