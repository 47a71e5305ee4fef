package io.ringcard.exchange;

import io.ringcard.ami.AmiAction;
import io.ringcard.ami.AmiAnswer;
import io.ringcard.ami.JournalPast;
import io.ringcard.ami.JournalSettings;
import io.ringcard.calllog.SecondHearing;
import io.ringcard.dial.Dialling;
import io.ringcard.exchange.ExchangeSql.WithSecret;
import io.ringcard.http.Status;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Db;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges that this server hears, kept in step with their rows: one that was added is opened,
 * one that was changed is opened anew and no other, one that was switched off is closed. What
 * another server hears is left to it until its lease has run out.
 */
public final class Exchanges implements Dialling.Lines, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
  private static final long EVERY_MILLIS = 2_000;

  private static final String STANDBY = "standby";

  /**
   * How long after its last word a server that holds an exchange counts as dead: with a round of
   * the other server and a link another one hears it within 15 seconds.
   */
  private static final Duration LEASE = Duration.ofSeconds(12);

  /** Why an exchange is not heard here; the reason is a slug. */
  private record Away(String reason, @Nullable String by, Instant since) {}

  private final Db db;
  private final ExchangeBook book;
  private final Server server;
  private final Household house;
  private final LeaseSql leases = new LeaseSql();
  private final Map<Long, LiveExchange> live = new ConcurrentHashMap<>();
  private final Map<Long, Away> away = new ConcurrentHashMap<>();
  private Set<LiveExchange> held = Set.of();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("exchanges").daemon().factory());

  public Exchanges(Db db, ExchangeBook book, Server server, Household house) {
    this.db = db;
    this.book = book;
    this.server = server;
    this.house = house;
  }

  /** Opens what is to be opened before it returns. */
  public Exchanges start() {
    round();
    keeper.scheduleWithFixedDelay(this::round, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    keeper.scheduleWithFixedDelay(this::prune, 0, 60, TimeUnit.MINUTES);
    return this;
  }

  /** A row has changed: followed at once. */
  void soon() {
    try {
      keeper.execute(this::round);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped", e);
    }
  }

  @Override
  public void close() {
    keeper.shutdownNow();
    synchronized (this) {
      List.copyOf(live.values()).forEach(this::shut);
    }
  }

  private void prune() {
    var kept = Duration.ofDays(JournalSettings.of(house.data()).retentionDays());
    var before = house.clock().instant().minus(kept);
    book.list().forEach(exchange -> prune(exchange, before));
  }

  /** Old parts of the journal go, but never what would be read again, heard here or not. */
  private void prune(Exchange exchange, Instant before) {
    var open = live.get(exchange.id());
    try {
      if (open != null) {
        open.prune(before);
      } else {
        var keepFrom = leases.readFrom(db, exchange.id(), server.id());
        JournalPast.prune(folder(exchange), before, keepFrom);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("old parts of the journal of {} are still there", exchange.name(), e);
    }
  }

  private synchronized void round() {
    if (keeper.isShutdown()) {
      return;
    }
    try {
      var rows = book.read();
      house.folders().accept(book.folders());
      rows.forEach(this::keep);
      book.list().forEach(this::lookBack);
    } catch (ProblemException e) {
      LOG.debug("exchanges are looked at again later: {}", e.problem());
    } catch (RuntimeException e) {
      LOG.error("exchanges are looked at again later", e);
    } finally {
      tellHeld();
    }
  }

  private void keep(WithSecret row) {
    var id = row.exchange().id();
    var open = live.get(id);
    if (!row.exchange().isWanted()) {
      shut(open);
      if (away.remove(id) != null) {
        house.changed().run();
      }
      return;
    }
    if (open != null && !leases.renew(db, id, server.id(), LEASE.toMillis())) {
      LOG.warn("{} is heard by another server now", row.exchange().name());
      shut(open);
      open = null;
    }
    if (open != null && !isSame(open.origin(), row)) {
      shut(open);
      open = null;
    }
    if (open == null) {
      open(row);
    }
  }

  /** Rows that wait give no word of it by themselves. */
  private void tellHeld() {
    var now =
        live.values().stream().filter(open -> open.heldSince() != null).collect(Collectors.toSet());
    if (!now.equals(held)) {
      held = now;
      house.changed().run();
    }
  }

  /** What was heard of it before can be looked into, although it is not heard here now. */
  private void lookBack(Exchange exchange) {
    if (!house.flights().knows(exchange.name())) {
      var past = JournalPast.of(folder(exchange));
      var records = house.records().archive(exchange.id(), exchange.cel());
      house.flights().add(exchange.name(), exchange.profile(), past, records);
    }
  }

  private static boolean isSame(WithSecret one, WithSecret other) {
    return one.exchange().version() == other.exchange().version();
  }

  private void open(WithSecret row) {
    var exchange = row.exchange();
    try {
      var holder = leases.other(db, exchange.id(), server.id());
      if (holder.isPresent() || !take(row)) {
        stand(exchange, new Away(STANDBY, holder.orElse(null), house.clock().instant()));
        return;
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("{} cannot be opened", exchange.name(), e);
      stand(exchange, new Away("journal", null, house.clock().instant()));
    }
    house.changed().run();
  }

  /** False when another server was quicker. */
  private boolean take(WithSecret row) throws IOException {
    var exchange = row.exchange();
    var journal = LiveExchange.journal(JournalSettings.of(folder(exchange)));
    LiveExchange opened;
    try {
      var checkpoint = checkpoint(exchange, journal.end());
      if (checkpoint.isEmpty()) {
        journal.close();
        return false;
      }
      opened = new LiveExchange(row, house, journal, checkpoint.get());
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
    live.put(exchange.id(), opened);
    away.remove(exchange.id());
    start(opened);
    return true;
  }

  /** What cannot be started is let go, and tried again with the next round. */
  private void start(LiveExchange opened) throws IOException {
    try {
      opened.start();
    } catch (IOException | RuntimeException e) {
      shut(opened);
      throw e;
    }
  }

  /**
   * Takes the lease, and with it what another server left open; gives the place in our journal from
   * which to read, or nothing when another server was quicker.
   */
  private Optional<Long> checkpoint(Exchange exchange, long end) {
    return db.inTransaction(tx -> {
      var taken = leases.take(tx, exchange.id(), server.id(), end, server.name(), LEASE.toMillis());
      if (taken.filter(LeaseSql.Taken::taken).isPresent()) {
        LOG.warn("{} is taken over from another server", exchange.name());
        house.log().endUnheard(tx, exchange.id());
      }
      return taken.map(LeaseSql.Taken::checkpoint);
    });
  }

  private void stand(Exchange exchange, Away now) {
    var before = away.get(exchange.id());
    if (before == null
        || !before.reason().equals(now.reason())
        || !Objects.equals(before.by(), now.by())) {
      away.put(exchange.id(), now);
      house.changed().run();
    }
  }

  private Path folder(Exchange exchange) {
    var isFirst = book.list().getFirst().id() == exchange.id();
    return house.data().resolve(isFirst ? "journal" : "journal-" + exchange.id());
  }

  private void shut(@Nullable LiveExchange open) {
    if (open == null) {
      return;
    }
    var id = open.exchange().id();
    live.remove(id);
    open.close();
    try {
      leases.letGo(db, id, server.id());
    } catch (RuntimeException e) {
      LOG.info("{} is let go when its lease has run out: {}", open.exchange().name(), e.toString());
    }
    house.changed().run();
  }

  /** Of the exchanges that this server hears. */
  public List<SecondHearing> hearings() {
    return live.values().stream().map(one -> one.secondHearing(db)).toList();
  }

  /** Times that an exchange told more than could be heard at once, since it was opened here. */
  public long overflows() {
    return live.values().stream().mapToLong(LiveExchange::overflows).sum();
  }

  /** How each exchange that is switched on stands, by id. */
  public List<Status.Link> links() {
    return book.list().stream().filter(Exchange::isWanted).map(this::link).toList();
  }

  private Status.Link link(Exchange exchange) {
    var id = Long.toString(exchange.id());
    var open = live.get(exchange.id());
    if (open != null) {
      var now = open.status();
      var reason = now.up() ? null : now.reason().slug();
      return new Status.Link(
          id,
          exchange.name(),
          now.up(),
          now.since(),
          reason,
          null,
          open.heldSince(),
          open.records());
    }
    var not =
        away.computeIfAbsent(
            exchange.id(), _ -> new Away("starting", null, house.clock().instant()));
    return new Status.Link(
        id, exchange.name(), false, not.since(), not.reason(), not.by(), null, Status.Records.NONE);
  }

  Optional<LiveExchange> find(long id) {
    return Optional.ofNullable(live.get(id));
  }

  @Override
  public Dialling.Line of(@Nullable Long pbxId) {
    var exchange =
        pbxId == null
            ? book.first()
            : book.find(pbxId).orElseThrow(() -> new Problem.Unavailable("pbx").asException());
    return new Dialling.Line(exchange.dial(), action -> send(exchange, action));
  }

  private AmiAnswer send(Exchange exchange, AmiAction action) {
    return find(exchange.id()).orElseThrow(() -> unheard(exchange).asException()).send(action);
  }

  private Problem unheard(Exchange exchange) {
    var not = away.get(exchange.id());
    return not == null || not.by() == null
        ? new Problem.Unavailable("pbx")
        : new Problem.Unavailable(STANDBY, Map.of("name", exchange.name(), "by", not.by()));
  }
}
